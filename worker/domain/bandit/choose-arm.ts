/**
 * Which of several arms (offers, messages) a visitor sees, and with what probability ([BA-1] … [BA-8]).
 *
 * The propensity is exact: the probabilities are computed first, and the arm is drawn from them. Nothing is sampled
 * from the posterior, so the same posterior, arms, context and chance give the same arm, byte for byte.
 */
import { armShares } from "./arm-shares.ts";
import { contextKey, type BanditContext } from "./context.ts";
import type { BanditPosterior } from "./posterior.ts";

export interface ArmChoice {
  arm: string;
  /** With what probability this arm, given everything but chance: above 0. */
  propensity: number;
  /** The probability of every arm, in the order asked; they sum to 1. */
  shares: number[];
  /** The fact behind it, in plain English. */
  why: string;
}

export interface ChooseArmInput {
  posterior: BanditPosterior;
  /** Those eligible now, each once. Whoever is new starts from the prior; whoever is missing is not shown. */
  arms: readonly string[];
  context: BanditContext;
  /** In [0, 1), the same for the same visitor while it should stay with its draw. */
  chance: number;
}

/** Kinds of visitors times sets of arms remembered for one posterior: more than any placement has at once. */
const MOST_REMEMBERED = 512;

/** Shares of one posterior, by context and arms: it is immutable, so they hold as long as it does. */
const remembered = new WeakMap<BanditPosterior, Map<string, readonly number[]>>();

/**
 * Draws one arm.
 *
 * @throws RangeError without an arm, with an arm twice, or with a chance outside [0, 1)
 */
export function chooseArm({ posterior, arms, context, chance }: ChooseArmInput): ArmChoice {
  if (arms.length === 0) throw new RangeError("no arm to choose from");
  if (!(chance >= 0 && chance < 1)) throw new RangeError(`chance ${chance} is not in [0, 1)`);
  const key = contextKey(posterior.settings.features, context);
  const shares = sharesOf(posterior, arms, key);
  let left = chance;
  let drawn = shares.length - 1;
  for (let arm = 0; arm < shares.length; arm++) {
    left -= shares[arm]!;
    if (left < 0) {
      drawn = arm;
      break;
    }
  }
  const arm = arms[drawn]!;
  const propensity = shares[drawn]!;
  return { arm, propensity, shares: [...shares], why: whyOf(posterior, arm, arms.length, propensity, key) };
}

function sharesOf(posterior: BanditPosterior, arms: readonly string[], key: string): readonly number[] {
  let shares = remembered.get(posterior);
  if (shares === undefined) {
    shares = new Map();
    remembered.set(posterior, shares);
  }
  // Arm ids have no line break: whoever defines an offer keeps to letters, digits, _ and -.
  const question = `${key}\n${arms.join("\n")}`;
  let answer = shares.get(question);
  if (answer === undefined) {
    if (new Set(arms).size < arms.length) throw new RangeError(`an arm twice: ${arms.join(", ")}`);
    answer = armShares(posterior, arms, key);
    if (shares.size >= MOST_REMEMBERED) shares.clear();
    shares.set(question, answer);
  }
  return answer;
}

function whyOf(posterior: BanditPosterior, arm: string, arms: number, propensity: number, key: string): string {
  if (arms === 1) return "the only one eligible";
  const percent = `${(propensity * 100).toFixed(propensity < 0.1 ? 1 : 0)} %`;
  const { features, minimumShare } = posterior.settings;
  const drawn =
    propensity <= minimumShare * 1.000001
      ? `shown to ${percent} of visitors to go on learning`
      : `drawn with ${percent} among ${arms}`;
  const tallies = Object.hasOwn(posterior.arms, arm) ? Object.entries(posterior.arms[arm]!) : [];
  let exposures = 0;
  let conversions = 0;
  for (const [, [n, s]] of tallies) {
    exposures += n;
    conversions += s;
  }
  if (exposures < 0.5) return `${drawn}; nothing is known of it yet`;
  const alike = posterior.arms[arm]![key];
  const kind = describeKind(features, key);
  const here =
    kind === "" || alike === undefined ? "" : `; for ${kind}: ${Math.round(alike[1])} of ${Math.round(alike[0])}`;
  return `${drawn}; ${Math.round(conversions)} of ${Math.round(exposures)} who saw it converted${here}`;
}

function describeKind(features: BanditPosterior["settings"]["features"], key: string): string {
  const levels = key.split(".");
  return features
    .flatMap(({ name, levels: names }, i) => (levels[i] === "-" ? [] : [`${name} ${names[Number(levels[i])]}`]))
    .join(", ");
}
