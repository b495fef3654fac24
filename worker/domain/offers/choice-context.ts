/** What of a visitor the draw among equal offers may depend on: two features with few levels, which a marketer can read. */
import { contextKey, type BanditFeature } from "../bandit/context.ts";
import { banditSettings, type BanditSettings } from "../bandit/posterior.ts";
import { HOT_FROM, WARM_FROM } from "../score/engagement-score.ts";

/** Few, so that small shops learn from them too: six kinds of visitors. */
export const CHOICE_FEATURES: BanditFeature[] = [
  { name: "score", levels: ["cold", "warm", "hot"] },
  { name: "returning", levels: ["no", "yes"] },
];

export const CHOICE_SETTINGS: BanditSettings = banditSettings({ features: CHOICE_FEATURES });

/**
 * The kind of visitor, as a context key. A stranger's is of unknown levels.
 *
 * @param score engagement score, 0–100
 * @param sessions sessions so far, the one under way included; 0 for a stranger
 */
export function choiceKey(score: number, sessions: number): string {
  if (sessions === 0) return contextKey(CHOICE_FEATURES, {});
  return contextKey(CHOICE_FEATURES, {
    score: score >= HOT_FROM ? "hot" : score >= WARM_FROM ? "warm" : "cold",
    returning: sessions > 1 ? "yes" : "no",
  });
}
