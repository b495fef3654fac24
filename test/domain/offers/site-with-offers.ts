/** A shop with one hero placement, and a visitor to decide for. */
import type { Definitions, Offer } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import type { DecideInput } from "../../../worker/domain/decide.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { EMPTY_MODEL } from "../../../worker/domain/recommend/recommend-model.ts";

/** A Sunday. */
export const NOW = Date.UTC(2026, 10, 22, 12);
export const HOUR = 3_600_000;

const PRODUCTS: Product[] = ["boot", "shoe", "tent"].map((id) => ({
  id,
  title: `The ${id}`,
  link: `/${id}`,
  category: id === "tent" ? "Camp" : "Footwear",
  price: 50,
  currency: "EUR",
  availability: id === "shoe" ? "out_of_stock" : "in_stock",
}));

export function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return {
    id,
    name: `Offer ${id}`,
    placement: "hero",
    status: "live",
    priority: 1,
    content: { en: { headline: `${id} en` } },
    ...changes,
  };
}

export function inputWith(
  offers: Offer[],
  changes: Partial<DecideInput> = {},
  definitions: Partial<Definitions> = {},
): DecideInput {
  return {
    definitions: {
      placements: [
        { id: "hero", name: "Hero", kind: "offer" },
        { id: "aside", name: "Aside", kind: "offer", format: "toast" },
      ],
      offers,
      holdout: 0,
      ...definitions,
    },
    definitionsVersion: 7,
    catalogue: indexCatalogue(PRODUCTS),
    model: EMPTY_MODEL,
    locale: "en",
    timeZone: "Europe/Madrid",
    placements: [{ id: "hero" }],
    page: { url: "https://s.example/" },
    profile: emptyProfile(),
    subject: "visitor-1",
    personal: true,
    explain: true,
    now: NOW,
    requestId: "r1",
    ...changes,
  };
}
