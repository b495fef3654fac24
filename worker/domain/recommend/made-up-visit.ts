/** A visit that nobody made, as a profile: folded from the events it would have sent, so that taste follows from it as ever. */
import type { BehaviourEvent } from "../../../wire/event.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { foldEvents } from "../profile/fold.ts";
import { emptyProfile, type Profile } from "../profile/profile.ts";

/** Milliseconds between two of its events: a visit, not a minute's frenzy. */
const STEP_MS = 30_000;

export interface MadeUpVisit {
  /** Ids of products, the last one last. */
  viewed: readonly string[];
  cart: readonly string[];
}

/** @param now epoch ms at which the last event happened */
export function profileOfVisit({ viewed, cart }: MadeUpVisit, catalogue: Catalogue, now: number): Profile {
  const steps = [
    ...cart.map((itemId) => ({ name: "add_to_cart", itemId })),
    ...viewed.map((itemId) => ({ name: "view_item", itemId })),
  ];
  return foldEvents(
    emptyProfile(),
    steps.map(({ name, itemId }, place): BehaviourEvent => {
      const product = catalogue.products[catalogue.byId.get(itemId) ?? -1];
      const category = product?.category ?? product?.product_type?.split(">")[0]?.trim();
      return {
        id: `made-up-${place}`,
        name,
        at: now - (steps.length - 1 - place) * STEP_MS,
        params: {
          ...(product && { currency: product.currency }),
          items: [
            {
              item_id: itemId,
              ...(category !== undefined && { item_category: category }),
              ...(product?.brand !== undefined && { item_brand: product.brand }),
              ...(product && { price: product.sale_price ?? product.price }),
            },
          ],
        },
      };
    }),
  );
}
