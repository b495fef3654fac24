/** A step of a visit as the body the front door takes. */
import type { CollectRequest } from "../../wire/collect.ts";
import type { BehaviourEvent, EventPage } from "../../wire/event.ts";
import type { DoneThing, Place, Step } from "./step.ts";

/** Who sends: the live feed marks these visitors as simulated. */
export const SIMULATED_SDK = "simulated/0.1.0";

export interface Sender {
  key: string;
  visitor: string;
  /** Origin the shop is served from. */
  origin: string;
  /** Unique for the visit: event ids begin with it. */
  visitId: string;
}

/** Numbers the events of one visit, so that their ids are the visit's own. */
export interface EventCounter {
  next: number;
}

/** @param previous The page before, as its absolute URL. */
export function eventsOf(
  done: readonly DoneThing[],
  place: Place,
  at: number,
  sender: Sender,
  counter: EventCounter,
  previous?: string,
): BehaviourEvent[] {
  const page: EventPage = {
    url: sender.origin + place.path,
    title: place.title,
    locale: place.locale,
    ...(previous !== undefined && { referrer: previous }),
  };
  return done.map(({ name, params }, index) => ({
    id: `${sender.visitId}-${String(counter.next++).padStart(3, "0")}`,
    name,
    // Events of one moment keep their order.
    at: Math.round(at) + index,
    ...(params && { params }),
    page,
  }));
}

/** The request of one step: its events, and the placements of a page just come to. */
export function stepRequest(step: Step, events: BehaviourEvent[], sentAt: number, sender: Sender): CollectRequest {
  const { place } = step;
  return {
    key: sender.key,
    visitor: sender.visitor,
    sentAt,
    events,
    placements: step.arrives ? place.placements.map((id) => ({ id })) : [],
    page: {
      url: sender.origin + place.path,
      locale: place.locale,
      ...(place.itemId !== undefined && { itemId: place.itemId }),
      ...(place.category !== undefined && { category: place.category }),
    },
    sdk: SIMULATED_SDK,
  };
}
