/** The Worker's scorecard as far as the console can tell: the bundle's points, and visits made up to be spread. */
import type { ScorecardStatus } from "../../wire/console.ts";
import { DEFAULT_SCORECARD } from "../../worker/domain/score/default-scorecard.ts";
import { SCORE_FEATURES } from "../../worker/domain/score/features.ts";
import { SAMPLE_AT } from "./sample-site.ts";

/** Ten visits at each score, of which every tenth point of it one more bought. */
const BY_SCORE = Array.from({ length: 101 }, (_, score) => ({ visits: 10, buyers: Math.floor(score / 10) }));
const BUYERS = BY_SCORE.reduce((sum, { buyers }) => sum + buyers, 0);

const LEARNT: ScorecardStatus = {
  version: 2,
  builtAt: SAMPLE_AT,
  learntFrom: { visits: 800, buyers: 120 },
  pointsToDouble: 15,
  strangerProbability: 0.01,
  gathered: { visits: 1_010, buyers: BUYERS, needed: { visits: 400, buyers: 40 } },
  heldBack: {
    visits: 200,
    buyers: 30,
    auc: 0.84,
    logLoss: 0.31,
    calibrationError: 0.012,
    deciles: Array.from({ length: 10 }, (_, tenth) => ({
      count: 20,
      predicted: (tenth + 1) / 30,
      observed: tenth / 28,
    })),
  },
  lastTry: {
    at: SAMPLE_AT,
    published: true,
    why: "better on held-back visitors",
    visits: 200,
    buyers: 30,
    aucBefore: 0.8,
    aucAfter: 0.84,
    logLossBefore: 0.34,
    logLossAfter: 0.31,
    upperEnd: -0.01,
  },
  distribution: { days: 28, visits: 1_010, buyers: BUYERS, byScore: BY_SCORE },
  others: [
    {
      which: "previous",
      version: 1,
      builtAt: SAMPLE_AT - 86_400_000,
      auc: 0.8,
      points: DEFAULT_SCORECARD.points.map((ranges) => ranges.map((points) => points + 1)),
    },
    {
      which: "bundled",
      version: 0,
      builtAt: 0,
      auc: 0.77,
      points: DEFAULT_SCORECARD.points.map((ranges) => [...ranges]),
    },
  ],
  features: SCORE_FEATURES.map(({ name, label, cuts }, place) => ({
    name,
    label,
    ranges: DEFAULT_SCORECARD.points[place]!.map((points, range) => ({
      ...(range > 0 && { from: cuts[range - 1]! }),
      ...(range < cuts.length && { to: cuts[range]! }),
      points,
      oddsRatio: 1,
      visits: 100,
    })),
  })),
};

/** Before anything is learnt, on a site that has just begun. */
export const UNLEARNT: ScorecardStatus = {
  ...without(LEARNT, "heldBack", "lastTry"),
  version: 0,
  builtAt: 0,
  gathered: { visits: 3, buyers: 0, needed: { visits: 400, buyers: 40 } },
  distribution: { days: 28, visits: 0, buyers: 0, byScore: BY_SCORE.map(() => ({ visits: 0, buyers: 0 })) },
  others: [],
};

export class FakeScore {
  status: ScorecardStatus = LEARNT;
  isBroken = false;

  answers(path: string): boolean {
    return /^\/score(\/(rebuild|roll-back))?$/.test(path);
  }

  answer(path: string, query: URLSearchParams): { status: number; body: unknown } {
    if (this.isBroken) return { status: 500, body: { reason: "internal", detail: "it is broken on purpose" } };
    if (path !== "/score") this.status = { ...this.status, version: this.status.version + 1 };
    const { distribution } = this.status;
    const days = Number(query.get("days") ?? distribution.days);
    return { status: 200, body: { ...this.status, distribution: { ...distribution, days } } };
  }
}

function without<Whole, Key extends keyof Whole>(whole: Whole, ...keys: Key[]): Omit<Whole, Key> {
  const rest = { ...whole };
  for (const key of keys) delete rest[key];
  return rest;
}
