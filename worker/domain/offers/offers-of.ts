/** A placement's offers, in the order published. Sorted once for each published version. */
import type { Definitions, Offer } from "../../../wire/definitions.ts";

const sorted = new WeakMap<Definitions, Map<string, Offer[]>>();
const NONE: readonly Offer[] = [];

export function offersOf(definitions: Definitions, placement: string): readonly Offer[] {
  let byPlacement = sorted.get(definitions);
  if (byPlacement === undefined) {
    byPlacement = new Map();
    for (const offer of definitions.offers) {
      const known = byPlacement.get(offer.placement);
      if (known === undefined) byPlacement.set(offer.placement, [offer]);
      else known.push(offer);
    }
    sorted.set(definitions, byPlacement);
  }
  return byPlacement.get(placement) ?? NONE;
}
