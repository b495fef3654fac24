import { describe, expect, it } from "vitest";
import { bandCounts, moved } from "../../console/score/band-counts.ts";
import { bandUsers } from "../../console/score/band-users.ts";
import type { Condition } from "../../wire/condition.ts";
import type { Definitions } from "../../wire/definitions.ts";

const byScore = Array.from({ length: 101 }, (_, score) => ({
  visits: score === 50 ? 0 : 1,
  buyers: score > 80 ? 1 : 0,
}));
const distribution = { days: 28, visits: 100, buyers: 20, byScore };

describe("bands", () => {
  it("count each visit once, at its threshold in the upper band", () => {
    const { cold, warm, hot } = bandCounts(distribution, { warm: 25, hot: 60 });
    // 0–24, 25–59 without 50, 60–100; of the last 81–100 bought.
    expect([cold.visits, warm.visits, hot.visits]).toEqual([25, 34, 41]);
    expect([cold.share, warm.bought, hot.buyers]).toEqual([0.25, 0, 20]);
  });

  it("that are empty say nothing of who bought", () => {
    const { warm } = bandCounts(distribution, { warm: 50, hot: 51 });
    expect(warm).toEqual({ visits: 0, buyers: 0, share: 0 });
    expect(bandCounts({ ...distribution, visits: 0, byScore: [] }, { warm: 1, hot: 2 }).cold.share).toBe(0);
  });

  it("stay in order and on the scale, however a threshold is moved", () => {
    expect(moved({ warm: 25, hot: 60 }, "warm", 80)).toEqual({ warm: 59, hot: 60 });
    expect(moved({ warm: 25, hot: 60 }, "hot", -3)).toEqual({ warm: 25, hot: 26 });
    expect(moved({ warm: 25, hot: 60 }, "warm", 0)).toEqual({ warm: 1, hot: 60 });
    expect(moved({ warm: 25, hot: 60 }, "hot", 200.4)).toEqual({ warm: 25, hot: 100 });
  });
});

describe("who a change of the thresholds changes", () => {
  it("are segments and offers that ask for a band, however deep, and not those that name a score", () => {
    const band: Condition = { kind: "score_band", in: ["hot"] };
    const number: Condition = { kind: "score", test: { op: "at_least", value: 60 } };
    const segment = (id: string, when: Condition) => ({ id, name: id, condition: { version: 1 as const, when } });
    const offer = { placement: "p", status: "live" as const, priority: 1, content: {} };
    const definitions: Definitions = {
      placements: [],
      holdout: 0,
      segments: [
        segment("deep", { kind: "all", of: [number, { kind: "not", of: { kind: "any", of: [band] } }] }),
        segment("number", number),
      ],
      offers: [
        { ...offer, id: "o", name: "O", eligibility: { version: 1, when: band } },
        { ...offer, id: "all", name: "All" },
      ],
    };
    expect(bandUsers(definitions).map(({ path }) => path)).toEqual(["segments/deep", "offers/o"]);
  });
});
