/**
 * Which of several arms (offers, messages) a visitor sees, and with what probability ([BA-1] … [BA-8]).
 *
 * The propensity is exact: the probabilities are computed first, and the arm is drawn from them. Nothing is sampled
 * from the posterior, so the same posterior, arms, context and chance give the same arm, byte for byte.
 */
import { armShares } from "./arm-shares.ts";
import { describeKey, keyOf, type BanditContext } from "./context.ts";
import type { BanditPosterior, Tally } from "./posterior.ts";

export interface ArmChoice {
  arm: string;
  /** With what probability this arm, given everything but chance: above 0. */
  propensity: number;
  /** The probability of every arm, in the order asked; they sum to 1. */
  shares: readonly number[];
  /** The fact behind it, in plain English. */
  why: string;
}

export interface ChooseArmInput {
  posterior: BanditPosterior;
  /** Those eligible now, each once. Whoever is new starts from the prior; whoever is missing is not shown. */
  arms: readonly string[];
  /** The visitor's features, or the key `contextKey` made of them. */
  context: BanditContext | string;
  /** In [0, 1), the same for the same visitor while it should stay with its draw. */
  chance: number;
}

/** Reasons by shares, which are one object for one posterior, context and set of arms; each is put in words once. */
const remembered = new WeakMap<readonly number[], string[]>();

/** Shares differ from the floor by rounding. */
const ROUNDING = 1e-9;

/**
 * Draws one arm.
 *
 * @throws RangeError without an arm, with an arm twice, or with a chance outside [0, 1)
 */
export function chooseArm({ posterior, arms, context, chance }: ChooseArmInput): ArmChoice {
  if (arms.length === 0) throw new RangeError("no arm to choose from");
  if (!(chance >= 0 && chance < 1)) throw new RangeError(`chance ${chance} is not in [0, 1)`);
  const shares = armShares(posterior, arms, context);
  const drawn = placeOf(shares, chance);
  const arm = arms[drawn]!;
  let reasons = remembered.get(shares);
  if (reasons === undefined) remembered.set(shares, (reasons = []));
  const why = (reasons[drawn] ??= whyArm(posterior, arm, shares.length, shares[drawn]!, context));
  return { arm, propensity: shares[drawn]!, shares, why };
}

/** Where a chance falls among shares laid end to end; one of 0 is never drawn. */
function placeOf(shares: readonly number[], chance: number): number {
  let from = 0;
  for (let place = 0; place < shares.length; place++) {
    from += shares[place]!;
    if (chance < from) return place;
  }
  // Rounding: they may sum to a hair less than 1.
  return shares.findLastIndex((share) => share > 0);
}

/** Why an arm was drawn: with what probability, and what is known of it. */
export function whyArm(
  posterior: BanditPosterior,
  arm: string,
  arms: number,
  propensity: number,
  context: BanditContext | string,
): string {
  if (arms === 1) return "the only one eligible";
  const { features, minimumShare } = posterior.settings;
  const percent = `${(propensity * 100).toFixed(propensity < 0.1 ? 1 : 0)} %`;
  const drawn =
    propensity <= minimumShare + ROUNDING
      ? `shown to ${percent} of visitors to go on learning`
      : `drawn with ${percent} among ${arms}`;
  const key = keyOf(features, context);
  const [exposures, conversions] = seenBy(posterior, arm);
  if (exposures === 0) return `${drawn}; nothing is known of it yet`;
  const kind = describeKey(features, key);
  const [alike, converted] = seenBy(posterior, arm, key);
  const here = kind === "" || alike === 0 ? "" : `, of ${kind} ${converted} of ${alike}`;
  return `${drawn}; ${conversions} of ${exposures} who saw it converted${here}`;
}

/** Exposures and conversions of an arm as evidence counts them, rounded; also those whose window is still open. */
function seenBy({ arms, pending }: BanditPosterior, arm: string, key?: string): Tally {
  let [exposures, conversions] = [0, 0];
  for (const table of [arms, ...pending.map((bucket) => bucket.arms)]) {
    if (!Object.hasOwn(table, arm)) continue;
    for (const [kind, [n, s]] of Object.entries(table[arm]!)) {
      if (key !== undefined && kind !== key) continue;
      exposures += n;
      conversions += s;
    }
  }
  return [Math.round(exposures), Math.round(conversions)];
}
