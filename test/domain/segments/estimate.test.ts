import { describe, expect, it } from "vitest";
import { estimateMembers } from "../../../worker/domain/segments/estimate.ts";

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
