import fc from "fast-check";
import { expect, it } from "vitest";
import type { Audience, Offer } from "../../wire/definitions.ts";
import { conditionOfOffer } from "../../console/offers/audience-condition.ts";
import { conditionOf } from "../../worker/domain/offers/eligibility.ts";

const audience = fc.record<Audience>(
  {
    scoreAtLeast: fc.integer({ min: 0, max: 100 }),
    scoreBelow: fc.integer({ min: 0, max: 100 }),
    favouriteCategory: fc.constant("Footwear"),
    cart: fc.constantFrom("filled" as const, "empty" as const),
    boughtWithinDays: fc.integer({ min: 1, max: 90 }),
    notBoughtWithinDays: fc.integer({ min: 1, max: 90 }),
  },
  { requiredKeys: [] },
);

it("an audience of the older form reads in the console as the Worker reads it", () => {
  fc.assert(
    fc.property(audience, (asked) => {
      const offer: Offer = {
        id: "a",
        name: "A",
        placement: "hero",
        status: "live",
        priority: 1,
        audience: asked,
        content: { en: { headline: "A" } },
      };
      const shown = conditionOfOffer(offer);
      const decided = conditionOf(offer);
      const parts = (one: typeof shown) => (one.kind === "all" ? one.of : [one]);
      expect(parts(shown)).toEqual(parts(decided));
    }),
  );
});
