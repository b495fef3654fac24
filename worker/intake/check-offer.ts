/** One offer as a marketer wrote it → checked. Everything that a decision would stumble over is refused here, by name. */
import * as v from "valibot";
import { OFFER_PRODUCTS_MOST } from "../domain/offers/offer-content.ts";
import { TIMES_KEPT } from "../domain/offers/contact-ledger.ts";
import { instantOf } from "../domain/offers/schedule.ts";
import { checkCondition } from "../domain/conditions/check-condition.ts";
import { zoneSchema } from "./segment-schema.ts";
import { COUPON_CODE } from "./check-codes.ts";
import { address, days, id, language, name, score, text } from "./field-schemas.ts";

/** Days back a condition of the older form may ask: a decade. */
const MOST_EVENT_AGE_DAYS = 5_000;
/** A control group larger than this would be the main group. */
const MOST_CONTROL = 0.5;
/** 90 days: an effect that comes later is not told from chance. */
const MOST_WINDOW_HOURS = 2_160;
/** Of anything counted over all visitors: a number written by mistake is larger. */
const MOST_COUNTED = 1_000_000_000;
const MOST_PIXELS = 8_192;
const MOST_WINDOWS = 12;
const MOST_PROMOTED = 1_000;
const MINUTES_OF_YEAR = 525_600;

const count = (most: number) =>
  v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(1), v.maxValue(most));
const share = (most: number) => v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(most));
const money = v.pipe(v.number(), v.finite("must be a number"), v.minValue(0), v.maxValue(MOST_COUNTED));
const filled = v.pipe(text, v.minLength(1, "must not be empty"));
/** Any date decides it: a form that only looks right, such as February 30, is refused with the zone at hand. */
const localTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, "must be a local date-time such as 2026-11-27T09:00"),
  v.check((local) => isInstant(local), "is not a date there is"),
);
const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be HH:MM from 00:00 to 23:59"));

export const caps = v.strictObject({
  perSession: v.optional(count(TIMES_KEPT)),
  perDay: v.optional(count(TIMES_KEPT)),
  lifetime: v.optional(count(MOST_COUNTED)),
  minGapMinutes: v.optional(count(MINUTES_OF_YEAR)),
});

export const format = v.picklist(["inline", "bar", "modal", "toast"]);

const schedule = v.pipe(
  v.strictObject({
    zone: v.optional(zoneSchema),
    from: v.optional(localTime),
    until: v.optional(localTime),
    weekdays: v.optional(
      v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(1, "1 is Monday"), v.maxValue(7, "7 is Sunday"))),
        v.minLength(1, "needs at least one day"),
      ),
    ),
    hours: v.optional(
      v.pipe(
        v.array(v.strictObject({ from: timeOfDay, to: timeOfDay })),
        v.minLength(1, "needs at least one window"),
        v.maxLength(MOST_WINDOWS),
      ),
    ),
  }),
  // Local times of one zone compare as texts do.
  v.check(({ from, until }) => from === undefined || until === undefined || from < until, "until must be after from"),
);

const button = v.object({ label: filled, href: address });

const content = v.object({
  headline: filled,
  text: v.optional(text),
  image: v.optional(
    v.pipe(
      v.object({
        src: address,
        alt: text,
        width: v.optional(count(MOST_PIXELS)),
        height: v.optional(count(MOST_PIXELS)),
      }),
      v.check(
        ({ width, height }) => (width === undefined) === (height === undefined),
        "give width and height, or neither",
      ),
    ),
  ),
  button: v.optional(button),
  secondaryButton: v.optional(button),
  coupon: v.optional(v.pipe(v.string(), v.regex(COUPON_CODE, "must be 1–40 letters and digits"))),
  countdownLabel: v.optional(text),
});

const audience = v.strictObject({
  scoreAtLeast: v.optional(score),
  scoreBelow: v.optional(score),
  favouriteCategory: v.optional(name),
  cart: v.optional(v.picklist(["filled", "empty"])),
  boughtWithinDays: v.optional(days(MOST_EVENT_AGE_DAYS)),
  notBoughtWithinDays: v.optional(days(MOST_EVENT_AGE_DAYS)),
});

/** Refused with the place of the first problem; several would only repeat it. */
const eligibility = v.pipe(
  v.unknown(),
  v.rawCheck(({ dataset, addIssue }) => {
    const checked = checkCondition(dataset.value);
    const problem = checked.ok ? undefined : checked.problems[0];
    if (problem !== undefined) addIssue({ message: `${problem.path} ${problem.detail}`.trim() });
  }),
);

const itemId = v.pipe(v.string(), v.minLength(1), v.maxLength(50));

export const offer = v.pipe(
  v.object({
    id,
    name,
    placement: id,
    status: v.picklist(["live", "paused"]),
    priority: v.pipe(v.number(), v.integer()),
    audience: v.optional(audience),
    eligibility: v.optional(eligibility),
    content: v.pipe(
      v.record(language, content),
      v.check((texts) => Object.keys(texts).length > 0, "needs at least one language"),
    ),
    format: v.optional(format),
    dismissible: v.optional(v.boolean()),
    schedule: v.optional(schedule),
    caps: v.optional(caps),
    stopAfter: v.optional(v.array(v.picklist(["conversion", "click", "dismissal"]))),
    budget: v.optional(
      v.pipe(
        v.strictObject({
          exposures: v.optional(count(MOST_COUNTED)),
          redemptions: v.optional(count(MOST_COUNTED)),
          money: v.optional(money),
          costPerRedemption: v.optional(money),
        }),
        v.check(
          (one) => one.money === undefined || one.costPerRedemption !== undefined,
          "money needs costPerRedemption: what one redemption costs",
        ),
      ),
    ),
    control: v.optional(share(MOST_CONTROL)),
    goal: v.optional(
      v.strictObject({
        event: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "must be an event's name"))),
        windowHours: v.optional(count(MOST_WINDOW_HOURS)),
      }),
    ),
    couponPool: v.optional(id),
    stock: v.optional(count(MOST_COUNTED)),
    promotes: v.optional(
      v.strictObject({
        itemIds: v.optional(v.pipe(v.array(itemId), v.maxLength(MOST_PROMOTED))),
        categories: v.optional(v.pipe(v.array(name), v.maxLength(MOST_PROMOTED))),
      }),
    ),
    countdown: v.optional(
      v.union([v.strictObject({ endsAt: localTime }), v.strictObject({ endsWith: v.literal("schedule") })]),
    ),
    products: v.optional(
      v.variant("source", [
        v.strictObject({ source: v.literal("recommended"), limit: count(OFFER_PRODUCTS_MOST) }),
        v.strictObject({
          source: v.literal("pinned"),
          itemIds: v.pipe(v.array(itemId), v.minLength(1), v.maxLength(OFFER_PRODUCTS_MOST)),
        }),
      ]),
    ),
  }),
  v.check(
    ({ couponPool, stock }) => couponPool === undefined || stock === undefined,
    "couponPool and stock: a pool is a stock already; give one of them",
  ),
  v.check(
    (one) => one.couponPool === undefined || Object.values(one.content).every(({ coupon }) => coupon === undefined),
    "couponPool and a coupon in the content: a visitor can be shown one code; give one of them",
  ),
  v.check(
    ({ countdown, schedule: when }) => countdown === undefined || "endsAt" in countdown || endsSometime(when),
    "countdown: it ends with the schedule, which has no end; give the schedule until, weekdays or hours",
  ),
  v.check((one) => one.format !== "modal" || one.dismissible !== false, "dismissible: a modal can always be closed"),
);

function endsSometime(when: v.InferOutput<typeof schedule> | undefined): boolean {
  return when !== undefined && (when.until ?? when.weekdays ?? when.hours) !== undefined;
}

function isInstant(local: string): boolean {
  try {
    return Number.isFinite(instantOf(local, "UTC"));
  } catch {
    return false;
  }
}
