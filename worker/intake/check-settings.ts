/** Settings and definitions as somebody wrote them → checked, or a problem that names the field. */
import * as v from "valibot";
import type { Problem } from "../../wire/collect.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import { merchandising } from "./check-merchandising.ts";
import { requestProblem } from "./problem.ts";
import { bad, good, type Result } from "./result.ts";

/** A visitor who comes back within this keeps their profile; more is refused, since GDPR wants an end. */
const MOST_RETENTION_DAYS = 1_825;
/** Days back an event may lie: enough to import a decade of history. */
const MOST_EVENT_AGE_DAYS = 5_000;
/** Half is the most a hold-out can be without being the main group. */
const MOST_HOLDOUT = 0.5;
const MOST_PRODUCTS = 24;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,64}$/, "must be 1–64 of a–z 0–9 _ -"));
const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "must not be empty"),
  v.maxLength(200, "must have at most 200 characters"),
);
const text = v.pipe(v.string(), v.maxLength(2_000, "must have at most 2,000 characters"));
const days = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const score = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, "must be a primary language subtag such as en"));
/** Only these reach a page: anything else, such as `javascript:`, could run. */
const address = v.pipe(v.string(), v.regex(/^(https:\/\/|\/(?!\/))/, "must be an https:// address or a path"));
const origin = v.pipe(
  v.string(),
  v.check((one) => one === "*" || isOrigin(one), "must be an origin such as https://shop.example, without a path"),
);

const settings = v.object({
  name,
  keys: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.regex(/^pk_[a-z0-9-]{1,48}(_[A-Za-z0-9]{1,64})?$/, "must be pk_<site> or pk_<site>_<anything>"),
      ),
    ),
    v.minLength(1),
  ),
  origins: v.array(origin),
  locale: v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a BCP 47 tag")),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")),
  eventAgeDays: days(MOST_EVENT_AGE_DAYS),
  retentionDays: days(MOST_RETENTION_DAYS),
  consentDefault: v.picklist(["granted", "denied"]),
});

const content = v.object({
  headline: v.pipe(text, v.minLength(1, "must not be empty")),
  text: v.optional(text),
  image: v.optional(v.object({ src: address, alt: text })),
  button: v.optional(v.object({ label: v.pipe(text, v.minLength(1, "must not be empty")), href: address })),
  coupon: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/, "must be 1–40 letters and digits"))),
});

const audience = v.strictObject({
  scoreAtLeast: v.optional(score),
  scoreBelow: v.optional(score),
  favouriteCategory: v.optional(name),
  cart: v.optional(v.picklist(["filled", "empty"])),
  boughtWithinDays: v.optional(days(MOST_EVENT_AGE_DAYS)),
  notBoughtWithinDays: v.optional(days(MOST_EVENT_AGE_DAYS)),
});

const definitions = v.pipe(
  v.object({
    placements: v.array(
      v.object({
        id,
        name,
        kind: v.picklist(["offer", "products"]),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PRODUCTS))),
        headline: v.optional(v.record(language, text)),
        relation: v.optional(v.picklist(["next", "alternatives", "complements", "again"])),
      }),
    ),
    offers: v.array(
      v.object({
        id,
        name,
        placement: id,
        status: v.picklist(["live", "paused"]),
        priority: v.pipe(v.number(), v.integer()),
        audience,
        content: v.pipe(
          v.record(language, content),
          v.check((texts) => Object.keys(texts).length > 0, "needs at least one language"),
        ),
      }),
    ),
    holdout: v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_HOLDOUT)),
    merchandising: v.optional(merchandising),
  }),
  v.check(({ placements }) => isUnique(placements), "two placements have the same id"),
  v.check(({ offers }) => isUnique(offers), "two offers have the same id"),
  v.check(
    ({ placements, offers }) =>
      offers.every((offer) => placements.some((one) => one.id === offer.placement && one.kind === "offer")),
    "an offer names a placement that is not among the placements for offers",
  ),
  v.check(
    ({ placements, merchandising: rules }) =>
      (rules ?? []).every(
        ({ placement }) =>
          placement === undefined || placements.some((one) => one.id === placement && one.kind === "products"),
      ),
    "a merchandising rule names a placement that is not among the placements for products",
  ),
);

export function checkSettings(raw: unknown): Result<SiteSettings, Problem> {
  return conform(v.safeParse(settings, raw, { abortEarly: true }));
}

export function checkDefinitions(raw: unknown): Result<Definitions, Problem> {
  return conform(v.safeParse(definitions, raw, { abortEarly: true }));
}

type Parsed =
  | { success: true; output: unknown }
  | { success: false; issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]] };

/** Valibot types an optional field as `T | undefined`, where the wire means "may be missing": the same once parsed. */
function conform<T>(result: Parsed): Result<T, Problem> {
  if (result.success) return good(result.output as T);
  const [issue] = result.issues;
  return bad(requestProblem("bad_request", [v.getDotPath(issue), issue.message].filter(Boolean).join(": ")));
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}

function isUnique(list: readonly { id: string }[]): boolean {
  return new Set(list.map((one) => one.id)).size === list.length;
}
