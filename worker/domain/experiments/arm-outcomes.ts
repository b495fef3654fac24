/**
 * What became of visitors, counted: all that reports need, and nothing that leads back to anybody. What a ReportsObject
 * stores. Every number is a sum over visitors, so tallies of days, shards and retries add up in any order.
 */
import { momentsOf, momentsOfRate, type Moments } from "../stats/moments.ts";

/**
 * Of the visitors of one arm who were enrolled on one day. Enrolled is who was first decided for, in whichever group,
 * whether or not they were shown anything: groups are compared by intention, since of a visitor who is held back nobody
 * can say whether they would have looked. JSON-safe.
 */
export interface ArmOutcomes {
  /** Visitors enrolled: the denominator of every comparison. */
  enrolled: number;
  /** Of them: who saw it, that is rendered, and half visible for a second. 0 in a group that is shown nothing. */
  exposed: number;
  clicked: number;
  dismissed: number;
  /** Of them: who reached the goal within the window after enrolment. Each once. */
  converted: number;
  /** Money they brought within the window, in the site's currency. */
  revenue: number;
  /** Sum over visitors of the square of what each brought; see `revenueSquaredAdded`. */
  revenueSquared: number;
}

/** By arm (`control`, `holdout`, an offer's id, …), by day of enrolment (`2026-11-22`, in the shop's zone). JSON-safe. */
export type OutcomesByArm = Record<string, OutcomesByDay>;
export type OutcomesByDay = Record<string, ArmOutcomes>;

const FIELDS = [
  "enrolled",
  "exposed",
  "clicked",
  "dismissed",
  "converted",
  "revenue",
  "revenueSquared",
] as const satisfies readonly (keyof ArmOutcomes)[];

export function noOutcomes(): ArmOutcomes {
  return { enrolled: 0, exposed: 0, clicked: 0, dismissed: 0, converted: 0, revenue: 0, revenueSquared: 0 };
}

/** The sum of both; what the second does not mention is 0. */
export function addOutcomes(one: Readonly<ArmOutcomes>, other: Readonly<Partial<ArmOutcomes>>): ArmOutcomes {
  const sum = { ...one };
  for (const field of FIELDS) sum[field] += other[field] ?? 0;
  return sum;
}

/** All days together. */
export function totalOutcomes(days: Readonly<OutcomesByDay>): ArmOutcomes {
  return Object.values(days).reduce(addOutcomes, noOutcomes());
}

/** Both tables as one, arm by arm and day by day. In another order the sums of money differ in their last digits only. */
export function mergeOutcomes(one: Readonly<OutcomesByArm>, other: Readonly<OutcomesByArm>): OutcomesByArm {
  const merged = Object.create(null) as OutcomesByArm;
  for (const table of [one, other]) {
    for (const [arm, days] of Object.entries(table)) {
      const own = (merged[arm] ??= {});
      for (const [day, outcomes] of Object.entries(days)) own[day] = addOutcomes(own[day] ?? noOutcomes(), outcomes);
    }
  }
  return merged;
}

/**
 * What an order adds to the sum of squares of a visitor's total: (before + value)² − before². So the sum over visitors
 * is right although orders come one by one.
 *
 * @param before money the visitor had brought in this window already
 */
export function revenueSquaredAdded(before: number, value: number): number {
  return value * (2 * before + value);
}

/** Mean and variance of conversion, a 0 or 1 for each visitor enrolled. */
export function conversionMoments({ converted, enrolled }: ArmOutcomes): Moments {
  return momentsOfRate(converted, enrolled);
}

/** Mean and variance of revenue per visitor enrolled. */
export function revenueMoments({ enrolled, revenue, revenueSquared }: ArmOutcomes): Moments {
  return momentsOf({ n: enrolled, sum: revenue, sumOfSquares: revenueSquared });
}

/** Why a tally cannot be one, in plain English; `undefined` where it can. */
export function outcomesProblem(outcomes: Readonly<ArmOutcomes>): string | undefined {
  for (const field of FIELDS) {
    if (!Number.isFinite(outcomes[field])) return `${field} is ${outcomes[field]}`;
  }
  const { enrolled, converted, revenueSquared } = outcomes;
  if (enrolled < 0 || converted < 0) return "a negative number of visitors";
  if (converted > enrolled) return `${converted} converted of ${enrolled} enrolled`;
  return revenueSquared < 0 ? "a negative sum of squares" : undefined;
}
