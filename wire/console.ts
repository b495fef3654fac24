/** What the console reads and writes: the live feed, a visitor's page, the site's state. */
import type { BehaviourEvent } from "./event.ts";
import type { Consent } from "./collect.ts";
import type { Decision } from "./decision.ts";

/** One part of the engagement score, so that the parts sum to the whole. */
export interface ScorePart {
  /** Such as `view_item`. */
  feature: string;
  /** In English: "2.4 product views, recent ones count more". */
  label: string;
  /** The fact that has the points, such as 2.4; missing where there is none, as before a first order. */
  value?: number;
  /** Points of the score, 0–100; the parts' sum is the score. */
  points: number;
}

export interface Score {
  /** 0–100, right at `at`. */
  value: number;
  band: "cold" | "warm" | "hot";
  parts: ScorePart[];
  /** Epoch milliseconds. */
  at: number;
  /** With what probability a visit at this score ends in a purchase, 0–1, by what the scorecard has seen. */
  probability?: number;
}

/** One request's worth of the live feed: what a visitor did and what was decided for them. */
export interface LiveEntry {
  /** Increases by one for each entry of the site; gaps mean entries left out under load. */
  seq: number;
  /** Epoch milliseconds by the Worker's clock. */
  at: number;
  visitor: string;
  /** Two-letter country where the platform knows it. */
  country?: string;
  /** `simulated` where the sender said so: demo shoppers. */
  source: "web" | "server" | "simulated";
  score?: Score;
  /** Score before this request, so that the chip can show the step. */
  scoreBefore?: number;
  /** What was going on with the visitor after this request. */
  moments?: Moment[];
  events: Pick<BehaviourEvent, "id" | "name" | "at" | "params" | "page">[];
  decisions: Decision[];
  /** Ids of the segments that this request moved the visitor into and out of; missing: none. */
  entered?: string[];
  left?: string[];
}

/** Messages from the Worker over the live WebSocket, one JSON object each. */
export type LiveMessage =
  | {
      type: "hello";
      /** Last entries, oldest first. */
      recent: LiveEntry[];
      pulse: Pulse;
      development: boolean;
      shoppers: ShoppersState;
    }
  | { type: "entry"; entry: LiveEntry }
  | { type: "pulse"; pulse: Pulse }
  | { type: "shoppers"; shoppers: ShoppersState }
  | { type: "definitions"; version: number }
  | { type: "model"; model: ModelStatus };

/** Counters for the head of the live screen. Approximate by design: from the feed, not from reports. */
export interface Pulse {
  /** Distinct visitors in the last 5 minutes. */
  visitorsNow: number;
  /** Events in each of the last 30 whole minutes, oldest first; the current one is not among them. */
  eventsPerMinute: number[];
  /** Epoch milliseconds. */
  at: number;
}

/** The demo's simulated shoppers. Development only. */
export interface ShoppersState {
  /** Whether they should be walking. */
  wanted: boolean;
  /** How many walk at this moment, as their process last said; 0 when it is not there. */
  walking: number;
}

/** A published model of the recommender. */
export interface PublishedModel {
  /** 0: the one shipped in the bundle. */
  version: number;
  /** Epoch milliseconds; 0 for the bundled one. */
  builtAt: number;
  sessions: number;
  items: number;
  bytes: number;
  /** The version whose content it is, where it came back by a roll-back. */
  repeats?: number;
  /** Missing where it was never asked: there were too few sessions to tell. */
  judged?: ModelJudgement;
}

/** How a model did the last time it was asked. Figures of two models compare where `at` is the same. */
export interface ModelJudgement extends ModelAccuracy {
  /** Epoch milliseconds of the build whose held-back sessions it was asked about. */
  at: number;
  /** Sessions asked about. */
  sessions: number;
}

/** The recommender's state: the model that decides, the one kept to go back to, and how the newest build went. */
export interface ModelStatus extends PublishedModel {
  /** How the newest build did against the one before, on the latest sessions; missing where there were too few to tell. */
  evaluation?: ModelEvaluation;
  /** What a roll-back would publish again. */
  previous?: PublishedModel;
  /** Epoch milliseconds until which, after a roll-back, no new model takes over unless somebody asks for one. */
  heldUntil?: number;
}

/** Two models asked about the same sessions, which neither had seen. */
export interface ModelEvaluation extends ModelAccuracy {
  /** The published model of before, asked the same. */
  against: ModelAccuracy;
  /** Sessions asked about. */
  sessions: number;
  /** Whether the new one took over. */
  published: boolean;
  /** In words, such as "hit rate 41.2 % against 40.8 % …". */
  why: string;
}

export interface ModelAccuracy {
  /** Share of next products among the first 20, 0–1. */
  hr20: number;
  /** Mean of 1/place, 0 beyond the twentieth. */
  mrr20: number;
}

/** The scorecard in use, what it was learnt from, and how well it foretells: `GET /v1/sites/:site/score`. */
export interface ScorecardStatus {
  /** 0: the one shipped in the bundle. */
  version: number;
  /** Epoch milliseconds; 0 for the bundled one. */
  builtAt: number;
  learntFrom: { visits: number; buyers: number };
  /** So many points more, and the odds of a purchase are twice as high. */
  pointsToDouble: number;
  /** With what probability a visit at 0 points ends in a purchase. */
  strangerProbability: number;
  /** Visits kept to learn from, and how many are needed before the first try. */
  gathered: { visits: number; buyers: number; needed: { visits: number; buyers: number } };
  /** How the card in use does on visitors it has not learnt from. Missing while there are none. */
  heldBack?: {
    visits: number;
    buyers: number;
    /** Area under the ROC curve; `null` where nobody bought, or everybody. */
    auc: number | null;
    /** Nats a visit. */
    logLoss: number;
    calibrationError: number;
    /** By foretold probability, least first: what was foretold, and what came. */
    deciles: { count: number; predicted: number; observed: number }[];
  };
  /** The last time a new card was learnt, and whether it was published. */
  lastTry?: {
    at: number;
    published: boolean;
    /** In plain English. */
    why: string;
    visits: number;
    buyers: number;
    aucBefore: number | null;
    aucAfter: number | null;
    logLossBefore: number;
    logLossAfter: number;
    /** Of the loss's difference, new less old, the one-sided 95 % upper end, nats a visit. */
    upperEnd: number;
  };
  /** Visits that have ended of late, by the score the card in use gives them at the instant of each that was drawn. */
  distribution: ScoreDistribution;
  /** The card before this one, where there is one, and the one in the bundle, where it is not in use. */
  others: {
    which: "previous" | "bundled";
    version: number;
    /** Epoch milliseconds; 0 for the bundled one. */
    builtAt: number;
    /** On the same visitors as `heldBack`. Missing while there are none; `null` where nobody bought, or everybody. */
    auc?: number | null;
    /** In the order of `features`, then of their ranges. */
    points: number[][];
  }[];
  features: {
    name: string;
    /** In words, in the plural. In English. */
    label: string;
    /** `from` ≤ value < `to`. */
    ranges: { from?: number; to?: number; points: number; oddsRatio: number; visits: number }[];
  }[];
}

export interface ScoreDistribution {
  /** Days looked back. */
  days: number;
  visits: number;
  buyers: number;
  /** Of each whole score from 0 to 100: visits, and how many of those ended in a purchase. */
  byScore: { visits: number; buyers: number }[];
}

/** What the stream of a visitor's events is recognised to be about for a while. */
export type MomentName = "hesitation" | "comparison" | "trouble" | "leaving" | "just_bought" | "gift" | "stray_search";

export interface Moment {
  name: MomentName;
  /** Epoch milliseconds of the event it began with. */
  since: number;
  /** Epoch milliseconds at which it ends if nothing more comes. */
  until: number;
}

/** One visitor, whole, for the console and for a privacy export. */
export interface VisitorView {
  visitor: string;
  /** Set where this visitor has become another: look there. */
  mergedInto?: string;
  firstSeen: number;
  lastSeen: number;
  userId?: string;
  traits: Record<string, string | number | boolean | null>;
  consent?: Consent;
  score: Score;
  /** What is going on with them now. */
  moments?: Moment[];
  sessions: { count: number; latest: SessionView[] };
  /** Share of interest, 0–1, greatest first. */
  categories: { name: string; share: number }[];
  brands: { name: string; share: number }[];
  /** Typical price looked at, in the site's currency. */
  typicalPrice?: number;
  cart: { itemId: string; quantity: number }[];
  purchases: { at: number; transactionId: string; value: number; currency: string; itemIds: string[] }[];
  lastItems: { itemId: string; at: number }[];
  /** Newest first. */
  timeline: BehaviourEvent[];
  eventCount: number;
  /** Latest decisions made for this visitor, newest first. */
  decisions: { at: number; decision: Decision }[];
  /** Published segments the visitor is in, as last worked out. */
  segments?: SegmentView[];
}

export interface SegmentView {
  id: string;
  name: string;
  /** Epoch milliseconds. */
  since: number;
  /** What the segment means, in the language asked for by `?locale=`, else in English. */
  sentence?: string;
}

export interface SessionView {
  start: number;
  end: number;
  events: number;
  campaign?: string;
}

/** Answer of `GET /v1/sites/:site/visitors/:visitor/replay`: the latest decisions, made again from what was logged. */
export type ReplayedDecisions =
  | {
      /** Epoch ms when they were made. */
      at: number;
      /** Whether the same bytes came out. */
      identical: boolean;
      /** With every candidate and why it lost; without tokens. */
      decisions: Decision[];
    }
  | {
      at: number;
      /** What has been replaced since, so that they cannot be made again. */
      missing: ("definitions" | "model" | "catalogue" | "scorecard")[];
    };
