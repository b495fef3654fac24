/**
 * Names mistakes in the console, with the fix, while a site is being built. A module of its own, so that a production
 * bundle that does not import it does not carry it:
 *
 * ```ts
 * if (import.meta.env.DEV) sameview.use((await import("sameview/validate")).validate);
 * ```
 */
import type { Sameview } from "../api.ts";
import { checkEvent } from "./check-event.ts";
import type { Mistake } from "./check-event.ts";
import { checkPage } from "./check-page.ts";

export type { Mistake } from "./check-event.ts";

/** What refusals by name want to be told with; the others carry their own detail. */
const FIXES: Record<string, string> = {
  bad_name: 'a name like "compare_products"',
  bad_params: "plain data: no DOM nodes, functions, BigInts or circles",
  event_too_large: "ids instead of whole objects",
  unknown_key: "the public key that the console shows for this site",
  origin_not_allowed: "this page's origin in the site's settings",
};

/** Says each mistake once a page. */
export function validate(client: Pick<Sameview, "on">): void {
  let said = new Set<string>();

  function say(where: string, { what, fix }: Mistake): void {
    const text = `[sameview] ${where}: ${what}. Write ${fix}.`;
    if (said.has(text)) return;
    said.add(text);
    console.warn(text);
  }

  client.on("recorded", (event) => checkEvent(event).forEach((mistake) => say(event.name, mistake)));
  client.on("rejected", ({ name = "event", reason, detail }) =>
    say(name, {
      what: `refused as ${reason}: ${detail.replace(/\.$/, "")}`,
      fix: FIXES[reason] ?? "what the detail asks for",
    }),
  );
  client.on("error", ({ code, detail, placement }) => {
    if (code === "no_room" || code === "bad_call" || code === "bad_link")
      say(placement ?? code, { what: code, fix: detail.replace(/\.$/, "") });
  });
  client.on("page", () => (said = new Set()));
  for (const mistake of checkPage()) say("page", mistake);
}
