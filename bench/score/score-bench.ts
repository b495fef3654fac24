/**
 * How well the score foretells a purchase.
 *
 * Two questions. Does the learner hold its own on a public table that others have published figures for? And does the
 * scorecard, with the facts it really has, foretell on real shop logs what comes later in the visit?
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { ROOT } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import { Skip } from "../outcome.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { parsePlainCsv } from "../replay/csv.ts";
import { SHOP_LOGS } from "../replay/logs.ts";
import { rounded } from "../statistics.ts";
import { runIntention, type IntentionResult } from "./intention-run.ts";
import { runLog, type Contestants, type LogResult } from "./log-run.ts";
import { INTENTION_FILE, INTENTION_PUBLISHED, readIntention, withoutColumn } from "./shopper-intention.ts";
import { timeScore, type ScoreTime } from "./time-score.ts";
import { prefixExamples } from "./visit-examples.ts";

/** Folder of public data, beside the project. */
const DATA = join(ROOT, "../shared/data");
const DEFAULT_SEED = 1;
const MOST_SEED = 0xffff_ffff;
/** Google Analytics' worth of a page, made from transactions: no live SDK has it, so figures are printed without it too. */
const LEAK = "PageValues";

export const scoreBench: Benchmark = { run };

async function run({ args, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { data: { type: "string" }, seed: { type: "string" } });
  const seed = wholeNumber("seed", options.seed, DEFAULT_SEED, 0, MOST_SEED);
  const file = resolve(options.data ?? join(DATA, INTENTION_FILE));
  if (!existsSync(file)) throw new Skip(`${file} is not there; published at ${INTENTION_PUBLISHED}`);
  const data = readIntention(readText(file));
  report(`with ${LEAK}:`);
  const withIt = runIntention(data, seed, report);
  report(`without ${LEAK}:`);
  const without = runIntention(withoutColumn(data, LEAK), seed, report);
  const logs: LogResult[] = [];
  const missing: string[] = [];
  for (const log of SHOP_LOGS) {
    const path = join(DATA, log.file);
    if (!existsSync(path)) {
      missing.push(`${path} is not there; published at ${log.published}`);
      continue;
    }
    report(`${log.id} …`);
    const logged = parsePlainCsv(readText(path)).map((row, index) => log.toEvent(row, index + 2));
    logs.push(runLog(log.id, prefixExamples(logged), seed));
  }
  return outcome(withIt, without, logs, timeScore(), missing, seed);
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

function outcome(
  withIt: IntentionResult,
  without: IntentionResult,
  logs: readonly LogResult[],
  time: ScoreTime,
  missing: readonly string[],
  seed: number,
): Outcome {
  return {
    table: [
      intentionTable(withIt, without),
      "",
      `Published with ${LEAK}: logistic regression 0.881–0.892, gradient boosting 0.922. Seed ${seed}; settings chosen`,
      `inside each training fold. ECE: 10 bins of equal width. Learning took ${withIt.learnSeconds.toFixed(1)} s a fold.`,
      "",
      logTable(logs),
      "",
      ...logs.flatMap(aheadLines),
      "AUC over all events before the purchase; 95 % intervals by drawing visitors. CV: five folds of visitors inside the",
      "earlier part, where the settings are chosen. Purchases are few: where an interval of the difference holds 0, it is open.",
      "",
      `Score with its parts ${time.scoreUs.toFixed(1)} µs, moments ${time.momentsUs.toFixed(1)} µs (median, full trail).`,
      ...missing,
    ].join("\n"),
    json: {
      aucWith: rounded(withIt.auc, 4),
      aucWithout: rounded(without.auc, 4),
      calibrationError: rounded(withIt.calibrationError, 4),
      calibrationErrorEqualCount: rounded(withIt.calibrationErrorEqualCount, 4),
      calibrationErrorWithout: rounded(without.calibrationError, 4),
      aucByFold: withIt.aucByFold.map((auc) => rounded(auc, 4)),
      aucSumWith: rounded(withIt.aucSum, 4),
      aucPointsWith: rounded(withIt.aucPoints, 4),
      aucLogisticWith: rounded(withIt.aucLogistic, 4),
      aucSumWithout: rounded(without.aucSum, 4),
      aucPointsWithout: rounded(without.aucPoints, 4),
      aucLogisticWithout: rounded(without.aucLogistic, 4),
      learnSeconds: rounded(withIt.learnSeconds, 2),
      scoreMicroseconds: rounded(time.scoreUs, 2),
      momentsMicroseconds: rounded(time.momentsUs, 2),
      logs: logs.map((one) => ({
        log: one.log,
        learnt: one.learnt,
        judged: one.judged,
        auc: roundedAll(one.auc),
        interval: one.interval,
        ahead: one.ahead,
        aucCrossValidated: roundedAll(one.aucCrossValidated),
        setting: one.setting,
      })),
      seed,
    },
  };
}

function intentionTable(withIt: IntentionResult, without: IntentionResult): string {
  const auc = (value: number) => value.toFixed(4);
  return renderTable(
    [
      ["online shoppers, 5-fold AUC", `with ${LEAK}`, "without"],
      ["ours (sum + pairs)", auc(withIt.auc), auc(without.auc)],
      ["ours, sum only", auc(withIt.aucSum), auc(without.aucSum)],
      ["ours, sum in whole points", auc(withIt.aucPoints), auc(without.aucPoints)],
      ["plain logistic regression", auc(withIt.aucLogistic), auc(without.aucLogistic)],
      ["ours, log loss", auc(withIt.logLoss), auc(without.logLoss)],
      ["logistic, log loss", auc(withIt.logLossLogistic), auc(without.logLossLogistic)],
      ["ours, calibration error", auc(withIt.calibrationError), auc(without.calibrationError)],
    ],
    { right: [1, 2] },
  );
}

function logTable(logs: readonly LogResult[]): string {
  const cell = (one: LogResult, name: keyof Contestants<number>) => {
    const [low, high] = one.interval[name];
    return `${one.auc[name].toFixed(3)} (${low.toFixed(2)}–${high.toFixed(2)}), CV ${one.aucCrossValidated[name].toFixed(3)}`;
  };
  return renderTable(
    [
      ["purchase later in the visit", ...logs.map(({ log }) => log)],
      ["purchases learnt from / judged", ...logs.map((one) => `${one.learnt.purchases} / ${one.judged.purchases}`)],
      ["points rule (view 1, cart 5)", ...logs.map((one) => cell(one, "rule"))],
      ["plain logistic regression", ...logs.map((one) => cell(one, "logistic"))],
      ["the card in the bundle", ...logs.map((one) => cell(one, "bundled"))],
      ["ours, learnt", ...logs.map((one) => cell(one, "ours"))],
    ],
    { right: logs.map((_, place) => place + 1) },
  );
}

function aheadLines({ log, ahead }: LogResult): string[] {
  return (["rule", "logistic"] as const).map((name) => {
    const { by, interval } = ahead[name];
    const signed = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
    return `${log}: ours ${signed(by)} over the ${name} (${signed(interval[0])} to ${signed(interval[1])})`;
  });
}

function roundedAll(all: Contestants<number>): Contestants<number> {
  return {
    rule: rounded(all.rule, 4),
    logistic: rounded(all.logistic, 4),
    bundled: rounded(all.bundled, 4),
    ours: rounded(all.ours, 4),
  };
}
