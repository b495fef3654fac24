import { describe, expect, it } from "vitest";
import { compareEvents, profileDifferences } from "../../bench/replay/compare.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";

const AT = Date.UTC(2026, 0, 1);
const VIEWS: BehaviourEvent[] = ["a", "b", "c"].map((item, index) => ({
  id: `event-${item}-0000`,
  name: "view_item",
  at: AT + index * 60_000,
  params: { items: [{ item_id: item, item_category: `Category ${item}`, price: 10 + index }] },
}));

describe("events", () => {
  it("are all there", () => {
    expect(compareEvents(VIEWS, VIEWS.toReversed(), { view_item: 3 })).toEqual({
      lost: [],
      duplicated: [],
      miscounted: [],
    });
  });

  it("are missed by id and by count", () => {
    expect(compareEvents(VIEWS, VIEWS.slice(1), { view_item: 2 })).toEqual({
      lost: ["event-a-0000"],
      duplicated: [],
      miscounted: ["view_item: 3 sent, 2 counted"],
    });
  });

  it("are seen twice by id and by count", () => {
    expect(compareEvents(VIEWS, [...VIEWS, VIEWS[2]!], { view_item: 4, purchase: 1 })).toEqual({
      lost: [],
      duplicated: ["event-c-0000"],
      miscounted: ["view_item: 3 sent, 4 counted", "purchase: 0 sent, 1 counted"],
    });
  });
});

describe("profiles", () => {
  const profile = foldEvents(emptyProfile(), VIEWS);

  it("are equal whatever the order of folding", () => {
    expect(profileDifferences(profile, foldEvents(emptyProfile(), VIEWS.toReversed()))).toEqual([]);
  });

  it("may differ in a decayed sum's last digits only", () => {
    const sum = profile.engagement.sums["view_item"]!;
    const with_ = (value: number) => ({
      ...profile,
      engagement: { ...profile.engagement, sums: { view_item: value } },
    });
    expect(profileDifferences(profile, with_(sum * (1 + 1e-12)))).toEqual([]);
    expect(profileDifferences(profile, with_(sum * (1 + 1e-8)))).toHaveLength(1);
    expect(profileDifferences(profile, with_(0))[0]).toMatch(/^profile\.engagement\.sums\.view_item: /);
  });

  it("must agree in everything else exactly", () => {
    expect(profileDifferences(profile, { ...profile, lastAt: profile.lastAt + 1 })).toHaveLength(1);
    expect(profileDifferences(profile, { ...profile, engagement: { ...profile.engagement, period: 1 } })).toHaveLength(
      1,
    );
    expect(profileDifferences(profile, { ...profile, recentItems: profile.recentItems.slice(1) })).not.toEqual([]);
  });
});
