/**
 * Does the bandit find what is best, as fast as plain Thompson sampling where nothing else matters, and faster where it
 * does? And do the estimators of other policies' worth say what is true?
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { armShares } from "../../worker/domain/bandit/arm-shares.ts";
import { banditSettings, emptyPosterior } from "../../worker/domain/bandit/posterior.ts";
import { updatePosterior } from "../../worker/domain/bandit/update-posterior.ts";
import type { PolicyEstimate, PolicyEvaluation } from "../../worker/domain/experiments/off-policy.ts";
import { ROOT } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, rounded } from "../statistics.ts";
import { ENVIRONMENTS, laiRobbins, type Environment } from "./environments.ts";
import { customersOf, learnHillstrom } from "./hillstrom.ts";
import { impressionsOf, priorsOf, valueOpenBandit } from "./open-bandit.ts";
import { epsilonGreedy, sameview, thompson, uniform, type MakePolicy } from "./policies.ts";
import { meanOf, ratioOf, regretOf } from "./simulate.ts";

const DATA = join(ROOT, "../shared/data/bandit");
/** Some 90 s of one core. */
const DEFAULT_RUNS = 30;
const MOST_RUNS = 1_000;
/** Calls timed; the first few hundred warm the compiler up. */
const TIMED_ROUNDS = 3_000;
const DEFAULT_SEED = 1;
const MOST_SEED = 0xffff_ffff;

const POLICIES: readonly (readonly [name: string, make: MakePolicy])[] = [
  ["sameview", sameview],
  ["Thompson", thompson],
  ["ε-greedy", epsilonGreedy],
  ["uniform", uniform],
];

export const banditBench: Benchmark = { run };

async function run({ args, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { runs: { type: "string" }, seed: { type: "string" } });
  const runs = wholeNumber("runs", options.runs, DEFAULT_RUNS, 2, MOST_RUNS);
  const seed = wholeNumber("seed", options.seed, DEFAULT_SEED, 0, MOST_SEED);
  const worlds = [];
  for (const environment of ENVIRONMENTS) {
    report(environment.name);
    worlds.push(tried(environment, runs, seed));
    // Lets a signal to end come through.
    await new Promise(setImmediate);
  }
  const plain = worlds.filter(({ environment }) => environment.kind === "plain");
  const contexts = worlds.filter(({ environment }) => environment.kind === "context");
  const choice = timeOfChoice();
  const hillstrom = hillstromPart(seed);
  const openBandit = openBanditPart(seed);
  return {
    table: [
      simulationTable(worlds),
      "",
      `Cumulative regret in conversions after ${ENVIRONMENTS[0]!.horizon} visitors, mean of ${runs} runs ± 95 %; all policies learn every 100 visitors.`,
      "Lai–Robbins: the asymptotic lower bound for policies that see no context. Ratio: ours to Thompson's, with 95 %.",
      `Probabilities of ten arms, nothing remembered: ${choice} µs (median).`,
      "",
      ...hillstrom.lines,
      "",
      ...openBandit.lines,
    ].join("\n"),
    json: {
      regretVsThompson: rounded(Math.max(...plain.map(({ ratio }) => ratio.ratio)), 3),
      regretVsThompsonByWorld: Object.fromEntries(
        worlds.map(({ environment, ratio }) => [
          environment.name,
          { ratio: rounded(ratio.ratio, 3), low: rounded(ratio.low, 3), high: rounded(ratio.high, 3) },
        ]),
      ),
      contextRegretVsThompson: rounded(Math.max(...contexts.map(({ ratio }) => ratio.ratio)), 3),
      choiceMicroseconds: choice,
      ...hillstrom.json,
      ...openBandit.json,
      runs,
      seed,
    },
  };
}

function tried(environment: Environment, runs: number, seed: number) {
  const regrets = POLICIES.map(([name, make]) => ({
    name,
    regrets: Array.from({ length: runs }, (_, i) => regretOf(environment, make, seed + 7919 * i)),
  }));
  return { environment, regrets, ratio: ratioOf(regrets[0]!.regrets, regrets[1]!.regrets, seed) };
}

function simulationTable(worlds: readonly ReturnType<typeof tried>[]): string {
  return renderTable(
    [
      ["world", ...POLICIES.map(([name]) => name), "Lai–Robbins", "ratio", "95 %"],
      ...worlds.map(({ environment, regrets, ratio }) => [
        environment.name,
        ...regrets.map((one) => {
          const { mean, half } = meanOf(one.regrets);
          return `${mean.toFixed(0)} ±${half.toFixed(0)}`;
        }),
        environment.kind === "plain" || environment.kind === "delay"
          ? laiRobbins(environment.rates({}, 0), environment.horizon).toFixed(0)
          : "–",
        ratio.ratio.toFixed(2),
        `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
      ]),
    ],
    { right: [1, 2, 3, 4, 5, 6, 7] },
  );
}

/** Microseconds for the probabilities of ten arms that overlap, three features, nothing remembered: the hardest case. */
function timeOfChoice(): number {
  const { features } = ENVIRONMENTS[0]!;
  const arms = Array.from({ length: 10 }, (_, arm) => `arm${arm}`);
  const outcomes = arms.flatMap((arm, place) =>
    ["0.0.0", "1.1.0", "2.0.1"].map((context) => ({
      arm,
      context,
      exposedAt: 0,
      exposures: 100,
      conversions: 10 + (place % 4),
      convertedAt: 0,
    })),
  );
  const settings = banditSettings({ features: [...features], windowMs: 0 });
  const { posterior } = updatePosterior({ posterior: emptyPosterior(settings, 0), outcomes, now: 0 });
  const times: number[] = [];
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    // Another object, of which nothing is remembered.
    const copy = { ...posterior };
    const from = performance.now();
    armShares(copy, arms, "1.0.1");
    times.push((performance.now() - from) * 1_000);
  }
  return rounded(median(times), 1);
}

interface Part {
  lines: string[];
  json: Record<string, unknown>;
}

function hillstromPart(seed: number): Part {
  const file = join(DATA, "hillstrom.csv.gz");
  if (!existsSync(file)) {
    return skipped(
      "Hillstrom",
      `${file} is missing: published at minethatdata.com, "E-Mail Analytics And Data Mining Challenge", 2008`,
    );
  }
  const { policies, bestArm, test, train, chosen } = learnHillstrom(
    customersOf(gunzipSync(readFileSync(file)).toString()),
    seed,
  );
  const best = policies.find(({ name }) => name === `always "${bestArm}"`)!;
  const learnt = policies[0]!;
  const per = (share: number) => `${(share * 100).toFixed(0)} %`;
  return {
    lines: [
      `Hillstrom: visits per 100 customers, learnt on ${train}, valued on ${test} others`,
      renderTable(
        [
          ["policy", "IPS", "95 %", "SNIPS", "95 %", "DR", "95 %", "effective"],
          ...policies.map(({ name, value }) => [
            name,
            ...[value.ips, value.snips, value.dr].flatMap((estimate) => estimateCells(estimate, 100, 2)),
            value.effectiveSampleSize.toFixed(0),
          ]),
        ],
        { right: [1, 2, 3, 4, 5, 6, 7] },
      ),
      `Learnt: ${Object.entries(chosen)
        .map(([arm, share]) => `"${arm}" for ${per(share)}`)
        .join(", ")}. Best single arm in training: "${bestArm}".`,
    ],
    json: {
      hillstromValue: rounded(learnt.value.dr.value, 5),
      hillstromInterval: roundedInterval(learnt.value.dr, 5),
      hillstromValueIps: rounded(learnt.value.ips.value, 5),
      hillstromBestArm: rounded(best.value.dr.value, 5),
      hillstromBestArmIps: rounded(best.value.ips.value, 5),
    },
  };
}

function openBanditPart(seed: number): Part {
  const files = ["open-bandit/random/men.csv.gz", "open-bandit/bts/men.csv.gz", "open-bandit/prior_bts.yaml"].map(
    (file) => join(DATA, file),
  );
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    return skipped(
      "Open Bandit",
      `${missing.join(", ")} missing: published at github.com/st-tech/zr-obp, obp/dataset/obd`,
    );
  }
  const [random, bts, priors] = files as [string, string, string];
  const result = valueOpenBandit(
    impressionsOf(gunzipSync(readFileSync(random)).toString()),
    impressionsOf(gunzipSync(readFileSync(bts)).toString()),
    priorsOf(readFileSync(priors, "utf8"), "men"),
    seed,
  );
  const row = (name: string, value: PolicyEvaluation, truth: number) =>
    value.ok
      ? [
          name,
          ...[value.ips, value.snips, value.dr].flatMap((estimate) => estimateCells(estimate, 1, 5)),
          value.effectiveSampleSize.toFixed(0),
          truth.toFixed(5),
        ]
      : [name, `refused: ${value.reason}, ${value.detail}`];
  const { forward, backward } = result;
  const rows = [
    ["policy, log", "IPS", "95 %", "SNIPS", "95 %", "DR", "95 %", "effective", "its own log"],
    row("Thompson, from uniform", forward, result.onPolicy),
    row("uniform, from Thompson", backward, result.onUniform),
  ];
  return {
    lines: [
      "Open Bandit, men: clicks per impression",
      renderTable(rows, { right: forward.ok && backward.ok ? [1, 2, 3, 4, 5, 6, 7, 8] : [] }),
      `Always one item, each of them in turn: from uniform ${words(result.singleItems.fromUniform)}; from Thompson ${words(result.singleItems.fromThompson)}.`,
      "Checked apart with the same priors and 30,000 draws: IPS 0.00456, SNIPS 0.00464, effective 2,472, of Thompson from uniform.",
    ],
    json: {
      openBandit: {
        forward: estimatesOf(forward),
        backward: estimatesOf(backward),
        onPolicy: result.onPolicy,
        onUniform: result.onUniform,
        singleItems: result.singleItems,
      },
    },
  };
}

function words(answers: Record<string, number>): string {
  return Object.entries(answers)
    .map(([answer, count]) => `${count} ${answer}`)
    .join(", ");
}

function estimatesOf(value: PolicyEvaluation): Record<string, unknown> {
  const effectiveSampleSize = rounded(value.effectiveSampleSize, 1);
  if (!value.ok) return { refused: value.reason, effectiveSampleSize };
  return {
    ips: rounded(value.ips.value, 6),
    snips: rounded(value.snips.value, 6),
    dr: rounded(value.dr.value, 6),
    effectiveSampleSize,
    greatestWeight: rounded(value.greatestWeight, 1),
  };
}

function estimateCells({ value, interval }: PolicyEstimate, times: number, digits: number): string[] {
  return [
    (value * times).toFixed(digits),
    `${(interval.low * times).toFixed(digits)}–${(interval.high * times).toFixed(digits)}`,
  ];
}

function roundedInterval({ interval }: PolicyEstimate, digits: number): [number, number] {
  return [rounded(interval.low, digits), rounded(interval.high, digits)];
}

function skipped(name: string, why: string): Part {
  return { lines: [`${name}: skipped, ${why}`], json: { [`${name.toLowerCase().replaceAll(" ", "")}Skipped`]: why } };
}
