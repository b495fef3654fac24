import { describe, expect, it } from "vitest";
import type { Offer } from "../../../wire/definitions.ts";
import { attentionOf, type AttentionInput } from "../../../worker/domain/attention/attention.ts";
import { isSilent } from "../../../worker/domain/attention/silence.ts";

const NOW = Date.UTC(2026, 10, 22, 10);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return {
    id,
    name: id.toUpperCase(),
    placement: "hero",
    status: "live",
    priority: 10,
    content: { en: { headline: id } },
    ...changes,
  };
}

function site(offers: Offer[], changes: Partial<AttentionInput> = {}): AttentionInput {
  return {
    now: NOW,
    timeZone: "Europe/Madrid",
    definitions: { placements: [{ id: "hero", name: "Hero", kind: "offer" }], offers, holdout: 0.1 },
    reports: [],
    use: new Map(),
    emptyClaims: new Set(),
    model: { version: 3, builtAt: 1, sessions: 100, items: 10, bytes: 10 },
    lastEventAt: NOW,
    unknownPlacements: [],
    visitsADay: 1_440,
    ...changes,
  };
}

const kinds = (input: AttentionInput): string[] => attentionOf(input).map(({ kind }) => kind);

describe("what needs attention", () => {
  it("is nothing where all is well", () => {
    expect(attentionOf(site([offer("a")]))).toEqual([]);
  });

  it("names placements that pages ask for in vain", () => {
    const unknown = { placement: "home-heor", origin: "https://shop.example", at: NOW };
    expect(attentionOf(site([offer("a")], { unknownPlacements: [unknown] }))).toEqual([
      { severity: "warning", kind: "unknown_placement", ...unknown },
    ]);
  });

  it("names a used-up pool once, with every live offer that needs it", () => {
    const pooled = [
      offer("a", { couponPool: "ten", priority: 1 }),
      offer("b", { couponPool: "ten", priority: 2 }),
      offer("c", { couponPool: "ten", priority: 3, status: "paused" }),
      offer("d", { stock: 5, priority: 4 }),
    ];
    expect(attentionOf(site(pooled, { emptyClaims: new Set(["pool:ten", "stock:d", "pool:other"]) }))).toEqual([
      {
        severity: "problem",
        kind: "claims_gone",
        pool: "ten",
        offers: [
          { id: "a", name: "A" },
          { id: "b", name: "B" },
        ],
      },
      { severity: "problem", kind: "claims_gone", offers: [{ id: "d", name: "D" }] },
    ]);
  });

  it("names rows that were refused, a model that was kept, and one that is not there yet", () => {
    const model = { version: 3, builtAt: 1, sessions: 100, items: 10, bytes: 10 };
    const evaluation = {
      hr20: 0.4,
      mrr20: 0.1,
      against: { hr20: 0.41, mrr20: 0.1 },
      sessions: 9,
      published: false,
      why: "w",
    };
    const upload = { at: 5, products: 240, rejected: 3 };
    expect(attentionOf(site([], { upload, model: { ...model, evaluation } }))).toEqual([
      { severity: "warning", kind: "rows_rejected", at: 5, products: 240, rejected: 3 },
      { severity: "note", kind: "model_kept", why: "w" },
    ]);
    expect(kinds(site([], { upload: { ...upload, rejected: 0 }, model: { ...model, version: 0 } }))).toEqual([
      "model_missing",
    ]);
    expect(kinds(site([], { model: { ...model, version: 0 }, visitsADay: 0 }))).toEqual([]);
  });

  it("names live offers that are drawn for one placement, once a placement", () => {
    const equals = [offer("a"), offer("b"), offer("c", { priority: 5 }), offer("d", { status: "paused" })];
    expect(attentionOf(site(equals))).toMatchObject([
      { kind: "conflict", placement: "hero", name: "Hero", offers: [{ id: "a" }, { id: "b" }] },
    ]);
  });

  it("warns from nine tenths of a budget on, and calls it a problem when it is spent", () => {
    const budgeted = [
      offer("a", { priority: 1, budget: { exposures: 1_000 } }),
      offer("b", { priority: 2, budget: { redemptions: 10 } }),
      offer("c", { priority: 3, budget: { money: 500, costPerRedemption: 50 } }),
    ];
    const use = new Map([
      ["a", { exposures: 899, redemptions: 0 }],
      ["b", { exposures: 40, redemptions: 9 }],
      ["c", { exposures: 40, redemptions: 10 }],
    ]);
    expect(attentionOf(site(budgeted, { use }))).toEqual([
      { severity: "problem", kind: "budget_nearly_used", offer: "c", name: "C", of: "money", used: 500, limit: 500 },
      { severity: "warning", kind: "budget_nearly_used", offer: "b", name: "B", of: "redemptions", used: 9, limit: 10 },
    ]);
  });

  it("names what ends within three days, by the shop's clock, and what publishes itself", () => {
    const ending = [
      offer("a", { priority: 1, schedule: { until: "2026-11-24T09:00" } }),
      offer("b", { priority: 2, schedule: { until: "2026-12-24T09:00" } }),
      offer("c", { priority: 3, schedule: { until: "2026-11-20T09:00" } }),
      offer("d", { priority: 4, countdown: { endsAt: "2026-11-23T00:00" } }),
    ];
    // Madrid is an hour ahead of UTC in November.
    expect(attentionOf(site(ending, { scheduled: { at: NOW + DAY_MS, by: "Ada" } }))).toEqual([
      { severity: "note", kind: "offer_ends", offer: "a", name: "A", at: Date.UTC(2026, 10, 24, 8) },
      { severity: "note", kind: "offer_ends", offer: "d", name: "D", at: Date.UTC(2026, 10, 22, 23) },
      { severity: "note", kind: "publication_due", at: NOW + DAY_MS, by: "Ada" },
    ]);
  });

  it("puts what is gravest first", () => {
    const upload = { at: 5, products: 240, rejected: 3 };
    const input = site([offer("a"), offer("b")], { upload, lastEventAt: NOW - 40 * MINUTE_MS });
    expect(kinds(input)).toEqual(["silent", "rows_rejected", "conflict"]);
  });
});

describe("a site is silent", () => {
  it("after half an hour where there is a visit a minute", () => {
    expect(isSilent(NOW - 29 * MINUTE_MS, 1_440, NOW)).toBe(false);
    expect(isSilent(NOW - 30 * MINUTE_MS, 1_440, NOW)).toBe(true);
  });

  it("after twelve missed visits where there are fewer: at 48 a day, six hours", () => {
    expect(isSilent(NOW - 359 * MINUTE_MS, 48, NOW)).toBe(false);
    expect(isSilent(NOW - 360 * MINUTE_MS, 48, NOW)).toBe(true);
  });

  it("never where nobody has been yet", () => {
    expect(isSilent(undefined, 1_440, NOW)).toBe(false);
    expect(isSilent(NOW - DAY_MS, 0, NOW)).toBe(false);
  });
});
