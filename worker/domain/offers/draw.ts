/** The draw among equals: by what visitors' answers have taught, or evenly where nothing is known yet. */
import { chooseArm } from "../bandit/choose-arm.ts";
import type { BanditPosterior } from "../bandit/posterior.ts";

export interface Drawn {
  /** Place of the one drawn. */
  place: number;
  /** Probability of each, in the order given; they sum to 1. */
  shares: readonly number[];
  /** Such as "drawn with 63 % among 3". */
  why: string;
}

/**
 * @param ids of the equals, two or more, each once
 * @param context kind of visitor, as `choiceKey` names it
 * @param chance in [0, 1), the same for the same visitor while it should stay with its draw
 */
export function drawAmong(
  ids: readonly string[],
  posterior: BanditPosterior | undefined,
  context: string,
  chance: number,
): Drawn {
  if (posterior === undefined) {
    const place = Math.min(ids.length - 1, Math.floor(chance * ids.length));
    return { place, shares: ids.map(() => 1 / ids.length), why: `drawn among ${ids.length}` };
  }
  const { arm, shares, why } = chooseArm({ posterior, arms: ids, context, chance });
  return { place: ids.indexOf(arm), shares, why };
}
