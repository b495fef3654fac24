/** Settings and definitions as somebody wrote them → checked, or a problem that names the field. */
import * as v from "valibot";
import type { Problem } from "../../wire/collect.ts";
import { MOST_HOLDOUT, type Definitions, type SiteSettings } from "../../wire/definitions.ts";
import type { ConditionDocument } from "../../wire/condition.ts";
import { referencesOf } from "../domain/segments/check-segments.ts";
import { merchandising, productBoosts } from "./check-merchandising.ts";
import { caps, format, offer } from "./check-offer.ts";
import { days, id, language, name, text } from "./field-schemas.ts";
import { requestProblem } from "./problem.ts";
import { segmentsSchema, zoneSchema } from "./segment-schema.ts";
import { bad, good, type Result } from "./result.ts";

/** A visitor who comes back within this keeps their profile; more is refused, since GDPR wants an end. */
const MOST_RETENTION_DAYS = 1_825;
/** Days back an event may lie: enough to import a decade of history. */
const MOST_EVENT_AGE_DAYS = 5_000;
const MOST_PRODUCTS = 24;

const score = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

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
  timeZone: v.optional(zoneSchema),
  eventAgeDays: days(MOST_EVENT_AGE_DAYS),
  retentionDays: days(MOST_RETENTION_DAYS),
  consentDefault: v.picklist(["granted", "denied"]),
  scoreBands: v.optional(
    v.pipe(
      v.object({ warm: score, hot: score }),
      v.check(({ warm, hot }) => warm > 0 && warm < hot, "warm must be above 0 and below hot"),
    ),
  ),
});

/** The shape of what is published. */
export const definitionsShape = v.pipe(
  v.object({
    placements: v.array(
      v.object({
        id,
        name,
        kind: v.picklist(["offer", "products"]),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PRODUCTS))),
        headline: v.optional(v.record(language, text)),
        format: v.optional(format),
        caps: v.optional(caps),
        relation: v.optional(v.picklist(["next", "alternatives", "complements", "again"])),
      }),
    ),
    offers: v.array(offer),
    holdout: v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_HOLDOUT)),
    caps: v.optional(caps),
    languageFallbacks: v.optional(v.record(language, v.array(language))),
    segments: v.optional(segmentsSchema),
    merchandising: v.optional(merchandising),
    productBoosts: v.optional(productBoosts),
  }),
  v.check(({ placements }) => isUnique(placements), "two placements have the same id"),
  v.check(({ offers }) => isUnique(offers), "two offers have the same id"),
  v.check(
    ({ placements, offers }) =>
      offers.every((offer) => placements.some((one) => one.id === offer.placement && one.kind === "offer")),
    "an offer names a placement that is not among the placements for offers",
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { offers, segments = [] } = dataset.value;
    for (const [index, { eligibility }] of offers.entries()) {
      const missing = eligibility === undefined ? undefined : missingSegment(eligibility, segments);
      if (missing !== undefined) {
        addIssue({
          message: `offers.${index}.eligibility: there is no segment "${missing}"; define it, or take it out here`,
        });
      }
    }
  }),
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
  return conform(v.safeParse(definitionsShape, raw, { abortEarly: true }));
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

/** The first segment that a checked condition names and nobody defines. */
function missingSegment(eligibility: unknown, segments: readonly { id: string }[]): string | undefined {
  const { when } = eligibility as ConditionDocument;
  return referencesOf(when).find(({ id: named }) => !segments.some((one) => one.id === named))?.id;
}

function isUnique(list: readonly { id: string }[]): boolean {
  return new Set(list.map((one) => one.id)).size === list.length;
}
