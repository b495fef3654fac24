import { beforeAll, describe, expect, it, vi } from "vitest";
import type { CatalogueCheck, FeedRun, FeedRunDetails, ProductsAnswer } from "../../wire/catalogue.ts";
import { call, openShop, PRODUCTS, put } from "./shop-site.ts";

beforeAll(() => openShop());

const upload = (products: readonly unknown[]): Promise<Response> =>
  call("/v1/sites/shop/catalogue", { method: "PUT", body: JSON.stringify({ products }) });

async function runs(query = ""): Promise<FeedRun[]> {
  const answer: { runs: FeedRun[] } = await (await call(`/v1/sites/shop/catalogue/runs${query}`)).json();
  return answer.runs;
}

async function details(id: number): Promise<FeedRunDetails> {
  return (await call(`/v1/sites/shop/catalogue/runs/${id}`)).json();
}

async function find(query: string): Promise<ProductsAnswer> {
  const response = await call(`/v1/sites/shop/products?${query}`);
  if (response.status !== 200) throw new Error(await response.text());
  return response.json();
}

describe("an upload of the catalogue", () => {
  it("is kept as a run: who, when, and what it changed", async () => {
    const [first] = await runs();
    expect(first?.counts).toEqual({ sent: 8, added: 8, changed: 0, unchanged: 0, gone: 0, rejected: 0 });
    const [, shoe, ...others] = PRODUCTS;
    const lamp2 = { ...PRODUCTS[0]!, id: "lamp2" };
    await put("/v1/sites/shop/catalogue", { products: [{ ...shoe!, price: 1 }, ...others, lamp2, { id: "bad" }] });
    const [newest] = await runs();
    // 9 rows: shoe is changed, six are as they were, lamp2 is new, one is bad; boot is there no more.
    expect(newest?.counts).toEqual({ sent: 9, added: 1, changed: 1, unchanged: 6, gone: 1, rejected: 1 });
    expect(newest).toMatchObject({ by: "local", version: 2 });
    expect(await runs("?limit=1")).toHaveLength(1);
    expect(await runs(`?before=${newest!.id}`)).toEqual([first]);
    await put("/v1/sites/shop/catalogue", { products: PRODUCTS });
  });

  it("keeps why rows were rejected, by field and reason", async () => {
    const base = PRODUCTS[0]!;
    const bad = [
      "no row",
      { ...base, id: "a", title: undefined },
      { ...base, id: "b", title: " " },
      { ...base, id: "c", title: "x".repeat(151) },
      { ...base, id: "d", link: "javascript:alert(1)" },
      { ...base, id: "e", price: "12" },
      { ...base, id: "f", price: -1 },
      { ...base, id: "g", currency: "euro" },
      { ...base, id: "h", availability: "maybe" },
      { ...base, id: base.id },
    ];
    const answer: { run: number; rejected: unknown[] } = await (await upload([...PRODUCTS, ...bad])).json();
    const run = await details(answer.run);
    expect(run.rejected.map(({ index, field, reason }) => [index, field, reason])).toEqual([
      [8, undefined, "not_an_object"],
      [9, "title", "missing"],
      [10, "title", "empty"],
      [11, "title", "too_long"],
      [12, "link", "bad_address"],
      [13, "price", "wrong_type"],
      [14, "price", "bad_number"],
      [15, "currency", "bad_currency"],
      [16, "availability", "unknown_value"],
      [17, "id", "duplicate_id"],
    ]);
    expect(answer.rejected).toHaveLength(10);
  });

  it("can be checked before: what it would bring, and nothing is stored", async () => {
    const before = { runs: await runs(), catalogue: (await find("")).version };
    const [, shoe, ...others] = PRODUCTS;
    const rows = [{ ...shoe!, price: 1 }, ...others, { ...PRODUCTS[0]!, id: "lamp3" }, { id: "bad" }];
    const response = await call("/v1/sites/shop/catalogue/check", {
      method: "POST",
      body: JSON.stringify({ products: rows }),
    });
    const check: CatalogueCheck = await response.json();
    expect(check.counts).toEqual({ sent: 9, added: 1, changed: 1, unchanged: 6, gone: 1, rejected: 1 });
    expect(check.rejected).toMatchObject([{ index: 8, id: "bad", field: "title", reason: "missing" }]);
    expect({ runs: await runs(), catalogue: (await find("")).version }).toEqual(before);
    const misused = await call("/v1/sites/shop/catalogue/check", { method: "POST", body: "[]" });
    expect([misused.status, await misused.json()]).toMatchObject([400, { reason: "bad_request" }]);
  });

  it("of which no row can be used leaves the catalogue as it was, and says so", async () => {
    const before = (await find("")).version;
    const response = await upload([{ sku: 1 }, { sku: 2 }]);
    const problem: { reason: string; detail: string } = await response.json();
    expect([response.status, problem.reason]).toEqual([400, "bad_request"]);
    expect(problem.detail).toContain("stays as it was");
    const [newest] = await runs();
    expect(newest?.version).toBeUndefined();
    expect(newest?.counts).toMatchObject({ sent: 2, rejected: 2, gone: 0 });
    expect((await find("")).version).toBe(before);
  });

  it("may be empty on purpose", async () => {
    expect((await upload([])).status).toBe(200);
    const [newest] = await runs();
    expect(newest?.counts).toMatchObject({ sent: 0, gone: 8 });
    await put("/v1/sites/shop/catalogue", { products: PRODUCTS });
  });

  it("that is a thousand bad rows long is counted whole and kept in part", async () => {
    const bad = Array.from({ length: 1_000 }, (_, row) => ({ id: `${row}`.repeat(100), title: 1 }));
    const { run }: { run: number } = await (await upload([...PRODUCTS, ...bad])).json();
    const kept = await details(run);
    expect(kept.counts.rejected).toBe(1_000);
    expect(kept.rejected).toHaveLength(200);
    expect(kept.rejected[0]?.id?.length).toBeLessThanOrEqual(80);
    expect((await call("/v1/sites/shop/catalogue/runs/9999")).status).toBe(404);
    expect((await call("/v1/sites/shop/catalogue/runs/x")).status).toBe(404);
  });
});

describe("looking through the catalogue", () => {
  it("finds by words, category, brand and state, a page at a time", async () => {
    const all = await vi.waitUntil(async () => {
      const found = await find("");
      return found.total === 8 && found;
    });
    expect(all.categories).toEqual([
      { name: "Camp", count: 6 },
      { name: "Footwear", count: 2 },
    ]);
    expect(all.states).toMatchObject({ in_stock: 7, out_of_stock: 1 });
    expect((await find("text=el+tent")).products.map(({ id }) => id)).toEqual(["tent"]);
    expect((await find("category=footwear&brand=Alba")).products.map(({ id }) => id)).toEqual(["shoe"]);
    const gone = await find("state=out_of_stock");
    expect(gone.products).toMatchObject([{ id: "map", sellable: false, looks: 0 }]);
    const page = await find("category=Camp&offset=2&limit=2");
    expect([page.matching, page.products.map(({ id }) => id)]).toEqual([6, ["lamp", "pack"]]);
    expect((await find("id=rope&id=nowhere&id=boot")).products.map(({ id }) => id)).toEqual(["rope", "boot"]);
  });

  it.each(["limit=0", "limit=x", "offset=-1", "state=sold", "order=price"])("refuses %s by name", async (query) => {
    const response = await call(`/v1/sites/shop/products?${query}`);
    const problem: { detail: string } = await response.json();
    expect(response.status).toBe(400);
    expect(problem.detail).toContain(query.split("=")[0]);
  });
});
