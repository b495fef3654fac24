/** One untrusted event → `BehaviourEvent`, or a tagged reason. Pure: the clock is passed in. */
import * as v from "valibot";
import type { EventProblem, EventProblemReason } from "../../wire/collect.ts";
import { IDENTIFY_EVENT, type BehaviourEvent } from "../../wire/event.ts";
import { LIMITS } from "../../wire/limits.ts";
import { cleanText, cleanValue, UncleanValue } from "./clean-value.ts";
import { eventProblem } from "./problem.ts";
import { bad, good, type Result } from "./result.ts";

export interface EventBounds {
  /** Epoch ms when the request came in. */
  receivedAt: number;
  /** Added to the event's time: what the sender's clock is slow by, in ms. */
  clockCorrection: number;
  /** Epoch ms before which events are refused. */
  oldest: number;
}

/** A checked event and its JSON, which is what gets stored. */
export interface ParsedEvent {
  /** Place in the batch. */
  index: number;
  event: BehaviourEvent;
  json: string;
}

const ID = /^[A-Za-z0-9_-]{8,64}$/;
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const DECIMAL = /^\s*-?\d+(\.\d+)?\s*$/;
/** Greatest quantity of one item in one event: more is no order but a mistake. */
const MOST_PIECES = 1_000_000;
const MILLISECONDS_PER_SECOND = 1000;
/** Times below this are seconds: as milliseconds they would lie in January 1970. */
const LEAST_PLAUSIBLE_MS = 100_000_000_000;
/** UTF-8 needs at most 3 bytes for a UTF-16 code unit, so a short enough text needs no counting. */
const BYTES_PER_UNIT = 3;

/** Prices often arrive as text from templates: "19.90" is taken for what it means. */
const number = v.pipe(
  v.custom<number | string>(
    (one) => typeof one === "number" || (typeof one === "string" && DECIMAL.test(one)),
    "bad_number",
  ),
  v.transform(Number),
);
const amount = v.pipe(number, v.minValue(0, "bad_number"));
const text = v.pipe(
  v.custom<string | number>((one) => typeof one === "string" || typeof one === "number", "bad_params"),
  v.transform(String),
);

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
const currency = v.pipe(
  v.string("bad_currency"),
  v.toUpperCase(),
  v.check((code) => currencies.has(code), "bad_currency"),
);

const item = v.looseObject(
  {
    item_id: v.pipe(text, v.minLength(1, "bad_items")),
    item_name: v.optional(text),
    item_brand: v.optional(text),
    item_category: v.optional(text),
    price: v.optional(amount),
    discount: v.optional(number),
    index: v.optional(number),
    quantity: v.optional(v.pipe(amount, v.maxValue(MOST_PIECES, "bad_number"))),
  },
  "bad_items",
);

const params = v.looseObject(
  {
    items: v.optional(v.pipe(v.array(item, "bad_items"), v.maxLength(LIMITS.eventItems, "bad_items"))),
    currency: v.optional(currency),
    value: v.optional(number),
    tax: v.optional(number),
    shipping: v.optional(number),
    transaction_id: v.optional(text),
    search_term: v.optional(text),
    user_id: v.optional(v.pipe(text, v.minLength(1, "bad_params"), v.maxLength(LIMITS.userIdLength, "bad_params"))),
    traits: v.optional(
      v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()], "bad_params"), "bad_params"),
    ),
    decision_token: v.optional(v.string("bad_decision_token")),
  },
  "bad_params",
);

const page = v.object(
  {
    url: v.pipe(v.string("bad_page"), v.regex(/^https?:\/\//i, "bad_page")),
    title: v.optional(v.string("bad_page")),
    referrer: v.optional(v.string("bad_page")),
    locale: v.optional(v.string("bad_page")),
  },
  "bad_page",
);

/** Checks one event of a batch; `index` is its place there. */
export function parseEvent(raw: unknown, index: number, bounds: EventBounds): Result<ParsedEvent, EventProblem> {
  const id = idOf(raw);
  try {
    return good({ index, ...checkEvent(raw, bounds) });
  } catch (error) {
    if (!(error instanceof UncleanValue)) throw error;
    return bad(eventProblem(error.reason, error.message, index, id));
  }
}

function checkEvent(raw: unknown, bounds: EventBounds): Omit<ParsedEvent, "index"> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    refuse("not_an_object", "send an object with id, name and at");
  const { id, name, at, params: rawParams, page: rawPage } = raw as Record<string, unknown>;
  if (typeof id !== "string" || !ID.test(id)) refuse("bad_id", "id must be 8–64 of A–Z a–z 0–9 _ -");
  if (typeof name !== "string" || !NAME.test(name) || name.length > LIMITS.eventNameLength) {
    refuse("bad_name", `name must be a letter, then letters, digits and _, at most ${LIMITS.eventNameLength}`);
  }
  const tally = { properties: 0 };
  const event: BehaviourEvent = { id, name, at: checkTime(at, bounds) };
  if (rawParams !== undefined && rawParams !== null) {
    event.params = conform(params, cleanValue(rawParams, "params", 1, tally), "params") as NonNullable<
      BehaviourEvent["params"]
    >;
  }
  if (rawPage !== undefined && rawPage !== null) {
    event.page = conform(page, cleanValue(rawPage, "page", 1, tally), "page") as NonNullable<BehaviourEvent["page"]>;
  }
  if (name === IDENTIFY_EVENT && !event.params?.user_id) refuse("bad_params", "identify needs params.user_id");
  const json = JSON.stringify(event);
  if (json.length * BYTES_PER_UNIT > LIMITS.eventBytes && byteLength(json) > LIMITS.eventBytes) {
    refuse("event_too_large", `the event has ${byteLength(json)} bytes; at most ${LIMITS.eventBytes} are kept`);
  }
  return { event, json };
}

function checkTime(at: unknown, { receivedAt, clockCorrection, oldest }: EventBounds): number {
  if (typeof at !== "number" || !Number.isFinite(at)) refuse("bad_time", "at must be epoch milliseconds");
  if (at > 0 && at < LEAST_PLAUSIBLE_MS && at * MILLISECONDS_PER_SECOND >= oldest) {
    refuse("bad_time", `at is ${at}, which looks like seconds; send epoch milliseconds`);
  }
  const corrected = Math.round(at + clockCorrection);
  if (corrected < oldest)
    refuse("too_old", `at is ${describeTime(corrected)}; this site keeps events since ${describeTime(oldest)}`);
  if (corrected > receivedAt + LIMITS.futureToleranceMs) {
    refuse(
      "in_future",
      `at is ${describeTime(corrected)}, after now; send sentAt so that a wrong clock can be corrected`,
    );
  }
  // What is left of a hasty clock: nothing happens after it was received.
  return Math.min(corrected, receivedAt);
}

function conform(schema: typeof params | typeof page, value: unknown, path: string): unknown {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = [path, v.getDotPath(issue)].filter(Boolean).join(".");
  const reason =
    issue.message in REASON_HINTS ? (issue.message as EventProblemReason) : path === "page" ? "bad_page" : "bad_params";
  refuse(reason, `${where}: ${REASON_HINTS[reason] ?? issue.message}; got ${shorten(issue.received)}`);
}

const REASON_HINTS: Partial<Record<EventProblemReason, string>> = {
  bad_number: "send a finite number, not below 0 for prices and quantities",
  bad_currency: "send an ISO 4217 code such as EUR",
  bad_items: `send a list of at most ${LIMITS.eventItems} objects, each with item_id`,
  bad_params: "send an object whose known parameters have GA4's types",
  bad_page: "send {url} with an absolute http(s) address",
  bad_decision_token: "send back the token that came with the decision",
};

/** Longest quotation of a wrong value in a message. */
const QUOTED = 40;

function shorten(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}

function idOf(raw: unknown): string | undefined {
  const id = typeof raw === "object" && raw !== null ? (raw as { id?: unknown }).id : undefined;
  return typeof id === "string" && id.length <= LIMITS.stringLength ? cleanText(id, "id") : undefined;
}

function describeTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

function byteLength(json: string): number {
  return new TextEncoder().encode(json).length;
}

function refuse(reason: EventProblemReason, detail: string): never {
  throw new UncleanValue(reason, detail);
}
