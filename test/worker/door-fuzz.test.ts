/** Whatever comes to the door gets an answer with a meaning, never a 500. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { CollectResponse } from "../../wire/collect.ts";
import { collect, exported, openShop, post, view, visitorId } from "./shop-site.ts";

beforeAll(() => openShop());

const VISITOR = visitorId("fuzz");
const json = fc.jsonValue({ maxDepth: 4 });
const plausible = (known: fc.Arbitrary<unknown>) => fc.oneof({ weight: 3, arbitrary: known }, json);

const item = fc.record(
  {
    item_id: plausible(fc.string()),
    price: plausible(fc.oneof(fc.double(), fc.constantFrom("1e999", "NaN", "-5", "12.50"))),
    quantity: plausible(fc.integer()),
    item_category: plausible(
      fc.oneof(fc.constantFrom("constructor", "toString", "__proto__"), fc.string({ unit: "binary" })),
    ),
  },
  { requiredKeys: [] },
);
const event = fc.record(
  {
    id: plausible(fc.stringMatching(/^[A-Za-z0-9_-]{6,66}$/)),
    name: plausible(
      fc.constantFrom("view_item", "purchase", "identify", "view_cart", "page_view", "toString", "constructor"),
    ),
    at: plausible(fc.oneof(fc.constant(Date.now()), fc.double(), fc.integer())),
    params: plausible(
      fc.record(
        {
          items: plausible(fc.array(item)),
          currency: plausible(fc.constantFrom("EUR", "eur", "XXX")),
          user_id: json,
          traits: json,
          value: json,
        },
        { requiredKeys: [] },
      ),
    ),
    page: plausible(fc.record({ url: plausible(fc.webUrl()), locale: json }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const body = fc.record(
  {
    key: fc.constantFrom("pk_shop", "pk_shop", "pk_shop", "pk_", "constructor"),
    visitor: fc.constantFrom(VISITOR, undefined, "x"),
    events: plausible(fc.array(plausible(event), { maxLength: 8 })),
    placements: fc.oneof(fc.constant([{ id: "row" }, { id: "hero" }]), fc.constant(undefined), json),
    page: fc.oneof(
      fc.record({ url: fc.string(), locale: fc.string(), itemId: fc.string() }, { requiredKeys: ["url"] }),
      fc.constant(undefined),
      json,
    ),
    sentAt: fc.oneof(fc.constant(undefined), fc.double(), fc.constant(Date.now())),
    explain: fc.constantFrom(true, undefined),
  },
  { requiredKeys: ["key", "events"] },
);

it("answers any body with 200 or a problem, and accounts for every event of a batch", async () => {
  await collect({ visitor: VISITOR, events: [view("boot")] });
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: body }, json), async (value) => {
      const response = await post(JSON.stringify(value));
      const answer = await response.json<Partial<CollectResponse> & { reason?: string }>();
      expect(response.status === 200 ? "taken" : (answer.reason ?? "no reason")).toMatch(/^[a-z_]+$/);
      expect([200, 400, 401, 413]).toContain(response.status);
      const sent = (value as { events?: unknown[] } | null)?.events?.length ?? 0;
      const { accepted = 0, duplicates = 0, rejected = [], dropped } = answer;
      const unaccounted =
        response.status === 200 && dropped === undefined ? sent - accepted - duplicates - rejected.length : 0;
      expect(unaccounted).toBe(0);
    }),
    { numRuns: 400 },
  );
  // A name that every object has from birth must not have turned a sum into text, or a NaN into null.
  expect(wrongNumbers((await exported(VISITOR)).profile)).toEqual([]);
});

/** Paths of counts and sums that are not finite numbers. */
function wrongNumbers(profile: object): string[] {
  const groups = profile as Record<string, { sums?: Record<string, unknown> }>;
  const counts = Object.entries((profile as { counts: Record<string, unknown> }).counts);
  const sums = ["engagement", "categories", "brands", "price"].flatMap((group) =>
    Object.entries(groups[group]?.sums ?? {}).map(([key, sum]) => [`${group}.${key}`, sum] as const),
  );
  return [...counts, ...sums].filter(([, value]) => !Number.isFinite(value)).map(([path]) => path);
}

it("answers any bytes with a problem", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect([200, 400, 401]).toContain((await post(new TextDecoder("latin1").decode(bytes))).status);
    }),
    { numRuns: 100 },
  );
});
