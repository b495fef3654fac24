/** One shopper of the last nine days, and a condition asked of them now. */
import { expect } from "vitest";
import type { Condition } from "../../../wire/condition.ts";
import type { BehaviourEvent } from "../../../wire/event.ts";
import { checkCondition } from "../../../worker/domain/conditions/check-condition.ts";
import { evaluate, holds } from "../../../worker/domain/conditions/evaluate.ts";
import { nextChange } from "../../../worker/domain/conditions/next-change.ts";
import { visitorFacts, type OwnFacts, type SiteFacts } from "../../../worker/domain/conditions/visitor-facts.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";

export const NOW = Date.UTC(2026, 10, 22, 9, 30); // A Sunday, 10:30 in Madrid.
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
let ids = 0;

export function event(
  name: string,
  ago: number,
  params: BehaviourEvent["params"] = {},
  url = "https://s.example/",
): BehaviourEvent {
  return { id: `event-${ids++}`, name, at: NOW - ago, params, page: { url, locale: "es-MX" } };
}

export function view(id: string, category: string, brand: string, ago: number, price = 100): BehaviourEvent {
  return event("view_item", ago, {
    items: [{ item_id: id, item_category: category, item_brand: brand, price }],
    value: price,
  });
}

export const SHOPPER = [
  event("page_view", 9 * DAY, {}, "https://s.example/?utm_source=mail&utm_medium=email&utm_campaign=may/june"),
  view("boot-1", "Boots", "Alba", 9 * DAY),
  event("purchase", 8 * DAY, {
    transaction_id: "o1",
    value: 80,
    items: [{ item_id: "lamp-1", item_category: "Lamps" }],
  }),
  event("purchase", 8 * DAY - 1000, {
    transaction_id: "o1",
    value: 80,
    items: [{ item_id: "lamp-1", item_category: "Lamps" }],
  }),
  event("identify", 2 * DAY, {
    user_id: "c-7",
    traits: {
      shoe_size: 15,
      plan: "Gold",
      birthday: "1990-11-25",
      lease_end: "2027-01-01",
      "interest:Boots": true,
      vip: true,
    },
  }),
  event("page_view", 5 * MINUTE, {}, "https://s.example/returns/how?x=1"),
  view("boot-2", "Boots", "Alba", 4 * MINUTE, 120),
  view("boot-3", "Boots", "Norte", 3 * MINUTE, 60),
  view("tent-1", "Tents", "Alba", 2 * MINUTE, 400),
  event("search", MINUTE, { search_term: "Trail boots" }),
  event("add_to_cart", MINUTE, {
    items: [{ item_id: "boot-3", item_category: "Boots", item_brand: "Norte", price: 60, quantity: 2 }],
    value: 120,
  }),
];

export function ask(condition: Condition, own: OwnFacts = {}, site: SiteFacts = {}, events = SHOPPER) {
  expect(checkCondition({ version: 1, when: condition })).toMatchObject({ ok: true });
  const facts = visitorFacts(foldEvents(emptyProfile(), events), site, own);
  const answer = evaluate(condition, facts, NOW);
  expect(holds(condition, facts, NOW)).toBe(answer.holds);
  return { ...answer, next: nextChange(condition, facts, NOW) };
}
