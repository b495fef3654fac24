/**
 * The Open Bandit Dataset (Saito, Aihara, Matsutani & Narita, NeurIPS 2021), campaign "men": do our estimators say of its
 * Thompson sampling what others' say, and refuse where they should?
 */
import {
  evaluateAlways,
  evaluatePolicy,
  type LoggedChoice,
  type PolicyEvaluation,
} from "../../worker/domain/experiments/off-policy.ts";
import { randomStream } from "../../worker/domain/stats/random-stream.ts";
import { sampleBeta } from "../../worker/domain/stats/sampling.ts";
import { parsePlainCsv } from "../replay/csv.ts";

/** Items shown side by side, each a decision of its own. */
const POSITIONS = 3;
/** Draws of the priors behind each probability: the published check took as many. */
const DRAWS = 30_000;

export interface Impression {
  item: number;
  /** 0–2. */
  position: number;
  click: number;
  propensity: number;
}

export interface Priors {
  alpha: number[];
  beta: number[];
}

export function impressionsOf(csv: string): Impression[] {
  return parsePlainCsv(csv).map((row) => ({
    item: Number(row["item_id"]),
    position: Number(row["position"]) - 1,
    click: Number(row["click"]),
    propensity: Number(row["propensity_score"]),
  }));
}

/** The priors of one campaign: in the file, names end in a colon, numbers begin with a dash. */
export function priorsOf(yaml: string, campaign: string): Priors {
  const priors: Priors = { alpha: [], beta: [] };
  let [section, list] = ["", ""];
  for (const line of yaml.split("\n")) {
    const name = /^( *)(\w+):\s*$/.exec(line);
    if (name !== null && name[1] === "") section = name[2]!;
    else if (name !== null) list = name[2]!;
    const value = /^ *- ([\d.]+)\s*$/.exec(line);
    if (value !== null && section === campaign && (list === "alpha" || list === "beta")) {
      priors[list].push(Number(value[1]));
    }
  }
  if (priors.alpha.length === 0 || priors.alpha.length !== priors.beta.length) {
    throw new SyntaxError(`no priors for "${campaign}"`);
  }
  return priors;
}

/** By position, then item: with what probability Thompson sampling on these priors shows the item there. */
export function thompsonTable({ alpha, beta }: Priors, seed: number): number[][] {
  const random = randomStream(seed);
  const table = Array.from({ length: POSITIONS }, () => alpha.map(() => 0));
  for (let draw = 0; draw < DRAWS; draw++) {
    const ranked = alpha
      .map((a, item) => ({ item, value: sampleBeta(a, beta[item]!, random) }))
      .sort((one, other) => other.value - one.value);
    for (let position = 0; position < POSITIONS; position++) table[position]![ranked[position]!.item]! += 1 / DRAWS;
  }
  return table;
}

export interface OpenBanditResult {
  /** Thompson sampling's value, from the uniform log. */
  forward: PolicyEvaluation;
  /** What Thompson sampling's own log says it is worth. */
  onPolicy: number;
  /** Uniform's value, from Thompson sampling's log: weights in the hundreds. */
  backward: PolicyEvaluation;
  /** What the uniform log says that is worth. */
  onUniform: number;
  /** Of "always this one item", each item in turn: how many were valued, and how many refused for which reason. */
  singleItems: Record<"fromUniform" | "fromThompson", Record<string, number>>;
}

export function valueOpenBandit(
  random: readonly Impression[],
  bts: readonly Impression[],
  priors: Priors,
  seed: number,
): OpenBanditResult {
  const table = thompsonTable(priors, seed);
  const items = priors.alpha.map((_, item) => item);
  const uniform = 1 / items.length;
  const clickRate = (log: readonly Impression[]) => log.reduce((sum, { click }) => sum + click, 0) / log.length;
  const fromUniform = random.map(({ item, position, click, propensity }): LoggedChoice => ({
    context: String(position),
    drawn: items.map((one) => [String(one), one === item ? propensity : uniform]),
    arm: String(item),
    reward: click,
  }));
  // Of what was not shown the log has no probability: the priors' stands in, which the estimators do not divide by.
  const fromThompson = bts.map(({ item, position, click, propensity }): LoggedChoice => ({
    context: String(position),
    drawn: items.map((one) => [String(one), one === item ? propensity : Math.max(table[position]![one]!, 1 / DRAWS)]),
    arm: String(item),
    reward: click,
  }));
  return {
    forward: evaluatePolicy(fromUniform, ({ context }, arm) => table[Number(context)]![Number(arm)]!, seed),
    onPolicy: clickRate(bts),
    backward: evaluatePolicy(fromThompson, () => uniform, seed),
    onUniform: clickRate(random),
    singleItems: {
      fromUniform: answersTo(fromUniform, items, seed),
      fromThompson: answersTo(fromThompson, items, seed),
    },
  };
}

function answersTo(log: readonly LoggedChoice[], items: readonly number[], seed: number): Record<string, number> {
  const answers: Record<string, number> = {};
  for (const item of items) {
    const value = evaluateAlways(log, String(item), seed);
    const answer = value.ok ? "valued" : value.reason;
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
  return answers;
}
