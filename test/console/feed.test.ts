import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_FEED, greet, KEPT_ENTRIES, receive, release } from "../../console/live/feed.ts";
import type { Feed } from "../../console/live/feed.ts";
import { sampleEntry } from "./sample-site.ts";

const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => sampleEntry(from + index));
const seqs = (list: readonly { seq: number }[]) => list.map(({ seq }) => seq);

describe("the stream's feed", () => {
  it("shows the newest first", () => {
    const feed = receive(receive(EMPTY_FEED, entries(1, 2), false), entries(3, 4), false);
    expect(seqs(feed.shown)).toEqual([4, 3, 2, 1]);
    expect(feed.received).toBe(4);
  });

  it("holds what comes while paused, and shows it on release without losing the order", () => {
    const paused = receive(receive(EMPTY_FEED, entries(1, 2), false), entries(3, 5), true);
    expect(seqs(paused.shown)).toEqual([2, 1]);
    expect(paused.heldCount).toBe(3);
    expect(seqs(release(paused).shown)).toEqual([5, 4, 3, 2, 1]);
    expect(release(paused).heldCount).toBe(0);
  });

  it("drops what it has seen before", () => {
    const feed = receive(receive(EMPTY_FEED, entries(1, 3), false), entries(2, 4), false);
    expect(seqs(feed.shown)).toEqual([4, 3, 2, 1]);
    expect(feed.received).toBe(4);
  });

  it("keeps a bounded number and counts the rest", () => {
    const feed = receive(EMPTY_FEED, entries(1, KEPT_ENTRIES + 50), false);
    expect(feed.shown).toHaveLength(KEPT_ENTRIES);
    expect(feed.received).toBe(KEPT_ENTRIES + 50);
    const held = receive(EMPTY_FEED, entries(1, KEPT_ENTRIES + 50), true);
    expect(held.held).toHaveLength(KEPT_ENTRIES);
    expect(held.heldCount).toBe(KEPT_ENTRIES + 50);
  });

  it("counts gaps in the numbers as left out", () => {
    // 1, 2, then 6: 3, 4 and 5 were left out.
    expect(receive(EMPTY_FEED, [...entries(1, 2), sampleEntry(6)], false).leftOut).toBe(3);
  });

  it("takes a jump to the Worker's clock for a new count, not for a loss", () => {
    expect(receive(receive(EMPTY_FEED, entries(1, 2), false), [sampleEntry(1_700_000)], false).leftOut).toBe(0);
  });

  it("takes only what is new from a second greeting, and no gap of the time between for load", () => {
    const feed = greet(receive(EMPTY_FEED, entries(1, 3), false), entries(3, 5), false);
    expect(seqs(feed.shown)).toEqual([5, 4, 3, 2, 1]);
    expect(greet(receive(EMPTY_FEED, entries(1, 3), false), entries(10, 11), false).leftOut).toBe(0);
  });

  it("keeps what it has when the greeting is empty, and begins anew when the site counts from the start", () => {
    const before = receive(EMPTY_FEED, entries(7, 9), false);
    expect(greet(before, [], false)).toBe(before);
    expect(seqs(greet(before, entries(1, 2), false).shown)).toEqual([2, 1]);
  });

  it("loses no entry and shows none twice, however batches, pauses and releases alternate", () => {
    const step = fc.record({ size: fc.integer({ min: 0, max: 5 }), paused: fc.boolean(), release: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let feed: Feed = EMPTY_FEED;
        let next = 1;
        for (const { size, paused, release: isReleased } of steps) {
          feed = receive(feed, size === 0 ? [] : entries(next, next + size - 1), paused);
          next += size;
          if (isReleased || !paused) feed = release(feed);
        }
        const all = release(feed).shown;
        expect(feed.received).toBe(next - 1);
        // 40 steps of 5 stay below KEPT_ENTRIES, so every entry must still be there.
        expect(new Set(seqs(all)).size).toBe(next - 1);
      }),
    );
  });
});
