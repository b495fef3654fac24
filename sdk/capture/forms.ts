/** Forms begun and given up. Never what was typed: no value is read anywhere in here. */
import { onPage } from "./on-page.ts";
import { innermost } from "./element-path.ts";
import { createListening } from "./module-client.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/**
 * Events: `form_start` at the first change of a form, `form_abandon` when the page is left after that without the
 * form having been sent, with `last_field` (its name), so that one sees where people stop. Both with GA4's `form_id`,
 * `form_name`, `form_destination`.
 */
export function captureForms(client: ModuleClient): Stop {
  const { listen, onStop, stop } = createListening();
  const begun = new Map<HTMLFormElement, { fields: Set<string>; last: string }>();

  listen("input", (event) => {
    const field = innermost(event);
    const form = field?.closest("form");
    // A search box is no form to abandon; every key pressed in it is an event of its own elsewhere.
    if (!field || !form || field.matches("[type=search]") || form.matches("[role=search]")) return;
    const last = field.getAttribute("name") ?? field.id;
    const known = begun.get(form);
    if (!known) client.track("form_start", about(form));
    begun.set(form, { fields: (known?.fields ?? new Set()).add(last), last });
  });
  listen("submit", (event) => begun.delete(event.target as HTMLFormElement));
  listen("pagehide", leave);
  onStop(onPage(client, leave));
  onStop(() => begun.clear());

  function leave(): void {
    for (const [form, { fields, last }] of begun)
      client.track("form_abandon", { ...about(form), last_field: last, fields_filled: fields.size });
    begun.clear();
  }

  return stop;
}

function about(form: HTMLFormElement): { form_id?: string; form_name?: string; form_destination: string } {
  // By attribute: a field called "id" or "action" hides the form's own property of that name.
  const of = (name: string): string | undefined => form.getAttribute(name) ?? undefined;
  const [form_id, form_name] = [of("id"), of("name")];
  const { origin, pathname } = new URL(of("action") ?? "", document.baseURI);
  return {
    ...(form_id !== undefined && { form_id }),
    ...(form_name !== undefined && { form_name }),
    form_destination: origin + pathname,
  };
}
