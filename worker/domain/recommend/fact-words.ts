/** The fact behind a product's place, in a marketer's English: what a decision carries as `why`. */
import type { RecommendationFact } from "../../../wire/recommendations.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { textFor } from "../catalogue/product-card.ts";

/** Such as "viewed after Trail Runner 3 in 41 visits". */
export function factWords(fact: RecommendationFact, catalogue: Catalogue): string {
  switch (fact.kind) {
    case "pinned":
      return "pinned by a merchandising rule";
    case "viewed_after":
      return `viewed after ${nameOf(catalogue, fact.product)} in ${visits(fact.visits)}`;
    case "similar_visits":
      return `${fact.before ? "looked at before, and " : ""}viewed in ${visits(fact.visits)} like this one`;
    case "seen_before":
      return "looked at before";
    case "related":
      return "often viewed with what such visits look at";
    case "bought_with": {
      const own = fact.ownOrders > 0 ? `, ${boughtBefore(fact.ownOrders)}` : "";
      const orders = fact.orders === 1 ? "order" : "orders";
      return `bought with ${nameOf(catalogue, fact.product)} in ${fact.orders} ${orders}${own}`;
    }
    case "bought_before":
      return boughtBefore(fact.ownOrders);
    case "due_again": {
      const { everyDays, elapsedDays } = fact;
      const every = everyDays === 1 ? "day" : `${everyDays} days`;
      return `bought about every ${every}, last ${elapsedDays === 1 ? "yesterday" : `${elapsedDays} days ago`}`;
    }
    case "similar":
      return similarWords(fact, catalogue);
    case "popular": {
      const where = fact.category === undefined ? "" : ` in ${fact.category}`;
      return `popular${where}: looked at ${fact.looks === 1 ? "once" : `${fact.looks} times`}`;
    }
    case "listed":
      return fact.category === undefined ? "next in the catalogue" : `next in ${fact.category}, in catalogue order`;
    case "newcomer":
      return `new here; ${factWords(fact.like, catalogue)}`;
  }
}

/** Such as "like Trail Runner 3: same category (Shoes), same brand (Acme), 8 % cheaper". */
function similarWords(fact: Extract<RecommendationFact, { kind: "similar" }>, catalogue: Catalogue): string {
  const { sameKind, sameCategory, sameBrand, dearerPercent } = fact;
  const facts = [
    sameKind !== undefined && `same kind (${sameKind})`,
    sameCategory !== undefined && `same category (${sameCategory})`,
    sameBrand !== undefined && `same brand (${sameBrand})`,
    dearerPercent !== undefined && priceWords(dearerPercent),
  ];
  return `like ${nameOf(catalogue, fact.product)}: ${facts.filter(Boolean).join(", ")}`;
}

function priceWords(percent: number): string {
  return percent === 0 ? "same price" : percent < 0 ? `${-percent} % cheaper` : `${percent} % dearer`;
}

function boughtBefore(times: number): string {
  return `bought ${times === 1 ? "once" : `${times} times`} by this visitor before`;
}

function visits(count: number): string {
  return `${count} ${count === 1 ? "visit" : "visits"}`;
}

/** Title in the console's language; the id where the catalogue lists the product no more. */
function nameOf(catalogue: Catalogue, itemId: string): string {
  const product = catalogue.products[catalogue.byId.get(itemId) ?? -1];
  return product ? textFor(product, "en").title : itemId;
}
