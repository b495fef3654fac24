/**
 * A real test with a known propensity: 64,000 customers, each sent one of two e-mails or none, by lot. Learn on 70 %, and
 * say from the other 30 % what the learnt policy would have earned.
 */
import { armShares } from "../../worker/domain/bandit/arm-shares.ts";
import { contextKey, type BanditContext, type BanditFeature } from "../../worker/domain/bandit/context.ts";
import { banditSettings, emptyPosterior, type BanditPosterior } from "../../worker/domain/bandit/posterior.ts";
import { updatePosterior } from "../../worker/domain/bandit/update-posterior.ts";
import {
  evaluateAlways,
  evaluatePolicy,
  type LoggedChoice,
  type PolicyValue,
} from "../../worker/domain/experiments/off-policy.ts";
import { randomStream } from "../../worker/domain/stats/random-stream.ts";
import { parsePlainCsv } from "../replay/csv.ts";

/** What is known of a customer before the e-mail. */
const FEATURES: BanditFeature[] = [
  { name: "bought", levels: ["mens", "womens", "both"] },
  { name: "newbie", levels: ["no", "yes"] },
  { name: "channel", levels: ["Phone", "Web", "Multichannel"] },
  { name: "recency", levels: ["1-3", "4-6", "7-9", "10-12"] },
];
const TRAIN_SHARE = 0.7;
const PROPENSITY = 1 / 3;

export interface Customer {
  context: BanditContext;
  arm: string;
  /** Visited the site within two weeks. */
  visited: number;
}

export interface HillstromResult {
  /** Policies by name, the learnt one first; values are visits per customer. */
  policies: { name: string; value: PolicyValue }[];
  /** Arm that did best in training. */
  bestArm: string;
  /** Difference learnt − best arm by DR, per customer, with a 95 % interval by bootstrap. */
  test: number;
  train: number;
  /** How often the learnt policy chooses each arm. */
  chosen: Record<string, number>;
}

/** The file's lines. Some segments are quoted for the comma in "$1,000": that comma goes. */
export function customersOf(csv: string): Customer[] {
  const text = csv.replaceAll(/"([^"\n]*)"/g, (_, inner: string) => inner.replaceAll(",", ""));
  return parsePlainCsv(text).map((row) => ({
    context: {
      bought: row["mens"] === "1" ? (row["womens"] === "1" ? "both" : "mens") : "womens",
      newbie: row["newbie"] === "1" ? "yes" : "no",
      channel: row["channel"] ?? "",
      recency: recencyOf(Number(row["recency"])),
    },
    arm: row["segment"] ?? "",
    visited: Number(row["visit"]),
  }));
}

function recencyOf(months: number): string {
  const from = Math.floor((months - 1) / 3) * 3 + 1;
  return `${from}-${from + 2}`;
}

export function learnHillstrom(customers: readonly Customer[], seed: number): HillstromResult {
  const random = randomStream(seed);
  const split = customers.map((customer) => ({ customer, train: random() < TRAIN_SHARE }));
  const train = split.filter((one) => one.train).map(({ customer }) => customer);
  const test = split.filter((one) => !one.train).map(({ customer }) => customer);
  const arms = [...new Set(customers.map(({ arm }) => arm))].sort();
  const log = test.map(({ context, arm, visited }): LoggedChoice => ({
    context: contextKey(FEATURES, context),
    drawn: arms.map((one) => [one, PROPENSITY]),
    arm,
    reward: visited,
  }));
  const posterior = posteriorOf(train);
  // What is believed best for this kind of customer; a policy's own exploring would only blur what is measured here.
  const chosenFor = (key: string) => {
    const shares = armShares(posterior, arms, key);
    return arms[shares.indexOf(Math.max(...shares))]!;
  };
  const learnt = evaluatePolicy(log, ({ context }, arm) => (chosenFor(context) === arm ? 1 : 0), seed);
  const rateIn = (arm: string) => {
    const own = train.filter((one) => one.arm === arm);
    return own.reduce((sum, { visited }) => sum + visited, 0) / own.length;
  };
  const bestArm = arms.reduce((best, arm) => (rateIn(arm) > rateIn(best) ? arm : best));
  const single = arms.map((arm) => ({ name: `always "${arm}"`, value: evaluateAlways(log, arm, seed) }));
  const policies = [{ name: "learnt", value: learnt }, ...single].map(({ name, value }) => {
    if (!value.ok) throw new Error(`${name}: ${value.detail}`);
    return { name, value };
  });
  const chosen: Record<string, number> = Object.fromEntries(arms.map((arm) => [arm, 0]));
  for (const { context } of log) chosen[chosenFor(context)]! += 1 / log.length;
  return { policies, bestArm, test: test.length, train: train.length, chosen };
}

function posteriorOf(customers: readonly Customer[]): BanditPosterior {
  return updatePosterior({
    posterior: emptyPosterior(
      banditSettings({ features: FEATURES, windowMs: 0, halfLifeMs: null, minimumShare: 0 }),
      0,
    ),
    outcomes: customers.map(({ arm, context, visited }) => ({
      arm,
      context,
      exposedAt: 0,
      exposures: 1,
      conversions: visited,
      ...(visited > 0 && { convertedAt: 0 }),
    })),
    now: 0,
  }).posterior;
}
