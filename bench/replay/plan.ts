/** In which requests a log is sent: batched, shuffled, some repeated. The same seed makes the same plan. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { LoggedEvent } from "./logs.ts";

export interface PlannedRequest {
  visitor: string;
  events: readonly BehaviourEvent[];
}

/** Events of one request, at most. */
const BATCH_MOST = 10;
/** Requests sent twice, as after an answer that was lost. Half of them at once, half at some later time. */
const REPEATED_SHARE = 0.1;
const AT_ONCE_SHARE = 0.5;

/** Events of each visitor, in the order given. */
export function byVisitor(log: readonly LoggedEvent[]): Map<string, BehaviourEvent[]> {
  const visitors = new Map<string, BehaviourEvent[]>();
  for (const { visitor, event } of log) {
    const events = visitors.get(visitor);
    if (events) events.push(event);
    else visitors.set(visitor, [event]);
  }
  return visitors;
}

/** Requests in the order of sending: each visitor's events in batches of 1–10, over the whole log shuffled, a tenth repeated. */
export function planRequests(log: readonly LoggedEvent[], seed: number): PlannedRequest[] {
  const dice = createDice(seedOf(seed, "replay"));
  const batches: PlannedRequest[] = [];
  for (const [visitor, events] of byVisitor(log)) {
    for (let from = 0; from < events.length;) {
      const size = dice.whole(1, BATCH_MOST);
      batches.push({ visitor, events: events.slice(from, from + size) });
      from += size;
    }
  }
  // By place: what is sent there again, after what belongs there.
  const again = new Map<number, PlannedRequest[]>();
  const shuffled = dice.shuffle(batches);
  for (const [place, batch] of shuffled.entries()) {
    if (!dice.chance(REPEATED_SHARE)) continue;
    const at = dice.chance(AT_ONCE_SHARE) ? place : dice.whole(place, shuffled.length - 1);
    again.set(at, [...(again.get(at) ?? []), batch]);
  }
  return shuffled.flatMap((batch, place) => [batch, ...(again.get(place) ?? [])]);
}
