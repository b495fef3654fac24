/** With what probability each arm is shown: Thompson's, with a floor. */
import { chancesOfBestRate } from "../stats/best-of.ts";
import { beliefsOf } from "./beliefs.ts";
import type { BanditPosterior } from "./posterior.ts";

/**
 * The probability of each arm, summing to 1: that it is the best of these for visitors of this kind (Thompson,
 * Biometrika 25, 1933), over the models by how much each is believed, and never below the placement's minimum.
 */
export function armShares(posterior: BanditPosterior, arms: readonly string[], key: string): number[] {
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
