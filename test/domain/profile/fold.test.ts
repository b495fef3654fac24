import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BehaviourEvent, EventParams } from "../../../wire/event.ts";
import { cartLines } from "../../../worker/domain/profile/cart.ts";
import { addDecayed, decayedSum, mergeSums, noSums, shares } from "../../../worker/domain/profile/decayed-sums.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import {
  AFFINITY_HALF_LIFE_MS,
  emptyProfile,
  mergeProfiles,
  type Profile,
} from "../../../worker/domain/profile/profile.ts";
import { sessionCount } from "../../../worker/domain/profile/sessions.ts";
import { dealtToTwo, shopperEvents, shuffledEvents, START } from "../shopper-events.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

let made = 0;
function event(name: string, at: number, params?: EventParams, url?: string): BehaviourEvent {
  return { id: `e${++made}`, name, at, ...(params && { params }), ...(url && { page: { url } }) };
}

function fold(...events: BehaviourEvent[]): Profile {
  return foldEvents(emptyProfile(), events);
}

/** By key, since the order in which keys came is no part of a profile. */
function inOrder<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Sums are added in another order, so their last digit may differ; everything else must be the same. */
function comparable(profile: Profile): unknown {
  const rounded = (sums: Profile["brands"]) => ({
    period: sums.period,
    sums: Object.fromEntries(
      Object.entries(inOrder(sums.sums)).map(([key, sum]) => [key, Number(sum.toPrecision(12))]),
    ),
  });
  return {
    ...profile,
    counts: inOrder(profile.counts),
    traits: inOrder(profile.traits),
    engagement: rounded(profile.engagement),
    categories: rounded(profile.categories),
    brands: rounded(profile.brands),
    price: rounded(profile.price),
  };
}

describe("order and merging", () => {
  it("[PR-1] gives the same profile in any order of arrival, in any batches", () => {
    fc.assert(
      fc.property(shuffledEvents, fc.integer({ min: 1, max: 7 }), ({ events, shuffled }, batch) => {
        let profile = emptyProfile();
        for (let i = 0; i < shuffled.length; i += batch) profile = foldEvents(profile, shuffled.slice(i, i + batch));
        expect(comparable(profile)).toEqual(comparable(foldEvents(emptyProfile(), events)));
      }),
    );
  });

  it("[PR-2] merges two visitors into what one would have been, whichever takes in the other", () => {
    fc.assert(
      fc.property(dealtToTwo(shopperEvents), ({ all, mine, theirs }) => {
        const a = foldEvents(emptyProfile(), mine);
        const b = foldEvents(emptyProfile(), theirs);
        const whole = comparable(foldEvents(emptyProfile(), all));
        expect(comparable(mergeProfiles(a, b))).toEqual(whole);
        expect(comparable(mergeProfiles(b, a))).toEqual(whole);
      }),
    );
  });

  it("changes neither the profile it folds into nor those it merges", () => {
    fc.assert(
      fc.property(shopperEvents, shopperEvents, (first, second) => {
        const profile = foldEvents(emptyProfile(), first);
        const other = foldEvents(emptyProfile(), second);
        const before = JSON.stringify([profile, other]);
        foldEvents(profile, second);
        mergeProfiles(profile, other);
        expect(JSON.stringify([profile, other])).toBe(before);
      }),
    );
  });
});

describe("taste", () => {
  it("[PR-3] halves in a fortnight", () => {
    const profile = fold(event("view_item", START, { items: [{ item_id: "a", item_category: "Boots" }] }));
    expect(decayedSum(profile.categories, "Boots", START, AFFINITY_HALF_LIFE_MS)).toBeCloseTo(1, 12);
    expect(decayedSum(profile.categories, "Boots", START + 14 * DAY, AFFINITY_HALF_LIFE_MS)).toBeCloseTo(0.5, 12);
  });

  it("[PR-3] counts an add to cart as three looks", () => {
    const boots = { items: [{ item_id: "a", item_category: "Boots" }] };
    const tents = { items: [{ item_id: "b", item_category: "Tents" }] };
    const profile = fold(event("add_to_cart", START, boots), event("view_item", START, tents));
    // 3 of 3 + 1
    expect(shares(profile.categories)).toEqual([
      { name: "Boots", share: 0.75 },
      { name: "Tents", share: 0.25 },
    ]);
  });

  it("equals the sum worked out by hand over events half-lives apart", () => {
    const sums = noSums();
    addDecayed(sums, "x", 2, 0, 10);
    addDecayed(sums, "x", 1, 25, 10);
    addDecayed(sums, "x", 4, 5, 10);
    // at 30: 2·2^-3 + 1·2^-0.5 + 4·2^-2.5 = 0.25 + 0.70711 + 0.70711
    expect(decayedSum(sums, "x", 30, 10)).toBeCloseTo(0.25 + Math.SQRT1_2 + 4 * 2 ** -2.5, 12);
  });

  it("survives decades without overflow, and merges periods exactly", () => {
    const old = noSums();
    addDecayed(old, "x", 1, 0, DAY);
    const recent = noSums();
    addDecayed(recent, "x", 1, 40 * 365 * DAY, DAY);
    mergeSums(old, recent);
    expect(decayedSum(old, "x", 40 * 365 * DAY, DAY)).toBe(1);
  });
});

describe("sessions", () => {
  const at = (minute: number, url?: string) => event("page_view", START + minute * MINUTE, undefined, url);

  it("[PR-4] keeps 30 minutes together and parts 31", () => {
    expect(sessionCount(fold(at(0), at(30)).sessions)).toBe(1);
    expect(sessionCount(fold(at(0), at(31)).sessions)).toBe(2);
  });

  it("[PR-4] joins two sessions when a late event closes the gap", () => {
    const { sessions } = fold(at(0), at(50), at(25));
    expect(sessions.latest).toEqual([{ start: START, end: START + 50 * MINUTE, events: 3 }]);
  });

  it("[PR-5] begins a session with a campaign, and not again with the same one", () => {
    const mail = "https://s.example/?utm_source=mail&utm_medium=email&utm_campaign=may";
    const { sessions } = fold(at(0), at(5, mail), at(6, mail), at(7));
    expect(sessions.latest.map(({ events, campaign }) => [events, campaign])).toEqual([
      [1, undefined],
      [3, "mail/email/may"],
    ]);
  });

  it("[PR-6] leaves counted events where they are when a campaign is learnt of late", () => {
    const { sessions } = fold(at(0), at(10), at(5, "https://s.example/?gclid=abc"));
    expect(sessionCount(sessions)).toBe(2);
    expect(sessions.latest.reduce((sum, one) => sum + one.events, 0)).toBe(3);
  });

  it("[PR-10] counts sessions that are too many to keep", () => {
    const { sessions } = fold(...Array.from({ length: 60 }, (_, i) => at(i * 60)));
    expect([sessions.latest.length, sessions.retired, sessionCount(sessions)]).toEqual([50, 10, 60]);
  });
});

describe("orders and cart", () => {
  const order = (at: number, id: string) =>
    event("purchase", at, {
      transaction_id: id,
      value: 80,
      currency: "EUR",
      items: [{ item_id: "a", price: 40, quantity: 2 }],
    });

  it("[PR-7] counts a reloaded thank-you page once", () => {
    const { purchases, counts } = fold(
      order(START, "o1"),
      order(START + MINUTE, "o1"),
      order(START + 2 * MINUTE, "o2"),
    );
    expect(purchases.latest.map(({ transactionId, at }) => [transactionId, at])).toEqual([
      ["o2", START + 2 * MINUTE],
      ["o1", START],
    ]);
    expect(counts["purchase"]).toBe(3);
  });

  it("adds up the items where the shop sends no value", () => {
    const profile = fold(
      event("purchase", START, {
        items: [
          { item_id: "a", price: 40, quantity: 2 },
          { item_id: "b", price: 5 },
        ],
      }),
    );
    // 2·40 + 1·5
    expect(profile.purchases.latest[0]?.value).toBe(85);
  });

  it("[PR-8] applies adds and removes, and nothing goes below none", () => {
    const add = (minute: number, id: string, quantity: number) =>
      event("add_to_cart", START + minute * MINUTE, { items: [{ item_id: id, quantity }] });
    const remove = (minute: number, id: string, quantity: number) =>
      event("remove_from_cart", START + minute * MINUTE, { items: [{ item_id: id, quantity }] });
    const { cart } = fold(add(1, "a", 3), remove(2, "a", 1), remove(3, "b", 1), add(4, "b", 1));
    // a: 3 − 1 = 2; b: nothing to remove, then 1
    expect(cartLines(cart)).toEqual([
      { itemId: "a", quantity: 2 },
      { itemId: "b", quantity: 1 },
    ]);
  });

  it("[PR-8] believes the cart page over what came before it, and a purchase over both", () => {
    const add = event("add_to_cart", START, { items: [{ item_id: "a" }] });
    const seen = event("view_cart", START + MINUTE, { items: [{ item_id: "b", quantity: 2 }] });
    expect(cartLines(fold(seen, add).cart)).toEqual([{ itemId: "b", quantity: 2 }]);
    expect(cartLines(fold(seen, add, order(START + 2 * MINUTE, "o1")).cart)).toEqual([]);
  });

  it("does not empty the cart for a cart page that names no items", () => {
    const add = event("add_to_cart", START, { items: [{ item_id: "a" }] });
    expect(cartLines(fold(add, event("view_cart", START + MINUTE)).cart)).toHaveLength(1);
  });
});

it("takes names that every object has from birth for what they are: names", () => {
  const names = ["toString", "constructor", "hasOwnProperty", "valueOf"];
  const profile = fold(
    ...names.flatMap((name) => [
      event(name, START),
      event("view_item", START, { items: [{ item_id: name, item_category: name, item_brand: name, price: 5 }] }),
      event("identify", START, { user_id: "u", traits: { [name]: name } }),
    ]),
  );
  for (const name of names) {
    expect(profile.counts[name]).toBe(1);
    expect(profile.categories.sums[name]).toBeGreaterThan(0);
    expect(profile.traits[name]?.value).toBe(name);
  }
});

describe("identity", () => {
  it("[PR-9] keeps the newer statement of a trait, even if it comes first", () => {
    const newer = event("identify", START + 1, { user_id: "ada", traits: { plan: "gold", age: 30 } });
    const older = event("identify", START, { user_id: "ada", traits: { plan: "free", city: "León" } });
    const { traits } = fold(newer, older);
    expect(Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value]))).toEqual({
      plan: "gold",
      age: 30,
      city: "León",
    });
  });

  it("[PR-10] stays small whatever is sent", () => {
    const events = Array.from({ length: 2_000 }, (_, i) =>
      event(`custom_${i % 90}`, START + i, {
        user_id: "u",
        traits: { [`t${i}`]: i },
        items: [{ item_id: `i${i}`, item_category: `c${i}`, item_brand: `b${i}` }],
      }),
    ).map((one, i) => (i % 2 ? { ...one, name: "add_to_cart" } : { ...one, name: i % 4 ? "identify" : one.name }));
    const profile = fold(...events);
    expect(JSON.stringify(profile).length).toBeLessThan(24_000);
    expect(Object.values(profile.counts).reduce((sum, count) => sum + count)).toBe(2_000);
  });
});
