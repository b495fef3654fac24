/** Reason codes and event names in the marketer's words. */
import { COMMERCE_EVENT_NAMES, DISMISS_EVENT, IDENTIFY_EVENT } from "../../wire/event.ts";
import type { ReasonCode } from "../../wire/decision.ts";
import { t } from "../i18n.ts";
import type { MessageKey } from "../i18n.ts";

/** Whether something was chosen, held back, or could not be: the mark beside the words. */
export type ReasonTone = "shown" | "withheld" | "failed";

const SHOWN: ReadonlySet<ReasonCode> = new Set([
  "STATIC",
  "DEFAULT",
  "TARGETING_MATCH",
  "SPLIT",
  "CACHED",
  "CO_VISITED",
  "SIMILAR_CONTENT",
  "POPULAR",
  "CATALOGUE_ORDER",
]);
const FAILED: ReadonlySet<ReasonCode> = new Set(["UNKNOWN", "ERROR", "UNKNOWN_PLACEMENT", "WRONG_PLACEMENT"]);

export function reasonTone(reason: ReasonCode): ReasonTone {
  if (SHOWN.has(reason)) return "shown";
  return FAILED.has(reason) ? "failed" : "withheld";
}

/** The reason in a few words. */
export function reasonWords(reason: ReasonCode): string {
  const key: MessageKey = `reason.${reason}`;
  // A Worker newer than this page may give a reason it has no words for.
  return t(key) || reason;
}

const NAMED_EVENTS = new Set<string>([...COMMERCE_EVENT_NAMES, IDENTIFY_EVENT, DISMISS_EVENT]);

/** The event in a few words; a name of the site's own is shown as it is. */
export function eventWords(name: string): string {
  return isNamed(name) ? t(`event.${name}`) : name;
}

type NamedEvent = (typeof COMMERCE_EVENT_NAMES)[number] | typeof IDENTIFY_EVENT | typeof DISMISS_EVENT;

function isNamed(name: string): name is NamedEvent {
  return NAMED_EVENTS.has(name);
}
