import { describe, expect, it } from "vitest";
import type { Definitions } from "../../wire/definitions.ts";
import type { Product } from "../../wire/product.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { decide, isHeldOut, type DecideInput } from "../../worker/domain/decide.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { engagementValue } from "../../worker/domain/score/engagement-score.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { EMPTY_MODEL } from "../../worker/domain/recommend/recommend-model.ts";

const NOW = Date.UTC(2026, 9, 1);
const PRODUCTS: Product[] = ["boot", "shoe", "tent"].map((id) => ({
  id,
  title: id,
  link: `/${id}`,
  category: id === "tent" ? "Camp" : "Footwear",
  price: 50,
  currency: "EUR",
  availability: "in_stock",
}));

const offer = (id: string, priority: number, audience = {}): Definitions["offers"][number] => ({
  id,
  name: `Offer ${id}`,
  placement: "hero",
  status: "live",
  priority,
  audience,
  content: { en: { headline: `${id} en` }, es: { headline: `${id} es` } },
});

function ask(changes: Partial<DecideInput> & { offers?: Definitions["offers"]; holdout?: number } = {}) {
  const { offers = [], holdout = 0, ...rest } = changes;
  return decide({
    definitions: {
      placements: [
        { id: "hero", name: "Hero", kind: "offer" },
        { id: "row", name: "Row", kind: "products", limit: 2 },
      ],
      offers,
      holdout,
    },
    definitionsVersion: 7,
    catalogue: indexCatalogue(PRODUCTS),
    model: EMPTY_MODEL,
    locale: "en",
    placements: [{ id: "hero" }],
    page: { url: "https://s.example/" },
    profile: emptyProfile(),
    subject: "visitor-1",
    personal: true,
    explain: false,
    now: NOW,
    requestId: "r1",
    ...rest,
  });
}

const looker = foldEvents(emptyProfile(), [
  {
    id: "e1",
    name: "view_item",
    at: NOW,
    params: { items: [{ item_id: "boot", item_category: "Footwear", price: 50 }] },
  },
]);
/** By the bundle's scorecard, whose points are its own tests' matter. */
const LOOKER_SCORE = engagementValue(looker, NOW);

describe("offers", () => {
  it("[OF-1] shows an offer only to its audience", () => {
    const offers = [offer("shoes", 1, { favouriteCategory: "Footwear" })];
    expect(ask({ offers })[0]).toMatchObject({ kind: "none", reason: "NO_CANDIDATES" });
    expect(ask({ offers, profile: looker })[0]).toMatchObject({
      kind: "offer",
      offer: { id: "shoes" },
      why: "category Footwear: rank 1, wanted liked best",
    });
  });

  it.each([
    [{ scoreAtLeast: 60 }, `score ${LOOKER_SCORE}, wanted at least 60`],
    [{ scoreBelow: 1 }, `score ${LOOKER_SCORE}, wanted less than 1`],
    [{ favouriteCategory: "Camp" }, "category Camp: no interest, wanted liked best"],
    [{ cart: "filled" as const }, "cart products 0, wanted at least 1"],
    [{ boughtWithinDays: 30 }, "days since last order unknown, wanted less than 30"],
  ])("[OF-1] [DE-4] says why %j does not hold", (audience, detail) => {
    const [decision] = ask({ offers: [offer("x", 1, audience)], profile: looker, explain: true });
    expect(decision?.candidates).toMatchObject([{ id: "x", chosen: false, reason: "AUDIENCE_MISMATCH", detail }]);
  });

  it("[OF-1] knows what was just bought", () => {
    const buyer = foldEvents(looker, [
      { id: "e2", name: "purchase", at: NOW, params: { items: [{ item_id: "boot" }] } },
    ]);
    const [decision] = ask({ offers: [offer("x", 1, { notBoughtWithinDays: 30 })], profile: buyer, explain: true });
    expect(decision?.candidates?.[0]?.detail).toBe("days since last order 0, wanted less than 30");
  });

  it("[OF-2] shows the one of highest priority, and says so of the others", () => {
    const [decision] = ask({
      offers: [offer("low", 1), offer("high", 2), { ...offer("off", 3), status: "paused" }],
      explain: true,
    });
    expect(decision).toMatchObject({ reason: "TARGETING_MATCH", probability: 1, offer: { id: "high" } });
    expect(decision?.candidates?.map(({ id, reason }) => [id, reason])).toEqual([
      ["off", "DISABLED"],
      ["low", "LOWER_PRIORITY"],
      ["high", "TARGETING_MATCH"],
    ]);
  });

  it("[OF-3] draws among equals, with the probability, the same within a session", () => {
    const offers = [offer("a", 1), offer("b", 1), offer("c", 1), offer("d", 1)];
    const drawn = Array.from({ length: 4_000 }, (_, i) => ask({ offers, subject: `visitor-${i}` })[0]!);
    expect(new Set(drawn.map((one) => one.probability))).toEqual(new Set([0.25]));
    const counts = Object.values(Object.groupBy(drawn, (one) => (one.kind === "offer" ? one.offer.id : "none"))).map(
      (list) => list!.length,
    );
    // Binomial(4000, 1/4): mean 1000, standard deviation 27; five of them either way.
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(5 * 27.4);
    expect(ask({ offers, now: NOW + 60_000 })[0]).toMatchObject({
      offer: (ask({ offers })[0] as { offer: unknown }).offer,
    });
  });

  it("[OF-4] holds out the same visitors from every offer, and says what they would have seen", () => {
    const held = Array.from({ length: 2_000 }, (_, i) => `visitor-${i}`).filter((one) => isHeldOut(one, 0.1));
    // Binomial(2000, 0.1): mean 200, standard deviation 13.4; five of them either way.
    expect(Math.abs(held.length - 200)).toBeLessThan(5 * 13.4);
    const [decision] = ask({ offers: [offer("a", 1)], holdout: 0.1, subject: held[0]!, explain: true });
    expect(decision).toMatchObject({
      kind: "none",
      reason: "HOLDOUT",
      probability: 0.1,
      candidates: [{ reason: "HOLDOUT" }],
    });
    expect(decision?.why).toContain("Offer a");
    expect(isHeldOut(held[0]!, 0)).toBe(false);
  });

  it.each([
    ["es-MX", "a es"],
    ["zh", "a en"],
    [undefined, "a en"],
  ])("[OF-5] speaks %s as far as it can", (locale, headline) => {
    const page = { url: "https://s.example/", ...(locale !== undefined && { locale }) };
    expect(ask({ offers: [offer("a", 1)], page })[0]).toMatchObject({ offer: { headline } });
  });
});

describe("decisions", () => {
  it("[DE-1] answers each placement in the order asked", () => {
    const decisions = ask({ placements: [{ id: "row" }, { id: "nope" }, { id: "hero" }, { id: "row", limit: 1 }] });
    expect(decisions.map(({ id, placement, kind }) => [id, placement, kind])).toEqual([
      ["r1.0", "row", "products"],
      ["r1.1", "nope", "none"],
      ["r1.2", "hero", "none"],
      ["r1.3", "row", "products"],
    ]);
    expect((decisions[3] as { products: unknown[] }).products).toHaveLength(1);
  });

  it("[DE-2] decides the same for the same input, byte for byte", () => {
    const input = {
      offers: [offer("a", 1), offer("b", 1)],
      profile: looker,
      placements: [{ id: "hero" }, { id: "row" }],
      explain: true,
    };
    expect(JSON.stringify(ask(input))).toBe(JSON.stringify(ask(input)));
  });

  it("[DE-3] lets only the page count without consent", () => {
    const offers = [offer("shoes", 1, { favouriteCategory: "Footwear" })];
    const [hero, row] = ask({
      offers,
      holdout: 0.5,
      profile: looker,
      personal: false,
      placements: [{ id: "hero" }, { id: "row" }],
      page: { url: "https://s.example/", itemId: "tent" },
    });
    expect(hero).toMatchObject({ kind: "none", reason: "NO_CANDIDATES" });
    expect(row?.kind === "products" && row.products.every((one) => one.id !== "tent")).toBe(true);
  });

  it("says so where there is nothing to sell", () => {
    expect(ask({ catalogue: indexCatalogue([]), placements: [{ id: "row" }] })[0]).toMatchObject({
      kind: "none",
      reason: "NO_CANDIDATES",
    });
  });
});
