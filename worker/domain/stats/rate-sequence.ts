/** The always-valid interval for one rate: exact for conversions, which are 0 or 1, from the first visitor on. */
import { logBeta } from "./gamma-function.ts";
import type { Interval } from "./interval.ts";

/** Jeffreys' mixture: it wastes least where nothing is known of the rate. */
const MIX = 0.5;
/** Halvings of [0, 1] on either side: to the last digit of a double near any rate above 1e-9. */
const HALVINGS = 80;

/**
 * All rates p whose likelihood the Beta mixture does not beat by 1/alpha: {p : ∫θˢ(1−θ)ᶠ dBeta(½,½) < pˢ(1−p)ᶠ/alpha}.
 * The ratio is a martingale at the true p, so that by Ville's inequality it passes 1/alpha ever with probability alpha
 * at most (Robbins, Ann. Math. Stat. 41, 1970; as "prior-posterior-ratio martingale": Waudby-Smith & Ramdas, NeurIPS 2020).
 *
 * @param conversions 0 … trials
 * @param alpha probability of ever being wrong
 */
export function rateSequence(conversions: number, trials: number, alpha: number): Interval {
  if (!(conversions >= 0 && conversions <= trials && alpha > 0 && alpha < 1)) {
    throw new RangeError(`${conversions} of ${trials} at alpha ${alpha}`);
  }
  const failures = trials - conversions;
  const bar = logBeta(MIX + conversions, MIX + failures) - logBeta(MIX, MIX) + Math.log(alpha);
  const excluded = (p: number): boolean => {
    const likelihood =
      (conversions > 0 ? conversions * Math.log(p) : 0) + (failures > 0 ? failures * Math.log1p(-p) : 0);
    return likelihood <= bar;
  };
  // The likelihood has one peak, so on either side of it one place where it crosses the bar.
  const peak = trials > 0 ? conversions / trials : 0.5;
  return {
    low: conversions > 0 ? crossing(0, peak, excluded) : 0,
    high: failures > 0 ? crossing(1, peak, excluded) : 1,
  };
}

function crossing(outside: number, inside: number, excluded: (p: number) => boolean): number {
  let [far, near] = [outside, inside];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (far + near) / 2;
    if (excluded(middle)) far = middle;
    else near = middle;
  }
  // The far end: excluded, so that rounding never makes the interval too narrow.
  return far;
}
