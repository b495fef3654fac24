/** Forms begun and given up. Never what was typed: no value is read anywhere in here. */
import type { EventParams } from "../../wire/event.ts";
import { innermost } from "./element-path.ts";
import { listen, onPage } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Searching as one types is no form to abandon. */
const NO_FORM = "[type=search],[role=search] *";

/**
 * Events: `form_start` at the first input into a form; `form_abandon` when the page is left after that without the form
 * having been sent, with `last_field` (its name), so that one sees where people stop. Both with GA4's `form_id`,
 * `form_name`, `form_destination`.
 */
export const captureForms: Capture = (client, signal) => {
  /** Begun and not sent, with the field last typed into. */
  const begun = new Map<EventTarget, EventParams>();

  function leave(): void {
    for (const params of begun.values()) client.track("form_abandon", params);
    begun.clear();
  }

  listen("input", signal, (event) => {
    const field = innermost(event);
    const form = field?.closest("form");
    if (!form || field!.matches(NO_FORM)) return;
    // By attribute: a field called "id" hides the form's own property of that name.
    const of = (name: string, element: Element = form): string | undefined => element.getAttribute(name) ?? undefined;
    const params = { form_id: of("id"), form_name: of("name"), form_destination: of("action")?.split("?")[0] };
    if (!begun.has(form)) client.track("form_start", params);
    begun.set(form, { ...params, last_field: of("name", field) });
  });
  listen("submit", signal, ({ target }) => begun.delete(target!));
  listen("pagehide", signal, leave);
  onPage(client, signal, leave);
};
