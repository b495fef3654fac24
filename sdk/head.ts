/**
 * The head snippet: asks for the page's decisions before the SDK is there, so that both are on their way at once. It is
 * inlined as it is built, and reads its configuration from its own tag, so that one hash allows it on every site.
 *
 * It stores nothing and makes no id: a visitor who is not known yet, or has not said yes, is asked for without one.
 */
import type { CollectRequest, CollectResponse, PlacementRequest } from "../wire/collect.ts";
import { readPageContext } from "./capture/page-context.ts";
import { readLocal } from "./local-storage.ts";
import { SDK_VERSION } from "./version.ts";

/** What the SDK finds when it comes. */
export interface HeadStart {
  /** Whether these have been asked for, and nothing more. */
  asked(placements?: PlacementRequest[]): boolean;
  /** When, in milliseconds on the page's own clock. */
  at: number;
  /** Missing where none came. */
  answer: Promise<CollectResponse | undefined>;
}

const { key = "", host = location.origin, consent, placements = "" } = document.currentScript!.dataset;

/** As `consent.ts` reads it: two digits, of which both have to be a yes. */
const record = readLocal(`sv.consent.${key}`) ?? (consent === "required" ? "" : "11");
const visitor = record === "11" && !navigator.globalPrivacyControl ? readLocal(`sv.visitor.${key}`) : undefined;
const ids: string[] = placements.match(/[\w-]+/g) ?? [];

// The stub of the README, unless the page has it already.
const stub = (window.sameview ??= function () {
  (window.sameview!.q ??= []).push(arguments);
});

// A page that is prerendered may never be seen; the SDK asks when it is.
if (ids.length > 0 && !(document as { prerendering?: boolean }).prerendering) {
  const request: CollectRequest = {
    key,
    ...(visitor && { visitor }),
    sentAt: Date.now(),
    events: [],
    placements: ids.map((id) => ({ id })),
    page: readPageContext(),
    sdk: `head/${SDK_VERSION}`,
  };
  stub.head = {
    asked: (wanted = []) => wanted.every(({ id, limit }) => !limit && ids.includes(id)),
    at: performance.now(),
    answer: fetch(`${host}/v1/collect`, {
      method: "POST",
      body: JSON.stringify(request),
      credentials: "omit",
    })
      .then((response) => (response.ok ? (response.json() as Promise<CollectResponse>) : undefined))
      .catch(() => undefined),
  };
}
