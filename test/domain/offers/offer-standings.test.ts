import { describe, expect, it } from "vitest";
import { emptyPosterior } from "../../../worker/domain/bandit/posterior.ts";
import { updatePosterior } from "../../../worker/domain/bandit/update-posterior.ts";
import { decide } from "../../../worker/domain/decide.ts";
import { CHOICE_SETTINGS, choiceKey } from "../../../worker/domain/offers/choice-context.ts";
import {
  NO_STANDINGS,
  readStandings,
  STANDINGS_FORMAT,
  STANDINGS_VERSION,
} from "../../../worker/domain/offers/offer-standings.ts";
import { HOUR, inputWith, NOW, offer } from "./site-with-offers.ts";

const LEARNT = updatePosterior({
  posterior: emptyPosterior(CHOICE_SETTINGS, NOW - 100 * HOUR),
  outcomes: ["a", "b"].map((arm, n) => ({
    arm,
    context: choiceKey(0, 0),
    exposedAt: NOW - 90 * HOUR,
    exposures: 500,
    conversions: 10 + 40 * n,
    convertedAt: NOW - 89 * HOUR,
  })),
  now: NOW,
}).posterior;

const reports = {
  format: STANDINGS_FORMAT,
  version: STANDINGS_VERSION,
  use: { a: { exposures: 3, redemptions: 1 } },
  posteriors: { hero: LEARNT },
};

function read(changes: object = {}) {
  const refused: string[] = [];
  const json = JSON.stringify({ version: 4, empty: ["pool:p"], reports: { ...reports, ...changes } });
  return { standings: readStandings(json, (why) => refused.push(why)), refused };
}

describe("how offers stand", () => {
  it("is read as it was published", () => {
    const { standings, refused } = read();
    expect(refused).toEqual([]);
    expect(standings.version).toBe(4);
    expect([...standings.emptyClaims]).toEqual(["pool:p"]);
    expect(standings.use.get("a")).toEqual({ exposures: 3, redemptions: 1 });
    expect(standings.posteriors.get("hero")).toEqual(JSON.parse(JSON.stringify(LEARNT)));
  });

  it("of another format or version is refused by name, and counts as unknown", () => {
    for (const changes of [{ format: "other" }, { version: 2 }]) {
      const { standings, refused } = read(changes);
      expect(refused).toHaveLength(1);
      expect(standings).toEqual({ ...NO_STANDINGS, version: 4, emptyClaims: new Set(["pool:p"]) });
    }
  });

  it("with weights that are no numbers leaves the draw even, and the rest as it is", () => {
    // JSON writes NaN as null.
    const broken = { ...LEARNT, fit: { ...LEARNT.fit, prior: [Number.NaN, 1] } };
    const { standings, refused } = read({ posteriors: { hero: broken } });
    expect(refused.join()).toContain("BAD_NUMBER");
    expect(standings.use.size).toBe(1);
    const [decision] = decide(inputWith([offer("a"), offer("b")], { standings }));
    expect(decision?.probability).toBe(0.5);
  });

  it("before anything was reported, knows only which pools are empty", () => {
    const json = JSON.stringify({ version: 1, empty: ["stock:x"], reports: null });
    expect(readStandings(json, () => undefined)).toEqual({
      ...NO_STANDINGS,
      version: 1,
      emptyClaims: new Set(["stock:x"]),
    });
  });
});

describe("[OF-3] offers added and removed under way", () => {
  const standings = { ...NO_STANDINGS, posteriors: new Map([["hero", LEARNT]]) };
  const shares = (...ids: string[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (let n = 0; n < 300; n++) {
      const [decision] = decide(
        inputWith(
          ids.map((id) => offer(id)),
          { standings, subject: `visitor-${n}` },
        ),
      );
      if (decision?.kind === "offer") found.set(decision.offer.id, decision.probability);
    }
    return found;
  };

  it("has a new one drawn at once, and one that is gone no more", () => {
    const withNew = shares("a", "b", "new");
    expect(withNew.get("new")).toBeGreaterThan(0.01);
    const without = shares("a", "new");
    expect([...without.keys()].sort()).toEqual(["a", "new"]);
    expect([...without.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });
});
