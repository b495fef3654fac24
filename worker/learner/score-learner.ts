/** Learns a site's scorecard from its own visits, and publishes it only if it is not worse than the one in use. */
import type { ScoreDistribution, ScorecardStatus } from "../../wire/console.ts";
import type { InSteps } from "../domain/in-steps.ts";
import { DEFAULT_SCORECARD } from "../domain/score/default-scorecard.ts";
import { MOST_SCORE, pointsOf, scoreOf } from "../domain/score/engagement-score.ts";
import { rangeOf, SCORE_FEATURES } from "../domain/score/features.ts";
import { figuresOf, judgeScorecard, type Judgement } from "../domain/score/learn/judge-scorecard.ts";
import { learnScorecardInSteps, rebased, type VisitExample } from "../domain/score/learn/learn-scorecard.ts";
import { LOG_ODDS_PER_POINT, POINTS_TO_DOUBLE, type Scorecard } from "../domain/score/scorecard.ts";
import type { ScoreExample } from "../visitor/score-example.ts";
import { ScoreStore, type StoredExample } from "./score-store.ts";

/** Visits and purchases from which there is something to learn: below, chance would write the points. */
const LEAST_VISITS = 400;
const LEAST_BUYERS = 40;
/** Share of new visits among all from which another try is worth its second. */
const WORTH_A_TRY = 0.1;
/** Visitors of these groups are judged by and never learnt from: a fifth. */
const HELD_BACK = new Set([8, 9]);
const DAY_MS = 86_400_000;

/** A card that was learnt, whether it may take over, and how many of the visits no try had learnt from before. */
export interface LearntCard {
  card: Scorecard;
  judgement: Judgement;
  fresh: number;
}

export class ScoreLearner {
  readonly #store: ScoreStore;

  constructor(sql: SqlStorage) {
    this.#store = new ScoreStore(sql);
  }

  /** Keeps visits. A repeat changes nothing. @returns whether there was a new one */
  record(examples: readonly ScoreExample[]): boolean {
    return this.#store.add(examples) > 0;
  }

  /** Learns if enough is new, from the visits there are at the first step. Changes no card: `keep` does, with what it gives. */
  *learnIfDue(now: number): InSteps<LearntCard | undefined> {
    const fresh = this.#store.fresh();
    if (fresh === 0) return undefined;
    this.#store.trim(now);
    const examples = this.#store.examples();
    if (fresh < WORTH_A_TRY * examples.length) return undefined;
    const { learnt, heldBack } = partition(examples);
    if (!isEnough([...learnt, ...heldBack]) || !heldBack.some(({ bought }) => bought)) return undefined;
    const { card } = this.#store.newest();
    const version = this.#store.nextVersion();
    const next = yield* learnScorecardInSteps(learnt, card, { version, builtAt: now });
    yield;
    // The old card with this site's rate of purchases: the points are compared, not how often people buy here.
    const judgement = judgeScorecard(rebased(card, learnt), next, heldBack);
    return { card: next, judgement, fresh };
  }

  /**
   * Keeps how the try went, and publishes the card if it is not worse. One that another was published beside, as a
   * roll-back does, was judged against what is no longer in use, and is dropped. Call in a transaction.
   */
  keep({ card, judgement, fresh }: LearntCard): void {
    if (this.#store.nextVersion() !== card.version) return;
    this.#store.keepTry({ at: card.builtAt, judgement }, fresh);
    if (judgement.publish) this.#store.publish(card, judgement);
  }

  /** Publishes the card before the newest again, under a new version. @returns whether there was one */
  rollBack(): boolean {
    const previous = this.#store.previous();
    if (previous === undefined) return false;
    this.#store.publish({ ...previous.card, version: this.#store.nextVersion() }, previous.judgement);
    return true;
  }

  unannounced(): { version: number; card: string } | undefined {
    return this.#store.unannounced();
  }

  markAnnounced(version: number): void {
    this.#store.markAnnounced(version);
  }

  /** @param days looked back for the distribution, from `now` (epoch ms) */
  status(days: number, now: number): ScorecardStatus {
    const { card } = this.#store.newest();
    const stored = this.#store.examples();
    const examples = stored.map(asVisit);
    const { heldBack } = partition(stored);
    const lastTry = this.#store.lastTry();
    const buyers = examples.filter(({ bought }) => bought).length;
    const figures = heldBack.length === 0 ? undefined : figuresOf(card, heldBack);
    return {
      version: card.version,
      builtAt: card.builtAt,
      learntFrom: { visits: card.visits, buyers: card.buyers },
      pointsToDouble: POINTS_TO_DOUBLE,
      strangerProbability: 1 / (1 + Math.exp(-card.logOdds)),
      gathered: { visits: examples.length, buyers, needed: { visits: LEAST_VISITS, buyers: LEAST_BUYERS } },
      ...(figures && {
        heldBack: {
          visits: heldBack.length,
          buyers: heldBack.filter(({ bought }) => bought).length,
          ...figures,
        },
      }),
      ...(lastTry && {
        lastTry: {
          at: lastTry.at,
          published: lastTry.judgement.publish,
          why: lastTry.judgement.why,
          visits: lastTry.judgement.visits,
          buyers: lastTry.judgement.buyers,
          aucBefore: lastTry.judgement.before.auc,
          aucAfter: lastTry.judgement.after.auc,
          logLossBefore: lastTry.judgement.before.logLoss,
          logLossAfter: lastTry.judgement.after.logLoss,
          upperEnd: lastTry.judgement.upperEnd,
        },
      }),
      distribution: distributionOf(card, stored, days, now),
      others: this.#others(card, heldBack),
      features: featureTable(card, examples),
    };
  }

  #others(card: Scorecard, heldBack: readonly VisitExample[]): ScorecardStatus["others"] {
    const others: ScorecardStatus["others"] = [];
    const add = (which: "previous" | "bundled", { version, builtAt, points }: Scorecard, auc?: number | null): void => {
      const copied = points.map((ranges) => [...ranges]);
      others.push({ which, version, builtAt, points: copied, ...(auc !== undefined && { auc }) });
    };
    const aucOf = (other: Scorecard) => (heldBack.length === 0 ? undefined : figuresOf(other, heldBack).auc);
    const previous = this.#store.previous()?.card;
    if (previous !== undefined) add("previous", previous, aucOf(previous));
    if (card.version !== 0 && previous?.version !== 0) add("bundled", DEFAULT_SCORECARD, aucOf(DEFAULT_SCORECARD));
    return others;
  }
}

function distributionOf(
  card: Scorecard,
  stored: readonly StoredExample[],
  days: number,
  now: number,
): ScoreDistribution {
  const byScore = Array.from({ length: MOST_SCORE + 1 }, () => ({ visits: 0, buyers: 0 }));
  const distribution = { days, visits: 0, buyers: 0, byScore };
  for (const { at, values, bought } of stored) {
    if (at <= now - days * DAY_MS) continue;
    const bar = byScore[scoreOf(pointsOf(card, values))]!;
    for (const counts of [distribution, bar]) {
      counts.visits++;
      if (bought) counts.buyers++;
    }
  }
  return distribution;
}

function isEnough(examples: readonly VisitExample[]): boolean {
  return examples.length >= LEAST_VISITS && examples.filter(({ bought }) => bought).length >= LEAST_BUYERS;
}

function partition(stored: readonly StoredExample[]): { learnt: VisitExample[]; heldBack: VisitExample[] } {
  return {
    learnt: stored.filter(({ group }) => !HELD_BACK.has(group)).map(asVisit),
    heldBack: stored.filter(({ group }) => HELD_BACK.has(group)).map(asVisit),
  };
}

/** Nothing says whose a visit was but the group, so each counts as somebody's own; groups keep learnt and held-back apart. */
function asVisit({ values, bought }: StoredExample, place: number): VisitExample {
  return { values, bought, owner: String(place) };
}

function featureTable(card: Scorecard, examples: readonly VisitExample[]): ScorecardStatus["features"] {
  return SCORE_FEATURES.map((feature, place) => {
    const visits = card.points[place]!.map(() => 0);
    for (const { values } of examples) visits[rangeOf(feature, values[place]!)]!++;
    return {
      name: feature.name,
      label: feature.label,
      ranges: card.points[place]!.map((points, range) => ({
        ...(range > 0 && { from: feature.cuts[range - 1]! }),
        ...(range < feature.cuts.length && { to: feature.cuts[range]! }),
        points,
        oddsRatio: Number(Math.exp(points * LOG_ODDS_PER_POINT).toPrecision(3)),
        visits: visits[range]!,
      })),
    };
  });
}
