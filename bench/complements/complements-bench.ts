/**
 * What is in a basket besides what is known to be in it? Each product of each invoice of the last two months is hidden
 * once; everything before is what is learnt from, and its own last two months choose all parameters. A customer's own
 * earlier invoices are theirs at the time of asking, as a shop's visitor's are.
 */
import { join, resolve } from "node:path";
import { ROOT } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { buildComplements } from "../../worker/domain/recommend/complements/build-complements.ts";
import { ComplementCandidates } from "../../worker/domain/recommend/complements/complement-features.ts";
import type { Owned } from "../../worker/domain/recommend/complements/complement-features.ts";
import type { ComplementModel } from "../../worker/domain/recommend/complements/complement-model.ts";
import { learnWeights } from "../../worker/domain/recommend/complements/learn-weights.ts";
import { rankComplements } from "../../worker/domain/recommend/complements/rank-complements.ts";
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import { parseOptions } from "../options.ts";
import { Misuse } from "../outcome.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { rounded } from "../statistics.ts";
import { PairCounts, POPULARITY_DAYS, RULE_CHOICES, popularity } from "./baselines.ts";
import type { Scorer } from "./baselines.ts";
import { readInvoices } from "./invoices.ts";
import type { Invoice } from "./invoices.ts";
import { PlaceTally, placeOf } from "./leave-one-out.ts";
import type { Accuracy } from "./leave-one-out.ts";

const DEFAULT_DATA = join(ROOT, "../shared/data/orders/online_retail_II_2009_2010.csv.gz");
/** Months that are asked about, and before them months that parameters are chosen on. */
const MONTHS = 2;
/** Products hidden of each validation invoice: a few of each say as much as all of the largest. */
const VALIDATION_HIDDEN = 1;
/** Of the validation invoices' lines, one in so many is an example to learn weights from: some 8,000. */
const LINES_PER_EXAMPLE = 8;
const ROW = 20;
/** What ours has to be of the better baseline. */
const GOAL = 1.3;

export const complementsBench: Benchmark = { run };

async function run({ args, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { data: { type: "string" } });
  const invoices = readInvoices(resolve(options.data ?? DEFAULT_DATA));
  const last = invoices.at(-1);
  if (last === undefined) throw new Misuse("there is no invoice in the file");
  const testFrom = monthsBefore(last.at, MONTHS);
  const validationFrom = monthsBefore(testFrom, MONTHS);
  const numbers = new Map<string, number>();
  for (const { itemIds } of invoices) for (const id of itemIds) if (!numbers.has(id)) numbers.set(id, numbers.size);
  const histories = historiesOf(invoices);
  const past = (until: number) => invoices.filter(({ at }) => at < until);
  const asked = (from: number, until: number) =>
    invoices.filter(({ at, itemIds }) => at >= from && at < until && itemIds.length > 1);

  report("  choosing the baselines' parameters …");
  const early = past(validationFrom);
  const validation = asked(validationFrom, testFrom);
  const chosen = chooseBaselines(early, validation, numbers);
  report(`  rules: ${chosen.rulesName}; popularity: ${chosen.popularityName}; learning our weights …`);
  const earlyModel = buildComplements(early, validationFrom);
  const dice = createDice(seedOf("complements"));
  // Every so many lines of all invoices end to end: large invoices count in learning as they do in asking.
  const learntFrom = validation
    .flatMap((invoice) => invoice.itemIds.map((hiddenId) => ({ invoice, hiddenId })))
    .filter((_, line) => line % LINES_PER_EXAMPLE === 0);
  const examplesOf = (known: boolean) =>
    learntFrom.flatMap(({ invoice, hiddenId }) => {
      const hidden = numberIn(earlyModel, hiddenId);
      if (hidden === undefined) return [];
      const basket = basketOf(earlyModel, invoice.itemIds, hiddenId);
      return [{ basket, hidden, owned: known ? ownedBy(earlyModel, histories, invoice) : [] }];
    });
  const weights = learnWeights(earlyModel, dice.shuffle(examplesOf(true)));
  const anonymousWeights = learnWeights(earlyModel, dice.shuffle(examplesOf(false)));

  report("  asking for each product of the last two months …");
  const train = past(testFrom);
  const test = asked(testFrom, Infinity);
  const baskets = train.map(({ itemIds }) => Uint32Array.from(itemIds, (id) => numbers.get(id)!));
  const model = buildComplements(train, testFrom);
  const started = performance.now();
  const ours = askOurs({ ...model, weights }, test, histories);
  const microseconds = ((performance.now() - started) * 1_000) / ours.predictions;
  const withoutCustomer = askOurs({ ...model, weights: anonymousWeights }, test, new Map());
  const rules = askBaseline(
    new PairCounts(baskets, numbers.size, chosen.rules.support).rules(chosen.rules),
    test,
    numbers,
    Infinity,
  );
  const popular = askBaseline(popularity(train, baskets, numbers.size, chosen.popularityDays), test, numbers, Infinity);
  const better = {
    hr20: Math.max(rules.accuracy.hr20, popular.accuracy.hr20),
    mrr20: Math.max(rules.accuracy.mrr20, popular.accuracy.mrr20),
  };
  const row = (name: string, { hr20, mrr20 }: Accuracy): string[] => [
    name,
    `${(hr20 * 100).toFixed(2)} %`,
    `${(mrr20 * 100).toFixed(2)} %`,
    (hr20 / better.hr20).toFixed(2),
    (mrr20 / better.mrr20).toFixed(2),
  ];
  const table = renderTable([
    ["", "HR@20", "MRR@20", "HR × best", "MRR × best"],
    row("ours", ours.accuracy),
    row("ours, customer unknown", withoutCustomer.accuracy),
    row(`rules (${chosen.rulesName})`, rules.accuracy),
    row(`popularity (${chosen.popularityName})`, popular.accuracy),
  ]);
  const facts = [
    `${ours.predictions.toLocaleString("en")} hidden products of ${test.length.toLocaleString("en")} invoices from ${day(testFrom)}; learnt from ${train.length.toLocaleString("en")} before.`,
    `Goal: ${GOAL} × the better of the baselines. One answer of ours takes ${microseconds.toFixed(0)} µs on average.`,
    `Weights learnt: ${[...weights].map((weight) => weight.toFixed(2)).join(" ")}`,
  ];
  return {
    table: [table, ...facts].join("\n"),
    json: {
      ours: printed(ours.accuracy),
      withoutCustomer: printed(withoutCustomer.accuracy),
      rules: { ...printed(rules.accuracy), ...chosen.rules },
      popularity: printed(popular.accuracy),
      predictions: ours.predictions,
      microseconds: rounded(microseconds, 1),
      weights: [...weights].map((weight) => rounded(weight, 3)),
    },
  };
}

interface ChosenBaselines {
  rules: (typeof RULE_CHOICES)[number];
  rulesName: string;
  popularityDays: number;
  popularityName: string;
}

function chooseBaselines(
  early: readonly Invoice[],
  validation: readonly Invoice[],
  numbers: ReadonlyMap<string, number>,
): ChosenBaselines {
  const baskets = early.map(({ itemIds }) => Uint32Array.from(itemIds, (id) => numbers.get(id)!));
  const least = Math.min(...RULE_CHOICES.map(({ support }) => support));
  const pairs = new PairCounts(baskets, numbers.size, least);
  const ask = (scorer: Scorer) => askBaseline(scorer, validation, numbers, VALIDATION_HIDDEN).accuracy.hr20;
  const rules = best(RULE_CHOICES, (choice) => ask(pairs.rules(choice)));
  const popularityDays = best(POPULARITY_DAYS, (days) => ask(popularity(early, baskets, numbers.size, days)));
  return {
    rules,
    rulesName: `${rules.measure}, ${rules.together}, ${rules.support} orders or more`,
    popularityDays,
    popularityName: popularityDays > 3_650 ? "all time" : `half-life ${popularityDays} days`,
  };
}

function best<T>(choices: readonly T[], worth: (choice: T) => number): T {
  const ranked = choices.map((choice) => ({ choice, worth: worth(choice) })).sort((a, b) => b.worth - a.worth);
  return ranked[0]!.choice;
}

/** @param most products hidden of each invoice, evenly spread over it */
function askBaseline(
  scorer: Scorer,
  invoices: readonly Invoice[],
  numbers: ReadonlyMap<string, number>,
  most: number,
): PlaceTally {
  const scores = new Float64Array(numbers.size);
  const tally = new PlaceTally();
  for (const { itemIds } of invoices) {
    const items = itemIds.map((id) => numbers.get(id)!);
    const inBasket = new Set(items);
    scorer.begin(items);
    const step = Math.max(1, items.length / most);
    for (let at = 0; at < items.length; at += step) {
      const hidden = items[Math.floor(at)]!;
      scorer.without(hidden, scores);
      tally.add(placeOf(hidden, inBasket, scores));
    }
  }
  return tally;
}

function askOurs(model: ComplementModel, invoices: readonly Invoice[], histories: Histories): PlaceTally {
  const candidates = new ComplementCandidates(model.itemIds.length);
  const tally = new PlaceTally();
  for (const invoice of invoices) {
    const owned = ownedBy(model, histories, invoice);
    for (const hiddenId of invoice.itemIds) {
      const hidden = numberIn(model, hiddenId);
      const ranked =
        hidden === undefined
          ? []
          : rankComplements(model, basketOf(model, invoice.itemIds, hiddenId), owned, ROW, candidates);
      const at = ranked.findIndex(({ item }) => item === hidden);
      tally.add(at < 0 ? undefined : at + 1);
    }
  }
  return tally;
}

/** By customer: their invoices, oldest first. */
type Histories = ReadonlyMap<string, readonly Invoice[]>;

function historiesOf(invoices: readonly Invoice[]): Histories {
  const histories = new Map<string, Invoice[]>();
  for (const invoice of invoices) {
    if (invoice.customer === undefined) continue;
    const history = histories.get(invoice.customer);
    if (history) history.push(invoice);
    else histories.set(invoice.customer, [invoice]);
  }
  return histories;
}

/** What the invoice's customer had bought before it. */
function ownedBy(model: ComplementModel, histories: Histories, { customer, at }: Invoice): Owned[] {
  const owned = new Map<number, Owned>();
  for (const earlier of (customer !== undefined && histories.get(customer)) || []) {
    if (earlier.at >= at) break;
    for (const id of earlier.itemIds) {
      const item = numberIn(model, id);
      if (item !== undefined) owned.set(item, { item, times: (owned.get(item)?.times ?? 0) + 1, age: at - earlier.at });
    }
  }
  return [...owned.values()];
}

const numbersOf = new WeakMap<readonly string[], Map<string, number>>();

function numberIn({ itemIds }: ComplementModel, id: string): number | undefined {
  let numbers = numbersOf.get(itemIds);
  if (numbers === undefined) numbersOf.set(itemIds, (numbers = new Map(itemIds.map((one, item) => [one, item]))));
  return numbers.get(id);
}

function basketOf(model: ComplementModel, itemIds: readonly string[], hiddenId: string): number[] {
  return itemIds.flatMap((id) => (id === hiddenId ? [] : (numberIn(model, id) ?? [])));
}

function monthsBefore(at: number, months: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, date.getUTCDate());
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function printed({ hr20, mrr20 }: Accuracy): Accuracy {
  return { hr20: rounded(hr20, 4), mrr20: rounded(mrr20, 4) };
}
