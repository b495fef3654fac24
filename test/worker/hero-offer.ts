/** An offer for the test shop's hero, above those it has. */
import type { Offer } from "../../wire/definitions.ts";

export function heroOffer(id: string, changes: Partial<Offer> = {}): Offer {
  return {
    id,
    name: id,
    placement: "hero",
    status: "live",
    priority: 50,
    content: { en: { headline: id } },
    ...changes,
  };
}
