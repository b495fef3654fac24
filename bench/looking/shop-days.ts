/** Days of a shop whose truth is known: visitors divided by lot, of whom some buy, for sums that are skewed. */
import { addOutcomes, noOutcomes, type ArmOutcomes } from "../../worker/domain/experiments/arm-outcomes.ts";
import type { RandomStream } from "../../worker/domain/stats/random-stream.ts";
import { sampleNormal } from "../../worker/domain/stats/sampling.ts";

export interface Shop {
  name: string;
  /** Visitors a day, both arms together. */
  visitors: number;
  /** Share of them in control. */
  control: number;
  /** Share of control's visitors who buy. */
  rate: number;
  /** Treatment's rate over control's, less 1. */
  lift: number;
  /** Standard deviation of the logarithm of an order's value: 1 is usual, 1.5 has one order in a thousand at a hundred times the median. */
  spread: number;
}

/** Median value of an order. */
const MEDIAN_VALUE = 60;

/** What a day brings to one arm. */
export function dayOf(
  { visitors, control, rate, lift, spread }: Shop,
  isControl: boolean,
  random: RandomStream,
): ArmOutcomes {
  const enrolled = Math.round(visitors * (isControl ? control : 1 - control));
  const converted = binomial(enrolled, isControl ? rate : rate * (1 + lift), random);
  const outcomes = { ...noOutcomes(), enrolled, converted };
  for (let order = 0; order < converted; order++) {
    const value = MEDIAN_VALUE * Math.exp(spread * sampleNormal(random));
    outcomes.revenue += value;
    outcomes.revenueSquared += value * value;
  }
  return outcomes;
}

/** Successes in `n` trials, by the geometric gaps between them (Devroye 1986, X.4.3): quick where they are rare. */
function binomial(n: number, rate: number, random: RandomStream): number {
  const log = Math.log1p(-rate);
  let successes = 0;
  for (let at = gap(log, random); at <= n; at += gap(log, random)) successes += 1;
  return successes;
}

function gap(log: number, random: RandomStream): number {
  return Math.floor(Math.log(1 - random()) / log) + 1;
}

export interface Arms {
  control: ArmOutcomes;
  treatment: ArmOutcomes;
}

/** The sums after each of so many days. */
export function* daysOf(shop: Shop, days: number, random: RandomStream): Generator<Arms> {
  let arms: Arms = { control: noOutcomes(), treatment: noOutcomes() };
  for (let day = 0; day < days; day++) {
    arms = {
      control: addOutcomes(arms.control, dayOf(shop, true, random)),
      treatment: addOutcomes(arms.treatment, dayOf(shop, false, random)),
    };
    yield arms;
  }
}
