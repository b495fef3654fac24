/** Why a product stands where it stands, in the reader's language. */
import type { RecommendationFact, ScoreEffects } from "../../wire/recommendations.ts";
import { formatShare, formatSigned } from "../format.ts";
import { t } from "../i18n.ts";

/** @param titleOf a product's title by its id */
export function factWords(fact: RecommendationFact, titleOf: (id: string) => string): string {
  switch (fact.kind) {
    case "pinned":
      return t("fact.pinned");
    case "viewed_after":
      return t("fact.viewed_after", { product: titleOf(fact.product), visits: fact.visits });
    case "similar_visits":
      return t(fact.before ? "fact.similar_visits_again" : "fact.similar_visits", { visits: fact.visits });
    case "seen_before":
      return t("fact.seen_before");
    case "related":
      return t("fact.related");
    case "bought_with": {
      const { orders, ownOrders } = fact;
      const words = t("fact.bought_with", { product: titleOf(fact.product), orders });
      return ownOrders > 0 ? t("fact.and", { one: words, other: t("fact.bought_before", { ownOrders }) }) : words;
    }
    case "bought_before":
      return t("fact.bought_before", { ownOrders: fact.ownOrders });
    case "due_again":
      return t("fact.due_again", { every: fact.everyDays, ago: fact.elapsedDays });
    case "similar":
      return t("fact.similar", { product: titleOf(fact.product), shared: sharedWords(fact) });
    case "popular":
      return fact.category === undefined
        ? t("fact.popular", { looks: fact.looks })
        : t("fact.popular_in", { looks: fact.looks, category: fact.category });
    case "listed":
      return fact.category === undefined ? t("fact.listed") : t("fact.listed_in", { category: fact.category });
    case "newcomer":
      return t("fact.newcomer", { why: factWords(fact.like, titleOf) });
  }
}

function sharedWords(fact: Extract<RecommendationFact, { kind: "similar" }>): string {
  const { sameKind, sameCategory, sameBrand, dearerPercent } = fact;
  return [
    sameKind !== undefined && t("fact.same_kind", { name: sameKind }),
    sameCategory !== undefined && t("fact.same_category", { name: sameCategory }),
    sameBrand !== undefined && t("fact.same_brand", { name: sameBrand }),
    dearerPercent !== undefined && priceWords(dearerPercent),
  ]
    .filter((words) => words !== false)
    .join(t("fact.comma"));
}

function priceWords(percent: number): string {
  if (percent === 0) return t("fact.same_price");
  return t(percent > 0 ? "fact.dearer" : "fact.cheaper", { share: formatShare(Math.abs(percent) / 100) });
}

/** Factors so near to 1 that their words would say "0 %". */
const NOTICED = 0.005;

/** What else moved its score, one saying each; empty where nothing did. */
export function effectWords({ movedBy, margin, overstock, freshness, taste }: ScoreEffects): string[] {
  const facts = [
    ...(movedBy === undefined
      ? []
      : [
          t(movedBy.factor > 1 ? "effect.boosted" : "effect.buried", {
            rule: movedBy.rule + 1,
            change: percentWords(movedBy.factor),
          }),
        ]),
    ...(["margin", "overstock", "freshness", "taste"] as const).flatMap((name) => {
      const factor = { margin, overstock, freshness, taste }[name];
      return Math.abs(factor - 1) < NOTICED ? [] : [t(`effect.${name}`, { change: percentWords(factor) })];
    }),
  ];
  return facts;
}

/** "+25 %" of a factor of 1.25. */
function percentWords(factor: number): string {
  return t("effect.percent", { percent: formatSigned(Math.round((factor - 1) * 100)) });
}
