/** Thirty days of visits before now, made by the same shoppers that walk live. */
import type { CollectRequest } from "../../wire/collect.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { LIMITS } from "../../wire/limits.ts";
import { buildCatalogue, type ShopProduct } from "../catalogue/build-catalogue.ts";
import { DEMO_KEY } from "../catalogue/demo-definitions.ts";
import { createDice, seedOf } from "../catalogue/dice.ts";
import { eventsOf, SIMULATED_SDK, type Sender } from "./collect-request.ts";
import { createPersona, type Persona } from "./persona.ts";
import { DAY_MS, pickDays, pickTimeOfDay } from "./rhythm.ts";
import { visitShop, type Memory } from "./shopper.ts";
import { visitorId } from "./visitor-id.ts";

export interface HistoryOptions {
  /** Same seed, same visitors doing the same things; and at the same times where `end` is the same too. */
  seed: number;
  /** Epoch milliseconds: "now", when the history is over. */
  end: number;
  /** How far it goes back. */
  days?: number;
  /** How many people it tells of. */
  visitors?: number;
}

/** Somebody of the history, who may come again. */
export function pastVisitor(seed: number, index: number): { visitor: string; persona: Persona } {
  const persona = createPersona(createDice(seedOf(seed, "history-persona", index)));
  return { visitor: visitorId("history", seed, index), persona };
}

/** One visit as one request, with the Worker's clock of then. */
export interface HistoryVisit {
  /** Epoch milliseconds. */
  receivedAt: number;
  request: CollectRequest;
}

const DAYS = 30;
/** With `COMES_BACK`, about 1,500 visits: enough for a recommender, and seconds of seeding. */
export const VISITORS = 1_000;
const COMES_BACK = 0.34;
const MOST_VISITS = 12;
/** Where the shop is said to have been: addresses in the past lead nowhere. */
const ORIGIN = "https://alderway.example";
/** Milliseconds at least between two visits of one person: past the end of any session. */
const BETWEEN_VISITS_MS = 45 * 60_000;
/** Milliseconds from the last event to the Worker's receiving it. */
const TRAVEL_MS = 1_000;

/** All visits up to `end`, oldest first. Event ids are the seed's, so that seeding twice stores nothing twice. */
export function makeVisits({ seed, end, days = DAYS, visitors = VISITORS }: HistoryOptions): HistoryVisit[] {
  const catalogue = buildCatalogue();
  return Array.from({ length: visitors }, (_, index) => visitsOf(index, { seed, end, days }, catalogue))
    .flat()
    .toSorted(
      (a, b) => a.receivedAt - b.receivedAt || (a.request.visitor ?? "").localeCompare(b.request.visitor ?? ""),
    );
}

interface Span {
  seed: number;
  end: number;
  days: number;
}

function visitsOf(index: number, { seed, end, days }: Span, catalogue: readonly ShopProduct[]): HistoryVisit[] {
  const { visitor, persona } = pastVisitor(seed, index);
  const memory: Memory = { cart: [], bought: new Set(), visits: 0 };
  const visits: HistoryVisit[] = [];
  let free = -Infinity;
  for (const planned of startsOf(index, { seed, end, days })) {
    memory.visits += 1;
    const start = Math.max(planned, free);
    const visit = recordVisit({
      steps: visitShop(persona, memory, catalogue, createDice(seedOf(seed, "history-visit", index, memory.visits))),
      start,
      sender: { key: DEMO_KEY, visitor, origin: ORIGIN, visitId: `${visitor}-${memory.visits}` },
    });
    // Who would still be in the shop now is left to the live shoppers.
    if (visit.receivedAt > end) continue;
    free = visit.receivedAt + BETWEEN_VISITS_MS;
    visits.push(visit);
  }
  return visits;
}

/** When one person's visits begin, in order. A stream of dice of its own: times do not change what is done. */
function startsOf(index: number, { seed, end, days }: Span): number[] {
  const dice = createDice(seedOf(seed, "history-times", index));
  let count = 1;
  while (count < MOST_VISITS && dice.chance(COMES_BACK)) count += 1;
  const midnight = Math.floor(end / DAY_MS) * DAY_MS;
  const oldest = end - days * DAY_MS;
  return (
    pickDays(count, days, end, dice)
      .map((back) => midnight - back * DAY_MS + pickTimeOfDay(dice))
      // What would be later today was on another day, any of them: else one day would have the visits of two.
      .map((start) => (start > end - BETWEEN_VISITS_MS ? start - dice.whole(1, days - 1) * DAY_MS : start))
      .map((start) => Math.max(start, oldest))
      .toSorted((a, b) => a - b)
  );
}

function recordVisit({
  steps,
  start,
  sender,
}: {
  steps: ReturnType<typeof visitShop>;
  start: number;
  sender: Sender;
}): HistoryVisit {
  const counter = { next: 0 };
  const events: BehaviourEvent[] = [];
  let at = start;
  let previous: string | undefined;
  let last: CollectRequest["page"];
  // Nobody decided anything then: the past has no placements to answer.
  for (let turn = steps.next([]); !turn.done; turn = steps.next([])) {
    const { place, done, arrives, lingerMs } = turn.value;
    events.push(...eventsOf(done, place, at, sender, counter, arrives ? previous : undefined));
    previous = sender.origin + place.path;
    last = { url: previous, locale: place.locale };
    at += Math.round(lingerMs);
  }
  const kept = events.slice(0, LIMITS.batchEvents);
  const receivedAt = (kept.at(-1)?.at ?? start) + TRAVEL_MS;
  const { key, visitor } = sender;
  return {
    receivedAt,
    request: { key, visitor, sentAt: receivedAt, events: kept, ...(last && { page: last }), sdk: SIMULATED_SDK },
  };
}
