import { describe, expect, it } from "vitest";
import { estimateMembers, shareOf } from "../../../worker/domain/segments/estimate.ts";

describe("members estimated from a few", () => {
  it("is the score interval, for many visitors", () => {
    // Newcombe (Statistics in Medicine 17, 1998), table I, method 3: 81 of 263 is 0.2553 to 0.3662; 15 of 148 is
    // 0.0624 to 0.1605. Of ten million, whose finiteness does not matter.
    const scaled = (asked: number, matching: number) => {
      const { interval } = estimateMembers(10_000_000, asked, matching);
      return [interval.from / 1e7, interval.to / 1e7].map((share) => Number(share.toFixed(4)));
    };
    expect(scaled(263, 81)).toEqual([0.2553, 0.3662]);
    expect(scaled(148, 15)).toEqual([0.0624, 0.1605]);
    expect(scaled(20, 0)).toEqual([0, 0.1611]);
  });

  it("is exact where all were asked, and knows nothing where nobody was", () => {
    expect(estimateMembers(30, 30, 7)).toEqual({ estimate: 7, interval: { from: 7, to: 7 } });
    expect(estimateMembers(30, 0, 0)).toEqual({ estimate: 0, interval: { from: 0, to: 30 } });
  });

  it("never contradicts those who were asked", () => {
    const { interval } = estimateMembers(31, 30, 7);
    expect(interval.from).toBeGreaterThanOrEqual(7);
    expect(interval.to).toBeLessThanOrEqual(8);
  });
});

describe("a share of a group", () => {
  const counted = (part: number) => ({ estimate: part, interval: { from: part, to: part } });

  it("is the score interval, for visitors like those counted", () => {
    // Newcombe's table again: 81 of 263, and 0 of 20.
    const { value, interval } = shareOf(counted(81), 263);
    expect(value).toBeCloseTo(81 / 263, 10);
    expect(interval.from).toBeCloseTo(0.2553, 4);
    expect(interval.to).toBeCloseTo(0.3662, 4);
    const none = shareOf(counted(0), 20).interval;
    expect(none.from).toBe(0);
    expect(none.to).toBeCloseTo(0.1611, 4);
  });

  it("is wider where the part is an estimate itself, and stays a share", () => {
    const exact = shareOf(counted(50), 100).interval;
    const drawn = shareOf({ estimate: 50, interval: { from: 40, to: 60 } }, 100).interval;
    expect(drawn.from).toBeLessThan(exact.from);
    expect(drawn.to).toBeGreaterThan(exact.to);
    // Counted a moment later than the group was.
    expect(shareOf(counted(101), 100)).toMatchObject({ value: 1, interval: { to: 1 } });
  });
});
