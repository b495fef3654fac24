/** Thirty days of visits before now, made by the same shoppers that walk live. */
import type { CollectRequest } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { buildCatalogue, type ShopProduct } from "../catalogue/build-catalogue.ts";
import { DEMO_KEY, demoDefinitions } from "../catalogue/demo-definitions.ts";
import { createDice, seedOf } from "../catalogue/dice.ts";
import { eventsOf, stepRequest, type Sender } from "./collect-request.ts";
import { impressions } from "./exposure.ts";
import { createPersona, type Persona } from "./persona.ts";
import { DAY_MS, pickDays, pickTimeOfDay } from "./rhythm.ts";
import { visitShop, type Memory } from "./shopper.ts";
import type { Step } from "./step.ts";
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

/** One request of the past, with the Worker's clock of then. */
export interface PastRequest {
  /** Epoch milliseconds. */
  receivedAt: number;
  request: CollectRequest;
  /** The last one of its visit. */
  over: boolean;
}

/** A visit that is made when it is walked: what is decided on the way may change what comes of it. */
export interface PastVisit {
  visitor: string;
  /** Epoch milliseconds at which it was meant to begin. */
  planned: number;
  /** Request by request, told what was decided for each. Once only, and after the visitor's visits before it. */
  walk(): Generator<PastRequest, void, readonly Decision[]>;
}

const DAYS = 30;
/**
 * With `COMES_BACK`, some 1,650 visits: enough for a recommender, for a control group with some orders
 * (`CART_CONTROL`), and seeding that is over while one looks around.
 */
export const VISITORS = 1_100;
const COMES_BACK = 0.34;
const MOST_VISITS = 12;
/** Where the shop is said to have been: addresses in the past lead nowhere. */
const ORIGIN = "https://alderway.example";
/** Milliseconds at least between two visits of one person: past the end of any session. */
const BETWEEN_VISITS_MS = 45 * 60_000;
/** Milliseconds from the last event to the Worker's receiving it. */
const TRAVEL_MS = 1_000;
/** Milliseconds from coming to a page until what is offered there has been seen: a second half visible, as the SDK counts. */
const SEEN_AFTER_MS = 1_500;
/**
 * Placements that are asked for. Rows of products are not: the recommender learns while the past is told, so what it
 * would have shown depends on how quick the machine is.
 */
const OFFERED = new Set(
  demoDefinitions()
    .placements.filter(({ kind }) => kind === "offer")
    .map(({ id }) => id),
);

/** All visits up to `end`, oldest first. Event ids are the seed's, so that seeding twice stores nothing twice. */
export function makeVisits({ seed, end, days = DAYS, visitors = VISITORS }: HistoryOptions): PastVisit[] {
  const catalogue = buildCatalogue();
  return Array.from({ length: visitors }, (_, index) => visitsOf(index, { seed, end, days }, catalogue))
    .flat()
    .toSorted((a, b) => a.planned - b.planned || a.visitor.localeCompare(b.visitor));
}

interface Span {
  seed: number;
  end: number;
  days: number;
}

function visitsOf(index: number, { seed, end, days }: Span, catalogue: readonly ShopProduct[]): PastVisit[] {
  const { visitor, persona } = pastVisitor(seed, index);
  const memory: Memory = { cart: [], bought: new Set(), visits: 0 };
  let free = -Infinity;
  return startsOf(index, { seed, end, days }).map((planned, before) => ({
    visitor,
    planned,
    *walk() {
      memory.visits = before + 1;
      const start = Math.max(planned, free);
      const visit = visitRequests({
        steps: visitShop(persona, memory, catalogue, createDice(seedOf(seed, "history-visit", index, memory.visits))),
        start,
        sender: { key: DEMO_KEY, visitor, origin: ORIGIN, visitId: `${visitor}-${memory.visits}` },
      });
      let decisions: readonly Decision[] = [];
      for (let turn = visit.next(decisions); !turn.done; turn = visit.next(decisions)) {
        // What they would still do after now is left to the live shoppers.
        if (turn.value.receivedAt > end) return;
        free = turn.value.receivedAt + BETWEEN_VISITS_MS;
        decisions = yield turn.value;
      }
    },
  }));
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

/** A request for each page come to, with what was done before it, and one for what was done on the last. */
function* visitRequests({
  steps,
  start,
  sender,
}: {
  steps: ReturnType<typeof visitShop>;
  start: number;
  sender: Sender;
}): Generator<PastRequest, void, readonly Decision[]> {
  const counter = { next: 0 };
  let events: BehaviourEvent[] = [];
  let at = start;
  let previous: string | undefined;
  let decisions: readonly Decision[] = [];
  let last: Step | undefined;
  for (let turn = steps.next(decisions); !turn.done; turn = steps.next(decisions)) {
    const step = turn.value;
    const { place, done, arrives, lingerMs } = step;
    events.push(...eventsOf(done, place, at, sender, counter, arrives ? previous : undefined));
    last = step;
    if (arrives) {
      decisions = yield requestOf(step, events, sender, false);
      events = eventsOf(impressions(decisions), place, at + SEEN_AFTER_MS, sender, counter);
    }
    previous = sender.origin + place.path;
    at += Math.round(lingerMs);
  }
  if (last !== undefined) yield requestOf({ ...last, arrives: false }, events, sender, true, at);
}

/** @param leftAt epoch ms at which they went; where nothing was done since the last request, it is sent then */
function requestOf(step: Step, events: BehaviourEvent[], sender: Sender, over: boolean, leftAt = 0): PastRequest {
  const receivedAt = (events.at(-1)?.at ?? leftAt) + TRAVEL_MS;
  const request = stepRequest(step, events, receivedAt, sender);
  const placements = request.placements?.filter(({ id }) => OFFERED.has(id)) ?? [];
  return { receivedAt, request: { ...request, placements }, over };
}
