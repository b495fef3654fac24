/** With what probability each arm is shown: Thompson's, with a floor. */
import { chancesOfBestRate } from "../stats/best-of.ts";
import { beliefsOf } from "./beliefs.ts";
import { keyOf, type BanditContext } from "./context.ts";
import type { BanditPosterior } from "./posterior.ts";

/** Kinds of visitors times sets of arms remembered for one posterior: more than any placement has at once. */
const MOST_REMEMBERED = 512;

/** Shares of one posterior, by context and arms: it is immutable, so they hold as long as it does. */
const remembered = new WeakMap<BanditPosterior, Map<string, readonly number[]>>();

/**
 * The probability of each arm, in their order, summing to 1: that it is the best of these for visitors of this kind
 * (Thompson, Biometrika 25, 1933), over the models by how much each is believed, and never below the placement's
 * minimum. Draw from these, and the propensity is exact.
 *
 * @param arms those eligible now, each once; an arm the posterior does not know starts from its prior
 * @param context the visitor's features, or the key `contextKey` made of them
 * @throws RangeError with an arm twice, or a key of other features
 */
export function armShares(
  posterior: BanditPosterior,
  arms: readonly string[],
  context: BanditContext | string,
): readonly number[] {
  const key = keyOf(posterior.settings.features, context);
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
    answer = computeShares(posterior, arms, key);
    if (shares.size >= MOST_REMEMBERED) shares.clear();
    shares.set(question, answer);
  }
  return answer;
}

function computeShares(posterior: BanditPosterior, arms: readonly string[], key: string): number[] {
  if (arms.length < 2) return arms.map(() => 1);
  const shares = arms.map(() => 0);
  for (const { weight, beliefs } of beliefsOf(posterior, arms, key)) {
    const chances = chancesOfBestRate(beliefs);
    for (let arm = 0; arm < arms.length; arm++) shares[arm]! += weight * chances[arm]!;
  }
  return withFloor(shares, posterior.settings.minimumShare);
}

/**
 * Raises what lies below `floor` to it, and takes that from what lies above, in proportion to how far above. Shares
 * that all lie above stay as they are: exploring costs only where Thompson sampling alone would explore less.
 */
export function withFloor(shares: readonly number[], floor: number): number[] {
  // More arms than the floor has room for: all alike, which is as near to it as possible.
  const least = Math.min(floor, 1 / shares.length);
  const excess = shares.map((share) => Math.max(0, share - least));
  const total = excess.reduce((sum, one) => sum + one, 0);
  const free = 1 - least * shares.length;
  return excess.map((one) => least + (total > 0 ? (free * one) / total : free / shares.length));
}
