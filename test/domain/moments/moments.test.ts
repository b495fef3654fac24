import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BehaviourEvent, EventParams } from "../../../wire/event.ts";
import { momentsOf, nextMomentChange, JUST_BOUGHT_MS } from "../../../worker/domain/moments/moments.ts";
import { HESITATION_LASTS_MS } from "../../../worker/domain/moments/hesitation.ts";
import { COMPARISON_LASTS_MS } from "../../../worker/domain/moments/comparison.ts";
import { LEAVING_LASTS_MS } from "../../../worker/domain/moments/leaving.ts";
import { TROUBLE_LASTS_MS } from "../../../worker/domain/moments/trouble.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { shuffledEvents, START } from "../shopper-events.ts";

const SECOND = 1_000;
const MINUTE = 60_000;

let made = 0;
function event(name: string, seconds: number, params?: EventParams): BehaviourEvent {
  return { id: `moment-${++made}`, name, at: START + seconds * SECOND, ...(params && { params }) };
}
const look = (id: string, seconds: number, category = "Boots") =>
  event("view_item", seconds, { items: [{ item_id: id, item_category: category }] });
const namesAt = (events: readonly BehaviourEvent[], seconds: number) =>
  momentsOf(foldEvents(emptyProfile(), events), START + seconds * SECOND).map(({ name }) => name);

describe("[MO-1] moments", () => {
  it("do not depend on the order in which events arrive", () => {
    fc.assert(
      fc.property(shuffledEvents, fc.integer({ min: 0, max: 400 }), ({ events, shuffled }, minutes) => {
        const at = START + minutes * MINUTE;
        expect(momentsOf(foldEvents(emptyProfile(), shuffled), at)).toEqual(
          momentsOf(foldEvents(emptyProfile(), events), at),
        );
      }),
    );
  });

  it("only end while nothing happens, each at the instant it told", () => {
    fc.assert(
      fc.property(shuffledEvents, fc.integer({ min: 0, max: 120 }), ({ events }, minutes) => {
        const profile = foldEvents(emptyProfile(), events);
        const now = profile.lastAt + minutes * MINUTE;
        const names = (at: number) => momentsOf(profile, at).map(({ name }) => name);
        const change = nextMomentChange(profile, now);
        if (change === undefined) {
          expect(names(now + 3_600_000)).toEqual([]);
        } else {
          expect(names(change - 1)).toEqual(names(now));
          expect(names(change).length).toBeLessThan(names(now).length);
        }
      }),
    );
  });
});

describe("[MO-2] hesitation", () => {
  it("is going back and forth between products, from the second return on", () => {
    const walk = [look("a", 0, "A"), look("b", 30, "B"), look("a", 60, "A")];
    expect(namesAt(walk, 60)).not.toContain("hesitation");
    expect(namesAt([...walk, look("b", 90, "B")], 90)).toContain("hesitation");
  });

  it("is not reloading one page", () => {
    expect(namesAt([look("a", 0), look("a", 5)], 5)).toEqual([]);
  });

  it("is checking one product, or the cart, for the third time", () => {
    expect(namesAt([look("a", 0), look("a", 300), look("a", 600)], 600)).toContain("hesitation");
    expect(
      namesAt(
        [0, 60, 120].map((at) => event("view_cart", at)),
        120,
      ),
    ).toContain("hesitation");
  });

  it("is putting in and taking out, and not putting in twice", () => {
    const items = { items: [{ item_id: "a" }] };
    expect(namesAt([event("add_to_cart", 0, items), event("remove_from_cart", 60, items)], 60)).toContain("hesitation");
    expect(namesAt([event("add_to_cart", 0, items), event("add_to_cart", 60, items)], 60)).toEqual([]);
  });

  it("is a product page in view for a minute and a half", () => {
    const dwell = (ms: number) => [look("a", 0), event("engagement", 100, { engagement_time_msec: ms })];
    expect(namesAt(dwell(89_999), 100)).toEqual([]);
    expect(namesAt(dwell(90_000), 100)).toEqual(["hesitation"]);
  });

  it("ends by itself, and with a purchase", () => {
    const walk = [look("a", 0), look("a", 300), look("a", 600)];
    const profile = foldEvents(emptyProfile(), walk);
    expect(momentsOf(profile, START + 600 * SECOND)).toEqual([
      { name: "hesitation", since: START + 600 * SECOND, until: START + 600 * SECOND + HESITATION_LASTS_MS },
    ]);
    expect(namesAt(walk, 600 + HESITATION_LASTS_MS / SECOND)).toEqual([]);
    expect(namesAt([...walk, event("purchase", 620, { items: [{ item_id: "a" }] })], 630)).toEqual(["just_bought"]);
  });
});

describe("[MO-3] comparison", () => {
  const three = [look("a", 0), look("b", 60), look("c", 120)];

  it("is looking at three products of one category", () => {
    expect(namesAt(three.slice(0, 2), 60)).toEqual([]);
    expect(namesAt(three, 120)).toEqual(["comparison"]);
    expect(namesAt([look("a", 0), look("b", 60, "Tents"), look("c", 120, "Lamps")], 120)).toEqual([]);
  });

  it("ends when one of them is put in the cart, and by itself", () => {
    const chosen = event("add_to_cart", 150, { items: [{ item_id: "b", item_category: "Boots" }] });
    expect(namesAt([...three, chosen], 160)).toEqual([]);
    expect(namesAt(three, 119 + COMPARISON_LASTS_MS / SECOND)).toEqual(["comparison"]);
    expect(namesAt(three, 120 + COMPARISON_LASTS_MS / SECOND)).toEqual([]);
  });
});

describe("[MO-4] trouble", () => {
  it("is one refused payment", () => {
    expect(namesAt([event("payment_failed", 0)], 1)).toEqual(["trouble"]);
  });

  it("is two smaller signs within ten minutes, of any kind", () => {
    const signs = (apart: number) => [event("page_error", 0), event("rage_click", apart)];
    expect(namesAt([event("exception", 0)], 1)).toEqual([]);
    expect(namesAt(signs(600), 600)).toEqual(["trouble"]);
    expect(namesAt(signs(601), 601)).toEqual([]);
  });

  it("is a second search without result, and not one with", () => {
    const search = (term: string, results: number, at: number) =>
      event("view_search_results", at, { search_term: term, results });
    expect(namesAt([search("bots", 0, 0), search("botos", 0, 20)], 20)).toContain("trouble");
    expect(namesAt([search("bots", 0, 0), search("boots", 12, 20)], 20)).toEqual([]);
  });

  it("is over after a quarter of an hour, or a purchase", () => {
    const refused = event("payment_failed", 0);
    expect(namesAt([refused], TROUBLE_LASTS_MS / SECOND)).toEqual([]);
    expect(namesAt([refused, event("purchase", 60)], 61)).toEqual(["just_bought"]);
  });
});

describe("[MO-5] leaving", () => {
  it("lasts a minute after an exit sign, unless something else is done", () => {
    const exit = [look("a", 0), event("exit_intent", 10)];
    expect(namesAt(exit, 11)).toEqual(["leaving"]);
    expect(namesAt(exit, 10 + LEAVING_LASTS_MS / SECOND)).toEqual([]);
    expect(namesAt([...exit, look("b", 15)], 16)).toEqual([]);
  });
});

describe("[MO-6] just bought", () => {
  it("lasts half an hour after an order", () => {
    const order = [event("purchase", 0)];
    expect(namesAt(order, JUST_BOUGHT_MS / SECOND - 1)).toEqual(["just_bought"]);
    expect(namesAt(order, JUST_BOUGHT_MS / SECOND)).toEqual([]);
  });
});

describe("[MO-7] here for a gift", () => {
  it("is said by a search, by a category, or by the shop's own parameter, in three languages", () => {
    for (const term of ["Gift for dad", "regalo de boda", "生日礼物", "presents under 20"]) {
      expect(namesAt([event("search", 0, { search_term: term })], 1)).toEqual(["gift"]);
    }
    expect(namesAt([event("add_to_cart", 0, { gift_wrap: true })], 1)).toEqual(["gift"]);
    expect(namesAt([look("a", 0, "Gifts > Under 20")], 1)).toEqual(["gift"]);
    expect(
      namesAt([event("search", 0, { search_term: "gifted" }), event("add_to_cart", 1, { gift_wrap: false })], 1),
    ).toEqual([]);
  });
});

describe("[MO-8] a stray search", () => {
  const search = (at: number, term = "pan") => event("search", at, { search_term: term });
  const pan = look("pan", 20, "Kitchen");
  const boots = [look("boot", -60), look("boot2", 180)];
  const categories = (events: readonly BehaviourEvent[]) =>
    Object.keys(foldEvents(emptyProfile(), events).categories.sums).sort();

  it("keeps what it led to out of taste once the visitor has gone on to something else", () => {
    expect(categories([boots[0]!, search(0), pan])).toEqual(["Boots", "Kitchen"]);
    expect(categories([boots[0]!, search(0), pan, boots[1]!])).toEqual(["Boots"]);
    expect(namesAt([boots[0]!, search(0), pan, boots[1]!], 181)).toEqual(["stray_search"]);
  });

  it("does so in whatever order the events arrive, and in whatever batches", () => {
    const events = [boots[0]!, search(0), pan, boots[1]!];
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 4 }), (shuffled) => {
        let profile = emptyProfile();
        for (const one of shuffled) profile = foldEvents(profile, [one]);
        expect(Object.keys(profile.categories.sums)).toEqual(["Boots"]);
      }),
    );
  });

  it("is meant if a product of it was read, kept, come back to, or followed by others of its kind", () => {
    const meant = [
      [event("engagement", 50, { engagement_time_msec: 15_000 })],
      [event("add_to_cart", 50, { items: [{ item_id: "pan", item_category: "Kitchen" }] })],
      [look("pan", 300, "Kitchen")],
      [look("pot", 300, "Kitchen")],
      [look("pan2", 30, "Kitchen"), look("pan3", 40, "Kitchen")],
    ];
    for (const more of meant) expect(categories([search(0), pan, ...more, look("boot", 400)])).toContain("Kitchen");
  });

  it("stays out of taste after its steps have left the trail", () => {
    const later = Array.from({ length: 60 }, (_, i) => look(`boot${i}`, 200 + i * 60));
    let profile = emptyProfile();
    for (const one of [search(0), pan, ...later]) profile = foldEvents(profile, [one]);
    expect(Object.keys(profile.categories.sums)).toEqual(["Boots"]);
    expect(profile.trail).toHaveLength(40);
  });
});
