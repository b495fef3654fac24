import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ProductCard } from "../../wire/decision.ts";
import type { Product } from "../../wire/product.ts";
import type { PageContext } from "../../wire/collect.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { ModelStatus } from "../../wire/console.ts";
import type { Env } from "../../worker/env.ts";
import { call, collect, DEFINITIONS, event, openShop, PRODUCTS, put, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
const DAY_MS = 86_400_000;

beforeAll(() => openShop());

/** What the row shows this visitor on this page. */
async function row(
  visitor: string,
  page?: Partial<PageContext>,
  events: BehaviourEvent[] = [],
): Promise<ProductCard[]> {
  const { decisions } = await collect({
    visitor: visitorId(visitor),
    events,
    placements: [{ id: "row" }],
    page: { url: "https://shop.example/", ...page },
  });
  return decisions[0]?.kind === "products" ? decisions[0].products : [];
}

function bought(ids: string[], order: string, at = Date.now()): BehaviourEvent {
  const items = ids.map((item_id) => ({ item_id, price: 10 }));
  return event("purchase", { currency: "EUR", transaction_id: order, items }, at);
}

/** Has the visitors' objects tell the learner now rather than by their alarms, and the learner learn. */
async function learn(...visitors: string[]): Promise<ModelStatus> {
  for (const visitor of visitors) await bindings.VISITOR.getByName(`shop:${visitorId(visitor)}`).digest("shop");
  return (await call("/v1/sites/shop/model/rebuild", { method: "POST" })).json();
}

describe("a row of products", () => {
  it("[RE-3] on the cart's page is what is bought with the cart, and says so", async () => {
    for (const buyer of ["ann", "bob", "cy"])
      await collect({ visitor: visitorId(buyer), events: [bought(["tent", "lamp"], buyer)] });
    await learn("ann", "bob", "cy");
    const first = await vi.waitUntil(async () => {
      const [card] = await row("eve", { cartItemIds: ["tent"] });
      return card?.reason === "BOUGHT_TOGETHER" && card;
    });
    expect(first).toMatchObject({ id: "lamp", why: "bought with The tent in 3 orders" });
  });

  it("[RE-8] shows a product that was not there a moment ago", async () => {
    await row("ann", { itemId: "boot" });
    const sandal: Product = { ...PRODUCTS[0]!, id: "sandal", title: "The sandal", added_at: Date.now() };
    await put("/v1/sites/shop/catalogue", { products: [...PRODUCTS, sandal] });
    const cards = await vi.waitUntil(async () => {
      const found = await row("ann", { itemId: "boot" });
      return found.some(({ id }) => id === "sandal") && found;
    });
    expect(cards.find(({ id }) => id === "sandal")?.reason).toBe("SIMILAR_CONTENT");
    await put("/v1/sites/shop/catalogue", { products: PRODUCTS });
  });

  it("[RE-4] suggests what is bought every month when the month is over, and not before", async () => {
    const start = Date.now() - 150 * DAY_MS;
    const regulars = ["reg-1", "reg-2", "reg-3", "reg-4", "reg-5", "reg-6"];
    for (const regular of regulars) {
      const events = [0, 1, 2, 3, 4].map((month) =>
        bought(["stove"], `${regular}-${month}`, start + month * 30 * DAY_MS),
      );
      for (const one of events) await collect({ visitor: visitorId(regular), events: [one] });
    }
    await learn(...regulars);
    // The last of the five was 30 days ago.
    const [first] = await vi.waitUntil(async () => {
      const cards = await row("reg-1");
      return cards[0]?.reason === "DUE_AGAIN" && cards;
    });
    expect(first).toMatchObject({
      id: "stove",
      why: expect.stringMatching(/^bought about every \d+ days, last 30 days ago$/),
    });
    const after = await row("reg-1", undefined, [bought(["stove"], "reg-1-now")]);
    expect(after.map(({ id }) => id)).not.toContain("stove");
  });

  it("[RE-6] obeys the merchandiser as soon as that is published", async () => {
    await put("/v1/sites/shop/definitions", {
      ...DEFINITIONS,
      merchandising: [
        { action: "pin", product: "rope" },
        { action: "exclude", category: "Footwear" },
      ],
    });
    const cards = await vi.waitUntil(async () => {
      const found = await row("fay");
      return found[0]?.reason === "PINNED" && found;
    });
    expect(cards[0]?.id).toBe("rope");
    expect(cards.map(({ category }) => category)).not.toContain("Footwear");
    await put("/v1/sites/shop/definitions", DEFINITIONS);
  });

  it("[RE-5] does not go on from a gift", async () => {
    await collect({ visitor: visitorId("gus"), events: [view("boot", Date.now() - 3 * 3_600_000)] });
    const gift = { ...bought(["tent"], "gus-1", Date.now() - 2 * 3_600_000) };
    await collect({ visitor: visitorId("gus"), events: [{ ...gift, params: { ...gift.params, gift: true } }] });
    const [first] = await row("gus");
    expect(first?.category).toBe("Footwear");
  });
});
