/** Live entries as a busy shop has them: nine hundred visitors, a handful of event kinds, a decision with every third. */
import type { LiveEntry } from "../../wire/console.ts";

const VISITORS = 900;
const PRODUCTS = 240;
const KINDS = ["page_view", "view_item", "view_item_list", "add_to_cart", "view_promotion", "user_engagement"];
const DECIDES_EACH = 3;
const SCORES = 100;
const WARM = 25;
const HOT = 60;

/** @param seq counts up; everything else follows from it, so that two runs feed the same */
export function feedEntry(seq: number, at: number): LiveEntry {
  const visitor = `bench-visitor-${String((seq * 7) % VISITORS).padStart(6, "0")}`;
  const item = (seq * 13) % PRODUCTS;
  const name = KINDS[seq % KINDS.length] ?? "page_view";
  const value = (seq * 3) % SCORES;
  const band = value < WARM ? "cold" : value < HOT ? "warm" : "hot";
  const params = { currency: "EUR", value: 10 + item, items: [{ item_id: `p-${item}`, item_name: `Product ${item}` }] };
  const page = { url: `https://shop.example/p/${item}`, title: `Product ${item}` };
  return {
    seq,
    at,
    visitor,
    source: "web",
    country: "ES",
    score: { value, band, parts: [{ feature: "view_item", label: "product views", points: value }], at },
    scoreBefore: Math.max(0, value - (seq % 5)),
    events: [{ id: `bench-event-${seq}`, name, at, params, page }],
    decisions:
      seq % DECIDES_EACH > 0
        ? []
        : [
            {
              id: `bench-decision-${seq}`,
              placement: "home-products",
              kind: "products",
              reason: "PERSONAL",
              why: "near what was viewed",
              probability: 1,
              model: 3,
              definitions: 7,
              token: "",
              products: Array.from({ length: 4 }, (_, place) => ({
                id: `p-${(item + place) % PRODUCTS}`,
                title: `Product ${(item + place) % PRODUCTS}`,
                url: `/p/${item}`,
                price: 10,
                currency: "EUR",
              })),
            } as unknown as LiveEntry["decisions"][number],
          ],
  };
}
