import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ExplainAnswer, ExplainRequest } from "../../wire/recommendations.ts";
import type { Env } from "../../worker/env.ts";
import { call, collect, DEFINITIONS, openShop, put, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;

beforeAll(() => openShop());

async function ask(question: unknown): Promise<Response> {
  return call("/v1/sites/shop/recommendations/explain", { method: "POST", body: JSON.stringify(question) });
}

async function explain(question: ExplainRequest): Promise<ExplainAnswer> {
  const response = await ask(question);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

const ids = (answer: ExplainAnswer): string[] => answer.row.products.map(({ id }) => id);

/** Has visitors look at these one after the other, and the learner learn. */
async function learn(name: string, ...items: string[]): Promise<void> {
  const now = Date.now();
  const visitor = visitorId(name);
  await collect({ visitor, events: items.map((item, place) => view(item, now - 60_000 + place * 1_000)) });
  await bindings.VISITOR.getByName(`shop:${visitor}`).digest("shop");
  await call("/v1/sites/shop/model/rebuild", { method: "POST" });
}

describe("why a row of products is as it is", () => {
  it("[RE-11] is told by the row a visitor is given, the same products for the same reasons", async () => {
    await learn("ann", "boot", "tent", "lamp");
    const visitor = visitorId("bob");
    await collect({ visitor, events: [view("tent")] });
    const { decisions } = await collect({
      visitor,
      placements: [{ id: "row" }],
      page: { url: "https://shop.example/" },
    });
    const shown = decisions[0]?.kind === "products" ? decisions[0].products : [];
    const answer = await explain({ session: { visitor }, placement: "row" });
    expect(answer.row.products.map(({ id, reason, why }) => ({ id, reason, why }))).toEqual(
      shown.map(({ id, reason, why }) => ({ id, reason, why })),
    );
    expect(answer.row.anchors[0]?.id).toBe("tent");
    expect(answer.products["lamp"]).toMatchObject({ title: "The lamp", price: 60, currency: "EUR" });
  });

  it("says what visitors did in facts that any language has words for", async () => {
    await learn("cy", "boot", "tent");
    const answer = await vi.waitUntil(async () => {
      const found = await explain({ session: { viewed: ["boot"] }, placement: "row", locale: "es" });
      return found.row.products[0]?.id === "tent" && found;
    });
    expect(answer.row.products[0]?.fact).toMatchObject({ kind: "viewed_after", product: "boot" });
    expect(answer.products["boot"]?.title).toBe("El boot");
  });

  it("tries rules before they are published, and names the rule that did it", async () => {
    const before = await explain({ session: { viewed: ["boot"] }, placement: "row" });
    const after = await explain({
      session: { viewed: ["boot"] },
      placement: "row",
      merchandising: [
        { action: "pin", product: "rope" },
        { action: "exclude", product: ids(before)[0]! },
        { action: "pin", product: "pack", placement: "elsewhere" },
      ],
      product: ids(before)[0]!,
    });
    expect(ids(after)[0]).toBe("rope");
    expect(after.row.products[0]).toMatchObject({ reason: "PINNED", effects: { pinnedBy: 0 } });
    expect(after.row.filtered).toContainEqual({ id: ids(before)[0]!, reason: "EXCLUDED", rule: 1 });
    expect(after.row.asked?.answer).toEqual({ kind: "excluded", rule: 1 });
    expect(ids(await explain({ session: { viewed: ["boot"] }, placement: "row" }))).toEqual(ids(before));
  });

  it.each([
    ["map", { kind: "not_sellable", availability: "out_of_stock", forSale: true }],
    ["boot", { kind: "barred", reason: "ON_THIS_PAGE" }],
    ["nowhere", { kind: "not_in_catalogue" }],
  ])("says why %s is not here", async (product, answer) => {
    const question = { session: { viewed: ["boot"] }, page: { itemId: "boot" }, placement: "row", product };
    expect((await explain(question)).row.asked).toEqual({ id: product, answer });
  });

  it("says of what found no place how far it came", async () => {
    const answer = await explain({ session: { viewed: ["boot", "tent"] }, limit: 1 });
    const behind = answer.row.outranked[0]!;
    const { row } = await explain({ session: { viewed: ["boot", "tent"] }, limit: 1, product: behind.id });
    expect(row.asked?.answer).toMatchObject({ kind: "outranked", rank: behind.rank, of: behind.of });
  });

  it("shows what the model kept for a roll-back would have shown, beside the one in use", async () => {
    await learn("dee", "boot", "stove");
    await learn("eve", "boot", "stove", "pack");
    const answer = await vi.waitUntil(async () => {
      const found = await explain({ session: { viewed: ["boot"] }, placement: "row", compare: "previous" });
      return found.previous !== undefined && found.row.model.version > found.previous.model.version && found;
    });
    expect(answer.models).toMatchObject({
      version: answer.row.model.version,
      previous: { version: expect.any(Number) },
    });
    expect(answer.previous?.products).toHaveLength(4);
  });

  it("changes nothing", async () => {
    const visitor = visitorId("fay");
    expect((await ask({ session: { visitor } })).status).toBe(404);
    expect((await call(`/v1/sites/shop/visitors/${visitor}`)).status).toBe(404);
    expect(await (await call("/v1/sites/shop/definitions")).json()).toMatchObject({ definitions: DEFINITIONS });
  });

  it.each([
    ["session", {}],
    ["give a visitor, or what was viewed", { session: { visitor: visitorId("x"), viewed: ["boot"] } }],
    ["session.viewed", { session: { viewed: "boot" } }],
    ["placement", { session: {}, placement: "hero" }],
    ["merchandising.0", { session: {}, merchandising: [{ action: "pin", brand: "Alba" }] }],
    ["limit", { session: {}, limit: 100 }],
    ["productBoosts.margin", { session: {}, productBoosts: { margin: 90 } }],
  ])("refuses by name what is wrong: %s", async (named, question) => {
    const response = await ask(question);
    const problem: { reason: string; detail: string } = await response.json();
    expect([response.status, problem.reason]).toEqual([400, "bad_request"]);
    expect(problem.detail).toContain(named);
  });

  it("knows no other site", async () => {
    const response = await call("/v1/sites/nobody/recommendations/explain", {
      method: "POST",
      body: JSON.stringify({ session: {} }),
    });
    expect(response.status).toBe(404);
  });

  it("tries published boosts of another size", async () => {
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, productBoosts: { margin: 0 } });
    const answer = await explain({ session: {}, productBoosts: { overstock: 25, freshness: 0 } });
    expect(answer.row.products[0]?.effects).toMatchObject({ margin: 1, freshness: 1, overstock: 1 });
    await put("/v1/sites/shop/definitions", DEFINITIONS);
  });
});
