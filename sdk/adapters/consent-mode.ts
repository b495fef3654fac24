/** Google Consent Mode v2 (developers.google.com/tag-platform/security/guides/consent), read from the page's `dataLayer`. */
import type { Sameview } from "../api.ts";
import { watchLayer } from "./watch-layer.ts";

export interface ConsentModeOptions {
  /** Name on the window. Default `dataLayer`. */
  layer?: string;
}

interface Command {
  analytics_storage?: "granted" | "denied";
  personalization_storage?: "granted" | "denied";
  /** Milliseconds for which a default waits for the visitor's own answer. */
  wait_for_update?: number;
}

/**
 * `analytics_storage` lets events be stored; `personalization_storage`, or where the site never sets it
 * `analytics_storage`, lets an id be kept and decisions be personal.
 *
 * An update is the visitor's answer. A default is none: one of `denied` leaves the gate as it is, waiting, with the page's
 * events held; one of `granted` counts once its `wait_for_update` is over. A page does not know in which region it is
 * read: of several defaults a `denied` wins.
 */
export function readConsentMode(client: Pick<Sameview, "consent">, { layer }: ConsentModeOptions = {}): void {
  const state: Command = {};
  let timer: ReturnType<typeof setTimeout>;
  let updated = false;

  function apply(): void {
    const { analytics_storage: analytics, personalization_storage: personalization = analytics } = state;
    // A default's silence is not a no.
    if (!updated && (analytics !== "granted" || personalization !== "granted")) return;
    client.consent({ analytics: analytics === "granted", personalization: personalization === "granted" });
  }

  watchLayer("consent", layer, (_entry, [name, kind, command] = []) => {
    if (name !== "consent" || (updated && kind === "default")) return;
    const { wait_for_update, ...given } = command as Command;
    if (kind === "update") {
      updated = true;
      Object.assign(state, given);
    } else {
      for (const [key, value] of Object.entries(given) as ["analytics_storage", "granted" | "denied"][])
        if (state[key] !== "denied") state[key] = value;
    }
    clearTimeout(timer);
    if (updated || !wait_for_update) apply();
    else timer = setTimeout(apply, wait_for_update);
  });
}
