/** Says under each field what it still needs, in the page's language. */
import { find } from "./elements.ts";
import { say } from "./messages.ts";

type Control = HTMLInputElement | HTMLSelectElement;

/** The shortest postcodes of the countries on offer have four characters. */
const POSTCODE_LENGTH = 4;

/** Whether all is well; if not, the first faulty field has the focus. */
export function validate(form: HTMLFormElement): boolean {
  const controls = [...form.elements].filter(
    (control): control is Control => control instanceof HTMLInputElement || control instanceof HTMLSelectElement,
  );
  const faulty = controls.filter((control) => !check(control));
  faulty[0]?.focus();
  return faulty.length === 0;
}

/** Takes a field's complaint back as soon as it is met. */
export function validateAsTyped(form: HTMLFormElement): void {
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.getAttribute("aria-invalid") === "true") check(target);
  });
}

function check(control: Control): boolean {
  const message = complaint(control);
  const error = find(`#error-${control.name}`, control.form ?? document);
  if (error) {
    error.textContent = message ?? "";
    error.hidden = message === undefined;
    control.setAttribute("aria-invalid", String(message !== undefined));
  }
  return message === undefined;
}

function complaint(control: Control): string | undefined {
  if (control.validity.valueMissing || (control.required && control.value.trim() === "")) {
    return say(control.type === "checkbox" ? "needTerms" : "needed");
  }
  if (control.validity.typeMismatch) return say("needEmail");
  if (control.name === "postcode" && control.value.trim().length < POSTCODE_LENGTH) return say("needPostcode");
  return undefined;
}
