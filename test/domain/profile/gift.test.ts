import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BehaviourEvent, EventParams } from "../../../wire/event.ts";
import { interestOf } from "../../../worker/domain/interest.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile, mergeProfiles } from "../../../worker/domain/profile/profile.ts";
import { addToOutbox, emptyOutbox } from "../../../worker/visitor/learn-outbox.ts";

const NOW = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

function event(name: string, id: string, at: number, more: Partial<EventParams> = {}): BehaviourEvent {
  const items = [{ item_id: id, item_category: `of ${id}`, item_brand: `by ${id}`, price: 10 }];
  return { id: `${name}-${id}-${at}`, name, at, params: { items, ...more } };
}

const OWN = event("view_item", "boot", NOW - 2 * HOUR_MS);
const GIFT = event("purchase", "doll", NOW - HOUR_MS, { gift: true, transaction_id: "o1" });

describe("[RE-5] gifts", () => {
  it.each<[string, Partial<EventParams>]>([
    ["gift", { gift: true }],
    ["gift wrap", { gift_wrap: true }],
    ["a message", { gift_message: "Happy birthday" }],
    ["another address", { ship_to_other: true }],
  ])("told by %s leave taste, price and looks as they were", (_, sign) => {
    const own = foldEvents(emptyProfile(), [OWN]);
    const both = foldEvents(emptyProfile(), [OWN, event("view_item", "doll", NOW, sign)]);
    expect([both.categories, both.brands, both.price]).toEqual([own.categories, own.brands, own.price]);
    expect(both.recentItems).toEqual(own.recentItems);
    expect(both.giftItems).toEqual([{ itemId: "doll", at: NOW }]);
  });

  it("are told for one item too, and an item says more than its event", () => {
    const items = [{ item_id: "a", gift: true }, { item_id: "b" }, { item_id: "c", gift: false }];
    const profile = foldEvents(emptyProfile(), [
      { id: "event-1", name: "view_item", at: NOW, params: { items } },
      { id: "event-2", name: "view_item", at: NOW, params: { items: [{ item_id: "d", gift: false }], gift: true } },
    ]);
    expect(profile.giftItems?.map(({ itemId }) => itemId)).toEqual(["a"]);
    expect(profile.recentItems.map(({ itemId }) => itemId)).toEqual(["b", "c", "d"]);
  });

  it("count as bought, but not as bought again and again", () => {
    const profile = foldEvents(emptyProfile(), [GIFT]);
    expect(interestOf(profile, undefined, NOW + HOUR_MS).bought).toEqual([{ itemId: "doll", at: GIFT.at, gift: true }]);
  });

  it("lead while a gift is looked for, and only then", () => {
    const profile = foldEvents(emptyProfile(), [OWN, GIFT]);
    const ids = (page: { url: string; gift?: boolean } | undefined, now: number): string[] =>
      interestOf(profile, page, now).recent.map(({ itemId }) => itemId);
    expect(ids(undefined, GIFT.at + 1_000)).toEqual(["doll"]);
    expect(ids(undefined, GIFT.at + HOUR_MS)).toEqual(["boot"]);
    expect(ids({ url: "https://s.example/gifts", gift: true }, NOW + 99 * HOUR_MS)).toEqual(["doll"]);
    expect(ids({ url: "https://s.example/", gift: false }, GIFT.at + 1_000)).toEqual(["boot"]);
    expect(interestOf(profile, { url: "https://s.example/gifts", gift: true }, NOW).categories).toEqual([]);
  });

  it("do not depend on the order of arrival or on which device saw them", () => {
    const any = fc.array(
      fc
        .record({
          name: fc.constantFrom("view_item", "add_to_cart", "purchase"),
          id: fc.constantFrom("a", "b", "c"),
          at: fc.integer({ min: NOW, max: NOW + 50 }),
          gift: fc.boolean(),
        })
        .map(({ name, id, at, gift }) => event(name, id, at, { gift })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(any, any, (one, other) => {
        const gifts = (events: BehaviourEvent[]) => foldEvents(emptyProfile(), events).giftItems;
        expect(gifts([...one, ...other])).toEqual(gifts([...other, ...one]));
        const merged = mergeProfiles(foldEvents(emptyProfile(), one), foldEvents(emptyProfile(), other));
        expect(merged.giftItems).toEqual(gifts([...one, ...other]));
      }),
    );
  });

  it("teach the learner nothing", () => {
    const outbox = addToOutbox(emptyOutbox("key"), [OWN, GIFT], emptyProfile().purchases, () => "next");
    expect(outbox.open.map(({ itemId }) => itemId)).toEqual(["boot"]);
  });
});

describe("what the learner is told of a purchase", () => {
  it("says how many days ago the same visitor bought the same for themselves, and keeps the order of lines", () => {
    const day = 24 * HOUR_MS;
    const before = foldEvents(emptyProfile(), [
      event("purchase", "tea", NOW - 30 * day, { transaction_id: "o1" }),
      event("purchase", "tea", NOW - 10 * day, { transaction_id: "o2", gift: true }),
    ]);
    const items = [{ item_id: "tea" }, { item_id: "cup" }];
    const bought: BehaviourEvent = { id: "event-3", name: "purchase", at: NOW, params: { items } };
    expect(addToOutbox(emptyOutbox("key"), [bought], before.purchases, () => "next").open).toEqual([
      { itemId: "tea", at: NOW, kind: "purchase", againDays: 30 },
      { itemId: "cup", at: NOW + 1, kind: "purchase" },
    ]);
  });
});
