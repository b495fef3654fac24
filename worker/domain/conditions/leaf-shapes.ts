/** The shape of every leaf of the condition language: what `wire/condition.ts` says, as checks. */
import { CONDITION_LIMITS } from "../../../wire/condition-limits.ts";
import type { ConditionLeaf, ConditionProblem } from "../../../wire/condition.ts";
import { NUMBER_PROPERTIES } from "../../../wire/number-property.ts";
import {
  at,
  checkFields,
  clockTime,
  date,
  dateOrTime,
  dayOfYear,
  id,
  integer,
  isRecord,
  listOf,
  must,
  number,
  object,
  oneOf,
  optional,
  pattern,
  text,
  zone,
  type Check,
  type Fields,
} from "./check-fields.ts";

const { times: MOST_TIMES, windowDays: WINDOW_DAYS, dateDays: DATE_DAYS } = CONDITION_LIMITS;
/** Greatest number a test may name: exact in JSON everywhere. */
const GREATEST = Number.MAX_SAFE_INTEGER;
/** Times ever, of an event without filters: those are counted, not remembered. */
const MOST_EVER = 1_000_000;

const anyNumber = number(-GREATEST, GREATEST);
const score = number(1, 100);
const eventName = pattern(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "must be an event name: a letter, then letters, digits, _");

/** An object whose `op` says which fields it has. */
function byOp(shapes: Record<string, Fields>): Check {
  return (value, path, problems) => {
    const op = isRecord(value) ? value["op"] : undefined;
    if (!isRecord(value) || typeof op !== "string" || !Object.hasOwn(shapes, op)) {
      problems.push({ path: at(path, "op"), detail: `must be one of ${Object.keys(shapes).join(", ")}` });
      return;
    }
    checkFields(value, { op: oneOf(op), ...shapes[op] }, path, problems);
    if (op === "between" || op === "anniversary" || op === "days_from_today") checkOrder(value, path, problems);
  };
}

function checkOrder({ from, to }: Record<string, unknown>, path: string, problems: ConditionProblem[]): void {
  if (typeof from === "number" && typeof to === "number" && from > to) {
    problems.push({ path: at(path, "to"), detail: "must not be less than from" });
  }
}

function comparisons(bound: Check): Record<string, Fields> {
  return {
    at_least: { value: bound },
    more_than: { value: bound },
    at_most: { value: bound },
    less_than: { value: bound },
    between: { from: bound, to: bound },
  };
}

const numberTest = byOp({ equals: { value: anyNumber }, ...comparisons(anyNumber) });
const textTest = byOp({
  equals: { value: text },
  contains: { value: text },
  starts_with: { value: text },
  in: { values: listOf(text) },
});
const days = integer(-DATE_DAYS, DATE_DAYS);
const scalar = must(
  (value) => typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) || isShortText(value),
  "must be a text, a number, true or false",
);
const valueTest = byOp({
  exists: {},
  equals: { value: scalar },
  in: {
    values: listOf(must((value) => typeof value === "number" || isShortText(value), "must be a text or a number")),
  },
  contains: { value: text },
  starts_with: { value: text },
  ...comparisons(anyNumber),
  anniversary: { from: days, to: days, zone },
  days_from_today: { from: days, to: days, zone },
});

function isShortText(value: unknown): boolean {
  return typeof value === "string" && value.length <= CONDITION_LIMITS.textLength;
}

const UNITS_A_DAY = { minutes: 1_440, hours: 24, days: 1, weeks: 1 / 7 } as const;

const duration: Check = (value, path, problems) => {
  const unit = isRecord(value) ? value["unit"] : undefined;
  const most = WINDOW_DAYS * (UNITS_A_DAY[unit as keyof typeof UNITS_A_DAY] ?? 1);
  const fields = { amount: integer(1, Math.floor(most)), unit: oneOf("minutes", "hours", "days", "weeks") };
  object(fields)(value, path, problems);
};

const WINDOWS: Record<string, Fields> = {
  last: { duration },
  calendar_days: { days: integer(1, WINDOW_DAYS), zone },
  session: {},
  dates: { from: optional(date), to: optional(date), zone },
};

const window: Check = (value, path, problems) => {
  const kind = isRecord(value) ? value["kind"] : undefined;
  if (!isRecord(value) || typeof kind !== "string" || !Object.hasOwn(WINDOWS, kind)) {
    problems.push({ path: at(path, "kind"), detail: `must be one of ${Object.keys(WINDOWS).join(", ")}` });
    return;
  }
  checkFields(value, { kind: oneOf(kind), ...WINDOWS[kind] }, path, problems);
  if (kind === "dates") checkRange(value, path, problems);
};

/** At least one of two ends, in order: ISO texts sort as their dates do. */
function checkRange({ from, to }: Record<string, unknown>, path: string, problems: ConditionProblem[]): void {
  if (from === undefined && to === undefined) problems.push({ path, detail: "needs from, to or both" });
  if (typeof from === "string" && typeof to === "string" && from.slice(0, 10) > to.slice(0, 10)) {
    problems.push({ path: at(path, "to"), detail: "must not be before from" });
  }
}

const times: Check = (value, path, problems) => {
  object({ atLeast: optional(integer(0, MOST_EVER)), atMost: optional(integer(0, MOST_EVER)) })(value, path, problems);
  if (!isRecord(value)) return;
  const { atLeast, atMost } = value;
  if (atLeast === undefined && atMost === undefined) problems.push({ path, detail: "needs atLeast, atMost or both" });
  if (typeof atLeast === "number" && typeof atMost === "number" && atLeast > atMost) {
    problems.push({ path: at(path, "atMost"), detail: "must not be less than atLeast" });
  }
};

const FILTERS: Record<string, Check> = {
  item_id: textTest,
  item_category: textTest,
  item_brand: textTest,
  value: numberTest,
  label: textTest,
};

const filter: Check = (value, path, problems) => {
  const field = isRecord(value) ? value["field"] : undefined;
  const check = typeof field === "string" && Object.hasOwn(FILTERS, field) ? FILTERS[field] : undefined;
  if (check === undefined) {
    problems.push({ path: at(path, "field"), detail: `must be one of ${Object.keys(FILTERS).join(", ")}` });
    return;
  }
  object({ field: oneOf(String(field)), test: check })(value, path, problems);
};

const property: Check = (value, path, problems) => {
  const identified = isRecord(value) && value["name"] === "identified";
  const test = identified ? byOp({ equals: { value: oneOf(true, false) } }) : numberTest;
  object({ kind: oneOf("property"), name: PROPERTY, test })(value, path, problems);
};

const PROPERTY = oneOf("identified", ...NUMBER_PROPERTIES);

/** A leaf with these fields, of which at least one of `needed` is given. */
function leaf(kind: ConditionLeaf["kind"], fields: Fields, needed: readonly string[] = []): Check {
  return (value, path, problems) => {
    object({ kind: oneOf(kind), ...fields })(value, path, problems);
    if (needed.length > 0 && isRecord(value) && needed.every((key) => value[key] === undefined)) {
      problems.push({ path, detail: `needs at least one of ${needed.join(", ")}` });
    }
  };
}

/** Windows and filters are answered from what is remembered one by one, which is bounded. */
function counting(check: Check): Check {
  return (value, path, problems) => {
    check(value, path, problems);
    if (!isRecord(value) || !isRecord(value["times"]) || (value["within"] === undefined && !value["where"])) return;
    for (const key of ["atLeast", "atMost"]) {
      const asked = value["times"][key];
      if (typeof asked === "number" && asked > MOST_TIMES) {
        problems.push({
          path: at(at(path, "times"), key),
          detail: `must be at most ${MOST_TIMES} with within or where: as many are remembered one by one`,
        });
      }
    }
  };
}

export const LEAF_SHAPES: Record<ConditionLeaf["kind"], Check> = {
  property,
  trait: leaf("trait", { name: text, test: valueTest }),
  affinity: leaf(
    "affinity",
    { to: oneOf("category", "brand"), name: text, minShare: optional(number(0, 1)), maxRank: optional(integer(1, 24)) },
    ["minShare", "maxRank"],
  ),
  event: counting(
    leaf("event", {
      name: eventName,
      times: optional(times),
      within: optional(window),
      where: optional(listOf(filter, CONDITION_LIMITS.filters)),
    }),
  ),
  score: leaf("score", { test: byOp(comparisons(score)) }),
  score_band: leaf("score_band", { in: listOf(oneOf("cold", "warm", "hot")) }),
  score_crossing: leaf("score_crossing", {
    direction: oneOf("rose", "fell"),
    through: score,
    within: duration,
  }),
  preference: leaf("preference", {
    about: oneOf("interest", "channel"),
    name: text,
    is: oneOf("wanted", "unwanted", "unstated"),
  }),
  consent: leaf("consent", { to: oneOf("analytics", "personalization"), is: oneOf("granted", "denied") }),
  geography: leaf(
    "geography",
    {
      countries: optional(listOf(pattern(/^[A-Z]{2}$/, "must be an ISO 3166-1 code such as ES"))),
      regions: optional(listOf(pattern(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, "must be an ISO 3166-2 code such as ES-CN"))),
    },
    ["countries", "regions"],
  ),
  device: leaf("device", { in: listOf(oneOf("desktop", "mobile", "tablet", "other")) }),
  language: leaf("language", {
    in: listOf(pattern(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as es or zh-Hant")),
  }),
  weekday: leaf("weekday", { days: listOf(integer(1, 7)), zone }),
  time_of_day: leaf("time_of_day", { from: clockTime, to: clockTime, zone }),
  date_range: (value, path, problems) => {
    leaf("date_range", { from: optional(dateOrTime), to: optional(dateOrTime), zone })(value, path, problems);
    if (isRecord(value)) checkRange(value, path, problems);
  },
  season: leaf("season", { from: dayOfYear, to: dayOfYear, zone }),
  campaign: leaf(
    "campaign",
    { source: optional(textTest), medium: optional(textTest), name: optional(textTest), within: optional(window) },
    ["source", "medium", "name"],
  ),
  offer: counting(
    leaf("offer", {
      offer: id,
      did: oneOf("seen", "clicked", "dismissed", "converted"),
      times: optional(times),
      within: optional(window),
    }),
  ),
  moment: leaf("moment", { name: pattern(/^[a-z][a-z0-9_-]{0,63}$/, "must be 1–64 of a–z 0–9 _ -") }),
  product: leaf("product", {
    among: oneOf("cart", "viewed", "bought"),
    is: oneOf("listed", "on_sale", "in_stock", "out_of_stock", "low_stock", "back_in_stock", "price_dropped"),
    category: optional(text),
    brand: optional(text),
  }),
  signal: leaf("signal", { name: id, test: valueTest }),
  segment: leaf("segment", { id }),
};
