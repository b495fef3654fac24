/** Random, valid shopper behaviour for property tests. */
import fc from "fast-check";
import type { BehaviourEvent } from "../../wire/event.ts";

export const START = Date.UTC(2026, 9, 1);
const MINUTE = 60_000;
const DAY = 86_400_000;

const NAMES = [
  "page_view",
  "view_item",
  "add_to_cart",
  "remove_from_cart",
  "view_cart",
  "purchase",
  "search",
  "identify",
];

const item = fc.record({
  item_id: fc.constantFrom("a", "b", "c", "d", "e"),
  item_category: fc.constantFrom("Boots", "Tents", "Lamps"),
  item_brand: fc.constantFrom("Alba", "Norte"),
  price: fc.integer({ min: 1, max: 500 }),
  quantity: fc.integer({ min: 1, max: 3 }),
});

/** Distinct events within six hours of some days over two months, so over several half-lives; none tagged with a campaign: [PR-6] is the one exception to order not mattering. */
export const shopperEvents: fc.Arbitrary<BehaviourEvent[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      day: fc.constantFrom(0, 1, 20, 60),
      minute: fc.integer({ min: 0, max: 360 }),
      items: fc.array(item, { maxLength: 2 }),
      order: fc.constantFrom("o1", "o2", undefined),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ name, day, minute, items, order }, index) => ({
      id: `event-${index}`,
      name,
      at: START + day * DAY + minute * MINUTE,
      params: {
        items,
        currency: "EUR",
        ...(name === "purchase" && order !== undefined && { transaction_id: order }),
        ...(name === "identify" && { user_id: `user-${minute % 3}`, traits: { plan: `p${minute % 4}` } }),
      },
      page: { url: "https://shop.example/", locale: minute % 2 ? "en" : "es" },
    })),
  );

/** The same events in another order. */
export const shuffledEvents = shopperEvents.chain((events) =>
  fc.record({ events: fc.constant(events), shuffled: fc.shuffledSubarray(events, { minLength: events.length }) }),
);

/** Lists of `source`, each with a way of dealing its members out to two. */
export function dealtToTwo<T>(source: fc.Arbitrary<T[]>): fc.Arbitrary<{ all: T[]; mine: T[]; theirs: T[] }> {
  return fc.tuple(source, fc.infiniteStream(fc.boolean())).map(([all, coin]) => {
    const kept = new Set(all.filter(() => coin.next().value));
    return { all, mine: all.filter((one) => kept.has(one)), theirs: all.filter((one) => !kept.has(one)) };
  });
}
