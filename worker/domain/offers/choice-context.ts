/** What of a visitor the draw among equal offers may depend on: two features with few levels, which a marketer can read. */
import { contextKey, type BanditContext, type BanditFeature } from "../bandit/context.ts";
import { banditSettings, type BanditSettings } from "../bandit/posterior.ts";

/** Few, so that small shops learn from them too: six kinds of visitors. */
export const CHOICE_FEATURES: BanditFeature[] = [
  { name: "score", levels: ["cold", "warm", "hot"] },
  { name: "returning", levels: ["no", "yes"] },
];
/** The scorecard's bounds of "warm" and "hot" ([SC-2]). */
const WARM = 25;
const HOT = 60;

export const CHOICE_SETTINGS: BanditSettings = banditSettings({ features: CHOICE_FEATURES });

/** @param score engagement score, 0–100 @param sessions sessions so far, the one under way included */
export function choiceContext(score: number, sessions: number): BanditContext {
  return {
    score: score >= HOT ? "hot" : score >= WARM ? "warm" : "cold",
    returning: sessions > 1 ? "yes" : "no",
  };
}

export function choiceKey(context: BanditContext): string {
  return contextKey(CHOICE_FEATURES, context);
}

/** The context behind a key of `choiceKey`; levels it does not know are left out. */
export function contextOfKey(key: string): BanditContext {
  const levels = key.split(".");
  return Object.fromEntries(
    CHOICE_FEATURES.flatMap(({ name, levels: names }, place) => {
      const level = names[Number(levels[place])];
      return level === undefined ? [] : [[name, level]];
    }),
  );
}
