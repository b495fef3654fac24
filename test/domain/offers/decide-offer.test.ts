import { describe, expect, it } from "vitest";
import type { Offer } from "../../../wire/definitions.ts";
import { updatePosterior } from "../../../worker/domain/bandit/update-posterior.ts";
import { emptyPosterior } from "../../../worker/domain/bandit/posterior.ts";
import { decide, decideWithIntents } from "../../../worker/domain/decide.ts";
import { CHOICE_SETTINGS, choiceKey } from "../../../worker/domain/offers/choice-context.ts";
import {
  emptyLedger,
  noContact,
  withClaim,
  withContact,
  withExposure,
  type OfferContact,
} from "../../../worker/domain/offers/contact-ledger.ts";
import { isControl, isHeldOut } from "../../../worker/domain/offers/decide-offer.ts";
import { NO_STANDINGS } from "../../../worker/domain/offers/offer-standings.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { HOUR, inputWith, NOW, offer } from "./site-with-offers.ts";

const profile = foldEvents(emptyProfile(), [
  {
    id: "e1",
    name: "view_item",
    at: NOW - HOUR / 2,
    params: { items: [{ item_id: "boot", item_category: "Footwear" }] },
  },
]);
const buyer = foldEvents(profile, [
  { id: "e2", name: "purchase", at: NOW - HOUR, params: { transaction_id: "t1", items: [{ item_id: "boot" }] } },
]);
const contact = (changes: Partial<OfferContact>) =>
  withContact(emptyLedger(), "a", { ...noContact("hero"), ...changes });
const seen = (times: number) =>
  withContact(
    emptyLedger(),
    "a",
    Array.from({ length: times }).reduce<OfferContact>((one) => withExposure(one, NOW - HOUR / 4), noContact("hero")),
  );

/** Why offer `a` alone is not shown; `undefined` where it is. */
function lost(changes: Partial<Offer>, input: Parameters<typeof inputWith>[1] = {}): string | undefined {
  const [decision] = decide(inputWith([offer("a", changes)], { profile, ...input }));
  return decision?.kind === "offer" ? undefined : (decision?.candidates?.[0]?.reason ?? decision?.reason);
}

describe("what keeps an offer back", () => {
  it.each<[string, Partial<Offer>, Parameters<typeof inputWith>[1], string | undefined]>([
    ["paused", { status: "paused" }, {}, "DISABLED"],
    ["not yet", { schedule: { from: "2026-11-23T00:00" } }, {}, "OUT_OF_SCHEDULE"],
    ["no longer", { schedule: { until: "2026-11-22T13:00" } }, {}, "OUT_OF_SCHEDULE"],
    ["today only, until the next minute", { schedule: { until: "2026-11-22T13:01" } }, {}, undefined],
    ["on another day of the week", { schedule: { weekdays: [1, 2] } }, {}, "OUT_OF_SCHEDULE"],
    ["countdown at zero", { countdown: { endsAt: "2026-11-22T12:59" } }, {}, "OUT_OF_SCHEDULE"],
    ["seen often enough in this session", { caps: { perSession: 2 } }, { ledger: seen(2) }, "FREQUENCY_CAP"],
    ["seen once less than that", { caps: { perSession: 3 } }, { ledger: seen(2) }, undefined],
    ["closed in this session", {}, { ledger: contact({ dismissedAt: NOW - HOUR / 4 }) }, "DISMISSED"],
    ["closed in an earlier one", {}, { ledger: contact({ dismissedAt: NOW - 48 * HOUR }) }, undefined],
    [
      "closed in an earlier one, and for good",
      { stopAfter: ["dismissal"] },
      { ledger: contact({ dismissedAt: NOW - 48 * HOUR }) },
      "DISMISSED",
    ],
    ["done", { stopAfter: ["conversion"] }, { ledger: contact({ convertedAt: NOW - 48 * HOUR }) }, "CONVERTED"],
    ["done, and again welcome", {}, { ledger: contact({ convertedAt: NOW - 48 * HOUR }) }, undefined],
    ["clicked", { stopAfter: ["click"] }, { ledger: contact({ clickedAt: NOW - HOUR }) }, "CONVERTED"],
    [
      "a coupon, an hour after buying",
      { content: { en: { headline: "x", coupon: "TEN" } } },
      { profile: buyer },
      "JUST_BOUGHT",
    ],
    ["for what was just bought", { promotes: { itemIds: ["boot"] } }, { profile: buyer }, "JUST_BOUGHT"],
    [
      "for the category of what was just bought",
      { promotes: { categories: ["Footwear"] } },
      { profile: buyer },
      "JUST_BOUGHT",
    ],
    ["for something else", { promotes: { categories: ["Camp"] } }, { profile: buyer }, undefined],
    [
      "for others",
      { eligibility: { version: 1, when: { kind: "score", test: { op: "at_least", value: 99 } } } },
      {},
      "AUDIENCE_MISMATCH",
    ],
    ["from a pool without a code", { couponPool: "p" }, {}, "POOL_EMPTY"],
    ["a stock not claimed", { stock: 10 }, {}, "POOL_EMPTY"],
    ["capped, for a stranger who cannot be counted", { caps: { perDay: 1 } }, { personal: false }, "NO_CONSENT"],
  ])("%s", (_title, changes, input, reason) => {
    expect(lost(changes, input)).toBe(reason);
  });

  it("[OF-11] a budget that is spent", () => {
    const standings = { ...NO_STANDINGS, use: new Map([["a", { exposures: 100, redemptions: 9 }]]) };
    expect(lost({ budget: { exposures: 100 } }, { standings })).toBe("BUDGET_SPENT");
    expect(lost({ budget: { exposures: 101 } }, { standings })).toBeUndefined();
    expect(lost({ budget: { redemptions: 9 } }, { standings })).toBe("BUDGET_SPENT");
    // Nine redemptions at 10 are 90: one more fits into 100, not into 99.
    expect(lost({ budget: { money: 100, costPerRedemption: 10 } }, { standings })).toBeUndefined();
    expect(lost({ budget: { money: 99, costPerRedemption: 10 } }, { standings })).toBe("BUDGET_SPENT");
  });

  it("[OF-7] a cap of its placement, or on all offers, whichever offer it is", () => {
    const ledger = seen(2);
    const input = inputWith([offer("b")], { profile, ledger });
    const capped = (definitions: Partial<typeof input.definitions>) =>
      decide({ ...input, definitions: { ...input.definitions, ...definitions } })[0]?.reason;
    expect(capped({})).toBe("TARGETING_MATCH");
    expect(capped({ caps: { perDay: 2 } })).toBe("FREQUENCY_CAP");
    expect(capped({ caps: { perDay: 3 } })).toBe("TARGETING_MATCH");
    expect(capped({ placements: [{ id: "hero", name: "Hero", kind: "offer", caps: { perSession: 2 } }] })).toBe(
      "FREQUENCY_CAP",
    );
    expect(
      decide({
        ...input,
        placements: [{ id: "aside" }],
        definitions: {
          ...input.definitions,
          offers: [offer("b", { placement: "aside" })],
          placements: [{ id: "aside", name: "Aside", kind: "offer", caps: { perSession: 1 } }],
        },
      })[0]?.reason,
    ).toBe("TARGETING_MATCH");
  });
});

describe("[OF-12] an offer's control group", () => {
  const controls = Array.from({ length: 4_000 }, (_, n) => `visitor-${n}`).filter((one) => isControl(one, "a", 0.2));

  it("is the share asked for, and has nothing to do with the hold-out or another offer's", () => {
    // Binomial(4000, 0.2): mean 800, standard deviation 25.3; five of them either way.
    expect(Math.abs(controls.length - 800)).toBeLessThan(5 * 25.3);
    const both = controls.filter((one) => isHeldOut(one, 0.2)).length;
    const others = controls.filter((one) => isControl(one, "b", 0.2)).length;
    // Binomial(800, 0.2): mean 160, standard deviation 11.3.
    expect(Math.abs(both - controls.length / 5)).toBeLessThan(5 * 11.5);
    expect(Math.abs(others - controls.length / 5)).toBeLessThan(5 * 11.5);
  });

  it("sees nothing, is told why, and is counted as meant", () => {
    const input = inputWith([offer("a", { control: 0.2 }), offer("b", { priority: 0 })], {
      profile,
      subject: controls[0]!,
    });
    const { decisions, intents } = decideWithIntents(input);
    expect(decisions[0]).toMatchObject({ kind: "none", reason: "CONTROL", probability: 0.2 });
    expect(decisions[0]?.candidates?.find(({ id }) => id === "a")).toMatchObject({ chosen: false, reason: "CONTROL" });
    expect(intents).toMatchObject([{ offer: "a", group: "control", placement: "hero" }]);
  });
});

describe("[OF-12] those held back from an offer with codes", () => {
  const subjects = Array.from({ length: 400 }, (_, n) => `visitor-${n}`);
  const held = subjects.find((one) => isHeldOut(one, 0.2))!;
  const control = subjects.find((one) => !isHeldOut(one, 0.2) && isControl(one, "a", 0.2))!;
  const offers = [offer("a", { couponPool: "p", control: 0.2 })];
  const group = (subject: string, emptyClaims: string[] = []) =>
    decideWithIntents(
      inputWith(
        offers,
        { profile, subject, standings: { ...NO_STANDINGS, emptyClaims: new Set(emptyClaims) } },
        { holdout: 0.2 },
      ),
    ).intents[0]?.group;

  it("are counted as meant without taking a code, as long as there are any", () => {
    expect(group(held)).toBe("holdout");
    expect(group(control)).toBe("control");
    expect(group(control, ["pool:p"])).toBeUndefined();
  });
});

describe("[OF-3] the draw among equals", () => {
  const equals = [offer("a"), offer("b"), offer("c")];
  const context = choiceKey(1, 1);
  const learnt = updatePosterior({
    posterior: emptyPosterior(CHOICE_SETTINGS, NOW - 100 * HOUR),
    outcomes: ["a", "b", "c"].map((arm) => ({
      arm,
      context,
      exposedAt: NOW - 90 * HOUR,
      exposures: 400,
      conversions: arm === "b" ? 40 : 10,
      convertedAt: NOW - 89 * HOUR,
    })),
    now: NOW,
  }).posterior;
  const standings = { ...NO_STANDINGS, version: 1, posteriors: new Map([["hero", learnt]]) };
  const drawn = (subject: string) => decide(inputWith(equals, { profile, standings, subject }))[0]!;

  it("prefers what converts, logs the probability, and goes on showing the others", () => {
    const all = Array.from({ length: 2_000 }, (_, n) => drawn(`visitor-${n}`));
    const shares = new Map(all.map((one) => [one.kind === "offer" ? one.offer.id : "", one.probability]));
    expect(shares.get("b")).toBeGreaterThan(0.9);
    const shown = all.filter((one) => one.kind === "offer" && one.offer.id === "b").length;
    const p = shares.get("b")!;
    expect(Math.abs(shown - 2_000 * p)).toBeLessThan(5 * Math.sqrt(2_000 * p * (1 - p)) + 1);
    expect(all[0]?.why).toContain("among 3");
  });

  it("stays with a visitor's draw within a session", () => {
    const subjects = Array.from({ length: 50 }, (_, n) => `visitor-${n}`);
    for (const subject of subjects) {
      const first = drawn(subject);
      const again = decide(inputWith(equals, { profile, standings, subject, now: NOW + 60_000, requestId: "r2" }))[0]!;
      expect(again.kind === "offer" && again.offer.id).toBe(first.kind === "offer" && first.offer.id);
    }
  });
});

describe("what an offer shows", () => {
  it("brings its format, countdown and products", () => {
    const [decision] = decide(
      inputWith(
        [
          offer("a", {
            placement: "aside",
            schedule: { until: "2026-11-22T20:00" },
            countdown: { endsWith: "schedule" },
            content: { en: { headline: "Today", countdownLabel: "Ends in" } },
            products: { source: "pinned", itemIds: ["tent", "shoe", "gone", "boot"] },
          }),
        ],
        { profile, placements: [{ id: "aside" }] },
      ),
    );
    expect(decision).toMatchObject({
      kind: "offer",
      offer: {
        id: "a",
        headline: "Today",
        format: "toast",
        // 20:00 in Madrid in November is 19:00 UTC.
        countdown: { endsAt: Date.UTC(2026, 10, 22, 19), label: "Ends in" },
        // Out of stock and gone from the catalogue are left out.
        products: [
          { id: "tent", reason: "STATIC" },
          { id: "boot", reason: "STATIC" },
        ],
      },
    });
    expect(decision?.kind === "offer" && "countdownLabel" in decision.offer).toBe(false);
  });

  it("recommends products that were not just bought", () => {
    const [decision] = decide(
      inputWith([offer("a", { products: { source: "recommended", limit: 3 } })], { profile: buyer }),
    );
    expect(decision?.kind === "offer" && decision.offer.products?.map(({ id }) => id)).toEqual(["tent"]);
  });

  it("[OF-9] shows the visitor's own code, and the same one always", () => {
    const ledger = withClaim(emptyLedger(), "pool:p", { code: "MINE", at: NOW });
    const [decision] = decide(inputWith([offer("a", { couponPool: "p" })], { profile, ledger }));
    expect(decision).toMatchObject({ kind: "offer", offer: { coupon: "MINE" } });
  });
});
