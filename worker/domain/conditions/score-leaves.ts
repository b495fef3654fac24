/** Leaves about the engagement score: its value, its band, and its crossing of a threshold. */
import type { ScoreBandCondition, ScoreCondition, ScoreCrossingCondition } from "../../../wire/condition.ts";
import { HOT_FROM, WARM_FROM } from "../score/engagement-score.ts";
import { durationMs } from "./duration.ts";
import type { Facts } from "./facts.ts";
import { firstAfter, sooner, type Finding } from "./finding.ts";
import { passesNumber, thresholdsOf } from "./value-test.ts";

export function findScore(leaf: ScoreCondition, facts: Facts, now: number): Finding {
  const score = facts.score(now);
  return { holds: passesNumber(score, leaf.test), found: Math.round(score) };
}

export function scoreChange(leaf: ScoreCondition, facts: Facts, now: number): number | undefined {
  return facts.nextScoreCrossing(thresholdsOf(leaf.test), now);
}

export function findScoreBand(leaf: ScoreBandCondition, facts: Facts, now: number): Finding {
  const score = facts.score(now);
  const { warm, hot } = bandsOf(facts);
  const band = score >= hot ? "hot" : score >= warm ? "warm" : "cold";
  return { holds: leaf.in.includes(band), found: band };
}

export function scoreBandChange(_leaf: ScoreBandCondition, facts: Facts, now: number): number | undefined {
  const { warm, hot } = bandsOf(facts);
  return facts.nextScoreCrossing([warm, hot], now);
}

function bandsOf({ sources }: Facts): { warm: number; hot: number } {
  return sources.bands ?? { warm: WARM_FROM, hot: HOT_FROM };
}

export function findScoreCrossing(leaf: ScoreCrossingCondition, facts: Facts, now: number): Finding {
  const crossedAt = lastCrossing(leaf, facts, now);
  const holds = crossedAt !== undefined && crossedAt > now - durationMs(leaf.within);
  return { holds, found: Math.round(facts.score(now)) };
}

export function scoreCrossingChange(leaf: ScoreCrossingCondition, facts: Facts, now: number): number | undefined {
  const crossedAt = lastCrossing(leaf, facts, now);
  return sooner(
    facts.nextScoreCrossing([leaf.through], now),
    crossedAt === undefined ? undefined : firstAfter(now, [crossedAt + durationMs(leaf.within)]),
  );
}

/**
 * When the score last crossed the threshold, epoch ms. Between two steps it only decays, so a crossing there was noticed
 * at the later of the two; after the last, the curve itself says when.
 */
function lastCrossing(leaf: ScoreCrossingCondition, facts: Facts, now: number): number | undefined {
  const crosses = (before: number, after: number) =>
    leaf.direction === "rose"
      ? before < leaf.through && after >= leaf.through
      : before >= leaf.through && after < leaf.through;
  const steps = facts.sources.scoreSteps ?? [];
  let crossedAt: number | undefined;
  // What was before the steps that are remembered is not known, and no crossing.
  let value = steps[0]?.before ?? 0;
  for (const { at, before, after } of steps) {
    if (crosses(value, before) || crosses(before, after)) crossedAt = at;
    value = after;
  }
  const last = steps.at(-1);
  return (last && crossingSince(last.at, value, crosses, leaf.through, facts, now)) ?? crossedAt;
}

/** The last crossing on the curve between a step and now: from one candidate to the next, each in closed form. */
function crossingSince(
  since: number,
  value: number,
  crosses: (before: number, after: number) => boolean,
  through: number,
  facts: Facts,
  now: number,
): number | undefined {
  const { score } = facts.sources;
  let crossedAt: number | undefined;
  let at: number | undefined = since;
  let before = value;
  for (let i = 0; i < CROSSINGS_FOLLOWED; i++) {
    at = score.nextCrossing([through], at);
    if (at === undefined || at > now) break;
    const after = score.valueAt(at);
    if (crosses(before, after)) crossedAt = at;
    before = after;
  }
  return crossedAt;
}

/** Candidates followed: the curve bends a few times at most, and each crossing may take some to close in on. */
const CROSSINGS_FOLLOWED = 64;
