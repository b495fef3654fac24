/** A call of `track` made into an event that may go on the wire, or the reason why not. */
import type { BehaviourEvent, EventPage, EventParams } from "../wire/event.ts";
import { LIMITS } from "../wire/limits.ts";
import type { Rejection } from "./api.ts";
import { parse, stringify } from "./pristine.ts";
import type { QueuedEvent } from "./queue.ts";

/** GA4's rule for event names; the length is `LIMITS.eventNameLength`. */
const NAME_PATTERN = /^[a-z]\w*$/i;

/**
 * Checks what the Worker would refuse for certain, so that it is said where the mistake is made, and copies, so that
 * the page may go on changing its objects.
 */
export function draftEvent(
  id: string,
  name: string,
  params: EventParams | undefined,
  page: EventPage,
): QueuedEvent | Rejection {
  name = String(name);
  if (!NAME_PATTERN.test(name) || name.length > LIMITS.eventNameLength)
    return { id, name, reason: "bad_name", detail: "letters, digits, _" };
  try {
    const text = stringify({ id, name, at: Date.now(), params: params ?? undefined, page }, plain);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes <= LIMITS.eventBytes) return { event: parse(text) as BehaviourEvent, bytes };
    return { id, name, reason: "event_too_large", detail: `${bytes} bytes` };
  } catch (error) {
    return { id, name, reason: "bad_params", detail: String(error) };
  }
}

/** What JSON has no word for: whole numbers of any size become text, and elements of the page say nothing. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value instanceof Node ? undefined : value;
}
