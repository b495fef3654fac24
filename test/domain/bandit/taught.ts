/** Posteriors that have seen what a test says. */
import type { BanditContext, BanditFeature } from "../../../worker/domain/bandit/context.ts";
import {
  banditSettings,
  emptyPosterior,
  type BanditPosterior,
  type BanditSettings,
} from "../../../worker/domain/bandit/posterior.ts";
import { updatePosterior, type BanditOutcome } from "../../../worker/domain/bandit/update-posterior.ts";

export const BY_SCORE: BanditFeature[] = [{ name: "score", levels: ["cold", "hot"] }];

/** `exposures` visitors alike, the first `conversions` of whom convert at once. */
export function outcomes(
  arm: string,
  context: BanditContext,
  exposures: number,
  conversions: number,
  at = 0,
): BanditOutcome[] {
  return Array.from({ length: exposures }, (_, i) => ({
    arm,
    context,
    exposedAt: at,
    exposures: 1,
    conversions: i < conversions ? 1 : 0,
    ...(i < conversions && { convertedAt: at }),
  }));
}

/** A bandit without delay or fading that has seen, of each arm, so many exposures and conversions. */
export function taught(
  known: Record<string, [exposures: number, conversions: number]>,
  settings: Partial<BanditSettings> = {},
): BanditPosterior {
  return updatePosterior({
    posterior: emptyPosterior(banditSettings({ windowMs: 0, halfLifeMs: null, ...settings }), 0),
    outcomes: Object.entries(known).flatMap(([arm, [n, s]]) => outcomes(arm, {}, n, s)),
    now: 1,
  }).posterior;
}
