/** The demo's segments: one of each kind of reason to belong, so that a visit of a few minutes passes through several. */
import type { Condition, Duration } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";

export const DEMO_SEGMENTS: SegmentDefinition[] = [
  segment("hot-now", "Hot right now", { kind: "score_band", in: ["hot"] }),
  segment("cart-left", "Left something in the cart", {
    kind: "all",
    of: [
      { kind: "property", name: "cart_products", test: { op: "at_least", value: 1 } },
      didNot("add_to_cart", { amount: 1, unit: "hours" }),
    ],
  }),
  segment("comparing-footwear", "Comparing footwear", {
    kind: "event",
    name: "view_item",
    times: { atLeast: 3 },
    within: { kind: "session" },
    where: [{ field: "item_category", test: { op: "equals", value: "Footwear" } }],
  }),
  segment("campers", "Likes camping best", { kind: "affinity", to: "category", name: "Camping", maxRank: 1 }),
  segment("drifting-customers", "Customers who stay away", {
    kind: "all",
    of: [
      { kind: "property", name: "order_count", test: { op: "at_least", value: 1 } },
      didNot("page_view", { amount: 14, unit: "days" }),
    ],
  }),
];

/** Has not done it for so long. */
function didNot(name: string, duration: Duration): Condition {
  return { kind: "event", name, times: { atMost: 0 }, within: { kind: "last", duration } };
}

function segment(id: string, name: string, when: Condition): SegmentDefinition {
  return { id, name, condition: { version: 1, when } };
}
