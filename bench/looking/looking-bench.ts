/** May one look at a report every day? And is what is limited never given twice? */
import { visitorsForAnyLook, visitorsForOneLook } from "../../worker/domain/experiments/planning.ts";
import { renderTable } from "../../start/table.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { rounded } from "../statistics.ts";
import { peek, watchRatio, type PeekingResult, type RatioResult } from "./peeking.ts";
import { rush } from "./rush.ts";
import type { Shop } from "./shop-days.ts";

const DEFAULT_TESTS = 2_000;
const DAYS = 60;
/** Experiments in which there is something to find. */
const LIFTED_TESTS = 400;
const RATIO_TESTS = 200;
/** Far more visitors than codes, all at once. */
const CLAIMS = { visitors: 10_000, codes: 132 };
const RUSHES = 5;
const DEFAULT_SEED = 1;
const MOST_SEED = 0xffff_ffff;

const EVEN: Shop = { name: "even halves", visitors: 400, control: 0.5, rate: 0.03, lift: 0, spread: 1 };
/** Nothing differs. */
const ALIKE: readonly Shop[] = [
  EVEN,
  { name: "hold-out of a tenth, large orders", visitors: 4_000, control: 0.1, rate: 0.02, lift: 0, spread: 1.5 },
];
/** 120,000 visitors in 60 days: more than one look needs, and less than twice what any number of looks needs. */
const LIFTED: Shop = { name: "lift of 15 %", visitors: 2_000, control: 0.5, rate: 0.03, lift: 0.15, spread: 1 };

export const lookingBench: Benchmark = { run };

async function run({ args, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { tests: { type: "string" }, seed: { type: "string" } });
  const tests = wholeNumber("tests", options.tests, DEFAULT_TESTS, 10, 100_000);
  const seed = wholeNumber("seed", options.seed, DEFAULT_SEED, 0, MOST_SEED);
  const alike: PeekingResult[] = [];
  for (const shop of ALIKE) {
    report(`${tests} A/A tests, ${shop.name}`);
    alike.push(peek(shop, tests, DAYS, shop.visitors * DAYS, seed));
    await new Promise(setImmediate);
  }
  report(`${LIFTED_TESTS} tests with a ${LIFTED.name}`);
  const lifted = peek(LIFTED, LIFTED_TESTS, DAYS, LIFTED.visitors * DAYS, seed + 1);
  await new Promise(setImmediate);
  report("sample ratios");
  const ratios: [name: string, result: RatioResult][] = [
    ["50 : 50, as meant", watchRatio(0.5, 0.5, RATIO_TESTS, 100_000, seed)],
    ["51 : 49 instead of 50 : 50", watchRatio(0.51, 0.5, RATIO_TESTS, 200_000, seed)],
    ["11 : 89 instead of 10 : 90", watchRatio(0.11, 0.1, RATIO_TESTS, 200_000, seed)],
  ];
  report(`${CLAIMS.visitors} claims on ${CLAIMS.codes} codes`);
  const rushes = Array.from({ length: RUSHES }, (_, i) => rush({ ...CLAIMS, seed: seed + i }));
  const oversold = rushes.reduce((sum, one) => sum + one.oversold, 0);
  const worst = Math.max(...alike.flatMap(({ decided }) => [decided.conversion, decided.revenue]));
  const plan = {
    mean: LIFTED.rate,
    variance: LIFTED.rate * (1 - LIFTED.rate),
    lift: LIFTED.lift,
    power: 0.8,
    treated: 0.5,
    alpha: 0.05,
  };
  return {
    table: [
      peekingTable([...alike, lifted]),
      "",
      `Each looked at on ${DAYS} days. "ever": our verdict was other than inconclusive at some look; "t-test": Welch's p < 0.05 at some look, as`,
      "nobody should; \"once\": Welch's test on the last day only; width: of our interval over Welch's on the last day.",
      `A lift of ${LIFTED.lift * 100} % on ${LIFTED.rate * 100} %, power 0.8: ${visitorsForOneLook(plan)} visitors for one look, ${visitorsForAnyLook(plan)} for any number.`,
      "",
      renderTable(
        [
          ["sample ratio", "alarms", "median visitors"],
          ...ratios.map(([name, { alarms, medianVisitors }]) => [name, percent(alarms), String(medianVisitors ?? "–")]),
        ],
        { right: [1, 2] },
      ),
      "",
      renderTable(
        [
          ["claims on a pool", "oversold", "shown", "free", "came back", "messages", "lost", "crashes"],
          ...rushes.map((one) => [
            `${CLAIMS.visitors} on ${CLAIMS.codes}`,
            ...[one.oversold, one.shown, one.left, one.cameBack, one.messages, one.lost, one.crashes].map(String),
          ]),
        ],
        { right: [1, 2, 3, 4, 5, 6, 7] },
      ),
    ].join("\n"),
    json: {
      falsePositiveRate: rounded(worst, 5),
      falsePositives: Object.fromEntries(alike.map(({ shop, decided }) => [shop.name, decided])),
      peekedTTest: Object.fromEntries(alike.map(({ shop, naive }) => [shop.name, naive])),
      power: { always: lifted.decided, once: lifted.atEnd, medianDay: lifted.medianDay },
      widthRatio: lifted.widthRatio,
      sampleRatio: Object.fromEntries(ratios),
      oversold,
      rushes,
      tests,
      days: DAYS,
      seed,
    },
  };
}

function peekingTable(results: readonly PeekingResult[]): string {
  return renderTable(
    [
      ["experiments", "", "metric", "ever", "t-test", "once", "median day", "width", "covered at all looks"],
      ...results.flatMap((result) =>
        (["conversion", "revenue"] as const).map((metric) => [
          metric === "conversion" ? String(result.experiments) : "",
          metric === "conversion" ? result.shop.name : "",
          metric,
          percent(result.decided[metric]),
          percent(result.naive[metric]),
          percent(result.atEnd[metric]),
          String(result.medianDay[metric] ?? "–"),
          result.widthRatio[metric].toFixed(2),
          metric === "conversion" ? percent(result.coveredAlways) : "",
        ]),
      ),
    ],
    { right: [0, 3, 4, 5, 6, 7, 8] },
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
