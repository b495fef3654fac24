import fc from "fast-check";
import { expect, it } from "vitest";
import type { BehaviourEvent } from "../../../wire/event.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile, mergeProfiles, type Profile } from "../../../worker/domain/profile/profile.ts";
import { STEPS_KEPT } from "../../../worker/domain/profile/trail.ts";
import { dealtToTwo, START } from "../shopper-events.ts";

const MINUTE = 60_000;
/** More events than the trail keeps, in one of many orders. */
const manyEvents: fc.Arbitrary<BehaviourEvent[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom("view_item", "add_to_cart", "purchase", "page_error", "view_cart"),
      minute: fc.integer({ min: 0, max: 20_000 }),
      category: fc.constantFrom("Boots", "Tents", "Lamps"),
      price: fc.integer({ min: 0, max: 500 }),
    }),
    { minLength: STEPS_KEPT, maxLength: 3 * STEPS_KEPT },
  )
  .map((list) =>
    list.map(({ name, minute, category, price }, index) => ({
      id: `event-${index}`,
      name,
      at: START + minute * MINUTE,
      params: {
        items: [{ item_id: `${category}-${price % 5}`, item_category: category, price }],
        transaction_id: `o${index}`,
      },
    })),
  );

/** To 9 digits: sums are added in another order. */
function tasteOf({ categories, price, trail }: Profile): unknown {
  const rounded = (sums: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(sums)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, sum]) => [key, Number(sum.toPrecision(9))]),
    );
  return { categories: rounded(categories.sums), price: rounded(price.sums), trail };
}

it("[PR-1] keeps the same steps and the same taste in any order, also of what has left the trail", () => {
  fc.assert(
    fc.property(
      manyEvents.chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      ),
      ([events, shuffled]) => {
        const whole = foldEvents(emptyProfile(), events);
        expect(whole.trail!.length).toBeLessThanOrEqual(STEPS_KEPT);
        let profile = emptyProfile();
        for (let i = 0; i < shuffled.length; i += 7) profile = foldEvents(profile, shuffled.slice(i, i + 7));
        expect(tasteOf(profile)).toEqual(tasteOf(whole));
      },
    ),
  );
});

it("[PR-2] merges trails into what one visitor's would be", () => {
  fc.assert(
    fc.property(dealtToTwo(manyEvents), ({ all, mine, theirs }) => {
      const a = foldEvents(emptyProfile(), mine);
      const b = foldEvents(emptyProfile(), theirs);
      expect(tasteOf(mergeProfiles(a, b))).toEqual(tasteOf(foldEvents(emptyProfile(), all)));
    }),
  );
});

it("takes a profile stored before there was a trail as settled", () => {
  const look = (id: string, at: number) => ({
    id,
    name: "view_item",
    at,
    params: { items: [{ item_id: id, item_category: id }] },
  });
  const { trail: _trail, settled: _settled, ...old } = foldEvents(emptyProfile(), [look("old-boot", START)]);
  const { categories } = foldEvents(old, [look("new-tent", START)]);
  expect(Object.keys(categories.sums).sort()).toEqual(["new-tent", "old-boot"]);
  expect(categories.sums["old-boot"]).toBe(categories.sums["new-tent"]);
});
