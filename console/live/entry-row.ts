/** View model of one row of the stream: an entry reduced to what the row says, free of language. Pure. */
import type { LiveEntry, Moment, Score } from "../../wire/console.ts";
import type { Decision } from "../../wire/decision.ts";
import type { BehaviourEvent, EventItem, EventParams } from "../../wire/event.ts";

/** Events a row lists; a batch that was kept offline may bring a hundred, and the rest is counted. */
const LISTED_EVENTS = 5;

/** Characters of a visitor id that tell visitors apart at a glance. The end, as ids may begin with a time. */
const SHORT_ID_LENGTH = 6;

export interface EventLine {
  id: string;
  name: string;
  /** What it was about: a product's name, the words searched, the page's title. */
  subject: string;
  /** Further items beyond the one named. */
  more: number;
  /** Worth of the event in `currency`, where it has one. */
  value?: number;
  currency?: string;
}

export interface EntryRow {
  seq: number;
  at: number;
  visitor: string;
  shortId: string;
  country?: string;
  own: boolean;
  simulated: boolean;
  server: boolean;
  score?: Score;
  /** Whole points the score moved by this request; 0 where it did not or is not known. */
  step: number;
  /** What was going on with the visitor after it. */
  moments: Moment[];
  events: EventLine[];
  /** Events beyond those listed. */
  moreEvents: number;
  /** Ids of the segments it moved the visitor into and out of. */
  entered: readonly string[];
  left: readonly string[];
  decisions: Decision[];
}

export function entryRow(entry: LiveEntry, ownVisitors: ReadonlySet<string>): EntryRow {
  return {
    seq: entry.seq,
    at: entry.at,
    visitor: entry.visitor,
    shortId: shortId(entry.visitor),
    ...(entry.country === undefined ? {} : { country: entry.country }),
    own: ownVisitors.has(entry.visitor),
    simulated: entry.source === "simulated",
    server: entry.source === "server",
    ...(entry.score === undefined ? {} : { score: entry.score }),
    step: scoreStep(entry),
    moments: entry.moments ?? [],
    events: entry.events.slice(0, LISTED_EVENTS).map(eventLine),
    moreEvents: Math.max(0, entry.events.length - LISTED_EVENTS),
    entered: entry.entered ?? [],
    left: entry.left ?? [],
    decisions: entry.decisions,
  };
}

/** The end of an id, without the dash or underscore that it may happen to begin with. */
export function shortId(visitor: string): string {
  return visitor.slice(-SHORT_ID_LENGTH).replace(/^[-_]+/, "");
}

/** Step between the whole numbers the chip shows, so that 12 → 15 always reads +3. */
export function scoreStep(entry: Pick<LiveEntry, "score" | "scoreBefore">): number {
  if (entry.score === undefined || entry.scoreBefore === undefined) return 0;
  return Math.round(entry.score.value) - Math.round(entry.scoreBefore);
}

/** One event in a line. */
export function eventLine(event: Pick<BehaviourEvent, "id" | "name" | "params" | "page">): EventLine {
  const { params, page } = event;
  const items = params?.items ?? [];
  const [first] = items;
  const value = worth(event.name, params);
  return {
    id: event.id,
    name: event.name,
    subject: subjectOf(params, first, page),
    more: Math.max(0, items.length - 1),
    ...(value === undefined ? {} : { value }),
    ...(params?.currency === undefined ? {} : { currency: params.currency }),
  };
}

function subjectOf(
  params: EventParams | undefined,
  first: EventItem | undefined,
  page: BehaviourEvent["page"],
): string {
  return (
    params?.search_term ??
    params?.promotion_name ??
    params?.promotion_id ??
    first?.item_name ??
    first?.item_id ??
    params?.user_id ??
    page?.title ??
    (page === undefined ? "" : pathOf(page.url))
  );
}

/** Events that are about money; for the others a price is not news. */
const EVENTS_OF_WORTH = new Set([
  "add_to_cart",
  "remove_from_cart",
  "view_cart",
  "begin_checkout",
  "purchase",
  "refund",
]);

function worth(name: string, params: EventParams | undefined): number | undefined {
  if (params?.value !== undefined) return params.value;
  if (!EVENTS_OF_WORTH.has(name) || params?.items === undefined) return undefined;
  const priced = params.items.filter((item) => item.price !== undefined);
  if (priced.length === 0) return undefined;
  return priced.reduce((sum, item) => sum + (item.price ?? 0) * (item.quantity ?? 1), 0);
}

function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? url : parsed.pathname;
}
