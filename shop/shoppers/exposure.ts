/** What the SDK would tell of decisions: that they were seen, and which was taken up. */
import type { Decision, OfferDecision, ProductsDecision } from "../../wire/decision.ts";
import type { EventItem, EventParams } from "../../wire/event.ts";
import type { DoneThing } from "./step.ts";

/** Impressions of everything that was decided. */
export function impressions(decisions: readonly Decision[]): DoneThing[] {
  return decisions.flatMap((decision): DoneThing[] => {
    if (decision.kind === "none") return [];
    if (decision.kind === "offer") return [{ name: "view_promotion", params: promotion(decision) }];
    return [{ name: "view_item_list", params: row(decision, decision.products) }];
  });
}

export function offerClick(decision: OfferDecision): DoneThing {
  return { name: "select_promotion", params: promotion(decision) };
}

export function productClick(decision: ProductsDecision, itemId: string): DoneThing {
  return {
    name: "select_item",
    params: row(
      decision,
      decision.products.filter(({ id }) => id === itemId),
    ),
  };
}

function promotion({ offer, placement, token }: OfferDecision): EventParams {
  return {
    promotion_id: offer.id,
    promotion_name: offer.headline,
    creative_slot: placement,
    decision_token: token,
  };
}

function row(decision: ProductsDecision, products: ProductsDecision["products"]): EventParams {
  return {
    item_list_id: decision.placement,
    item_list_name: decision.headline,
    decision_token: decision.token,
    items: products.map((card): EventItem => {
      const price = card.salePrice ?? card.price;
      return {
        item_id: card.id,
        item_name: card.title,
        ...(card.brand !== undefined && { item_brand: card.brand }),
        ...(card.category !== undefined && { item_category: card.category }),
        ...(price !== undefined && { price }),
        index: decision.products.indexOf(card),
      };
    }),
  };
}
