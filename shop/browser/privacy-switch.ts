/** The switch in the footer: personal suggestions or none. */
import { findAll } from "./elements.ts";
import { answerConsent } from "./sameview.ts";
import { load, save } from "./stored.ts";

const ANSWER = "alderway.personal";
const SWITCH = "[data-personalise]";
const local = (): Storage => localStorage;

/** Shows the answer given before. */
export function showPrivacyAnswer(): void {
  const granted = load<boolean>(local, ANSWER, true);
  for (const box of findAll<HTMLInputElement>(SWITCH)) box.checked = granted;
}

/** Passes on each new answer; the SDK keeps it as well. */
export function watchPrivacySwitch(): void {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(SWITCH)) return;
    save(local, ANSWER, target.checked);
    answerConsent(target.checked);
  });
}
