import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BehaviourEvent } from "../../../wire/event.ts";
import {
  addToHistory,
  FIRST_ITEM,
  HISTORY_IN_ALL,
  HISTORY_PER_NAME,
  historyBefore,
  historyOf,
  keepNewest,
  lostUntil,
  mergeHistory,
  noHistory,
  type EventHistory,
} from "../../../worker/domain/profile/event-history.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile, mergeProfiles, type Profile } from "../../../worker/domain/profile/profile.ts";
import { dealtToTwo } from "../shopper-events.ts";

/** More events than are kept, of few names: every cut is made, often in one batch. */
const events: fc.Arbitrary<BehaviourEvent[]> = fc
  .array(fc.record({ name: fc.integer({ min: 0, max: 8 }), at: fc.integer({ min: 1, max: 5_000 }) }), {
    minLength: 60,
    maxLength: 300,
  })
  .map((list) => list.map(({ name, at }, i) => ({ id: `event-${i}`, name: `own_${name}`, at, params: { value: i } })));

function historyFrom(list: readonly BehaviourEvent[], batch = list.length): EventHistory {
  const history = noHistory();
  for (let i = 0; i < list.length; i += batch) {
    for (const event of list.slice(i, i + batch)) addToHistory(history, event);
    keepNewest(history);
  }
  return history;
}

/** What is kept, said plainly: of each name the newest, and of those the newest of all. */
function kept(list: readonly BehaviourEvent[]): { name: string; at: number }[] {
  const newest = list.toSorted((a, b) => b.at - a.at);
  return newest
    .filter((event) => newest.filter((one) => one.name === event.name).indexOf(event) < HISTORY_PER_NAME)
    .slice(0, HISTORY_IN_ALL)
    .map(({ name, at }) => ({ name, at }));
}

const flat = (history: EventHistory) =>
  Object.entries(history.byName)
    .flatMap(([name, entries]) => entries.map(([at]) => ({ name, at })))
    .sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1));

describe("the history of events", () => {
  it("[PR-11] keeps the newest of each name and of all, and forgets nothing silently", () => {
    fc.assert(
      fc.property(events, (list) => {
        const history = historyFrom(list);
        // Which of several at one instant stays is a matter of their content: compared is how many of each instant.
        expect(flat(history).map(({ at }) => at)).toEqual(kept(list).map(({ at }) => at));
        for (let i = 0; i <= 8; i++) {
          const name = `own_${i}`;
          const all = list.filter((event) => event.name === name).map(({ at }) => at);
          const after = lostUntil(history, name);
          // Whatever happened after the newest loss is there.
          expect(historyOf(history, name).filter(([at]) => at > after)).toHaveLength(
            all.filter((at) => at > after).length,
          );
          if (all.length > historyOf(history, name).length) expect(after).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("[PR-1] [PR-2] is the same in any order, in any batches, and merged, far past what it keeps", () => {
    fc.assert(
      fc.property(dealtToTwo(events), fc.integer({ min: 1, max: 40 }), ({ all, mine, theirs }, batch) => {
        const whole = historyFrom(all);
        const shuffled = all.toSorted((a, b) => ((a.at * 7919) % 101) - ((b.at * 7919) % 101));
        expect(historyFrom(shuffled, batch)).toEqual(whole);
        const a = historyFrom(mine);
        mergeHistory(a, historyFrom(theirs, batch));
        expect(a).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it("counts an order once, by its number, at its first report", () => {
    const order = (at: number, id: string): BehaviourEvent => ({
      id: `e-${at}`,
      name: "purchase",
      at,
      params: { transaction_id: id },
    });
    for (const list of [
      [order(5, "a"), order(9, "a"), order(7, "b")],
      [order(7, "b"), order(9, "a"), order(5, "a")],
    ]) {
      expect(historyOf(historyFrom(list), "purchase").map(([at, , label]) => [at, label])).toEqual([
        [7, "b"],
        [5, "a"],
      ]);
    }
  });

  it("keeps what conditions ask for of each kind of event, and no more", () => {
    const url = "https://s.example/returns/how?utm_source=x#top";
    const entry = (event: Partial<BehaviourEvent> & { name: string }) =>
      historyOf(historyFrom([{ id: "id", at: 1, ...event }]), event.name)[0];
    expect(entry({ name: "page_view", page: { url } })).toEqual([1, null, "/returns/how"]);
    expect(entry({ name: "search", params: { search_term: "x".repeat(99) } })?.[2]).toHaveLength(48);
    expect(entry({ name: "share", params: { method: "mail", value: 3 } })).toEqual([1, 3, "mail"]);
    expect(entry({ name: "quiz_done", params: { label: "runner" } })).toEqual([1, null, "runner"]);
    const items = Array.from({ length: 9 }, (_, i) => ({ item_id: `i${i}`, item_brand: "Alba" }));
    expect(entry({ name: "begin_checkout", params: { items } })?.slice(FIRST_ITEM)).toHaveLength(4);
    expect(entry({ name: "view_item_list", params: { items } })).toEqual([1]);
  });

  it("knows that what happened before there was a history is not in it", () => {
    const { history: _, ...stored } = foldEvents(emptyProfile(), [{ id: "a", name: "search", at: 50 }]);
    const old: Profile = stored;
    const next = foldEvents(old, [{ id: "b", name: "search", at: 90 }]);
    expect(historyOf(next.history!, "search")).toHaveLength(1);
    expect(lostUntil(next.history!, "search")).toBe(50);
    expect(mergeProfiles(emptyProfile(), old).history).toEqual(historyBefore(50));
    expect(lostUntil(historyBefore(0), "search")).toBe(-Infinity);
  });

  it("[PR-10] stays within some kilobytes, whatever is sent", () => {
    const long = "x".repeat(200);
    const list = Array.from({ length: 500 }, (_, i): BehaviourEvent => ({
      id: `event-${i}`,
      name: `own_event_${i % 12}`,
      at: 1_790_000_000_000 + i,
      params: {
        value: i,
        label: `term ${i}`,
        items: [{ item_id: `boot-${i}`, item_category: "Boots", item_brand: long }],
      },
    }));
    expect(JSON.stringify(historyFrom(list)).length).toBeLessThan(12_000);
  });
});
