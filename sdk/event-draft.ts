/** A call of `track` made into an event that may go on the wire, or the reason why not. */
import type { BehaviourEvent, EventPage, EventParams } from "../wire/event.ts";
import { LIMITS } from "../wire/limits.ts";
import type { Rejection } from "./api.ts";
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
): { row: QueuedEvent } | { rejection: Rejection } {
  if (typeof name !== "string" || !NAME_PATTERN.test(name) || name.length > LIMITS.eventNameLength) {
    const detail = `A name is a letter, then letters, digits and _, at most ${LIMITS.eventNameLength} in all.`;
    return { rejection: { id, name: String(name), reason: "bad_name", detail } };
  }
  let text: string;
  try {
    text = JSON.stringify({ id, name, at: Date.now(), ...(params && { params }), page });
  } catch (error) {
    return { rejection: { id, name, reason: "bad_params", detail: String(error) } };
  }
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > LIMITS.eventBytes) {
    const detail = `It is ${bytes} bytes long; ${LIMITS.eventBytes} are allowed.`;
    return { rejection: { id, name, reason: "event_too_large", detail } };
  }
  return { row: { event: JSON.parse(text) as BehaviourEvent, bytes } };
}
