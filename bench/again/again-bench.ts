/**
 * What do customers buy again, and when? Two questions to real orders, with everything before a day as the past.
 *
 * online_retail_II: which of the products a customer has bought will they buy within the next month? Ours ranks by
 * what is due; against those bought most often, and those bought last. CDNOW: in how many days does a customer come
 * back? Ours shrinks their own pace towards the shop's; against the shop's alone and their own alone.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ROOT } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { duenessOf } from "../../worker/domain/recommend/again/due-again.ts";
import { LEAST_AGAIN_DAYS, RepeatKinds, buildRepeats } from "../../worker/domain/recommend/again/repeat-model.ts";
import type { PurchaseOf } from "../../worker/domain/recommend/again/repeat-model.ts";
import { readInvoices } from "../complements/invoices.ts";
import { parseOptions } from "../options.ts";
import { Skip } from "../outcome.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, rounded } from "../statistics.ts";

const DATA = join(ROOT, "../shared/data/orders");
const DAY_MS = 86_400_000;
const ASKED_DAYS = 30;
const ROW = 10;

export const againBench: Benchmark = { run };

/** A customer's purchases of each product, oldest first, epoch milliseconds. */
type History = Map<string, number[]>;

async function run({ args }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { data: { type: "string" } });
  const folder = options.data ?? DATA;
  const precision = askWhich(join(folder, "online_retail_II_2009_2010.csv.gz"));
  const errors = askWhen(join(folder, "CDNOW_master.txt.gz"));
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  return {
    table: [
      renderTable([
        [`online_retail_II: of the first ${ROW}, bought within ${ASKED_DAYS} days`, "", ""],
        ["ours (due)", percent(precision.ours), `${precision.customers} customers`],
        ["bought most often", percent(precision.often), ""],
        ["bought last", percent(precision.last), ""],
      ]),
      renderTable([
        ["CDNOW: days until the next purchase, off by a factor of (median)", "", ""],
        ["ours", errors.ours.toFixed(2), `${errors.customers} customers`],
        ["the shop's pace", errors.shop.toFixed(2), ""],
        ["their own pace", errors.own.toFixed(2), ""],
      ]),
    ].join("\n"),
    json: {
      which: {
        ...precision,
        ours: rounded(precision.ours, 4),
        often: rounded(precision.often, 4),
        last: rounded(precision.last, 4),
      },
      when: { ...errors, ours: rounded(errors.ours, 3), shop: rounded(errors.shop, 3), own: rounded(errors.own, 3) },
    },
  };
}

function askWhich(file: string) {
  const invoices = readInvoices(file).filter(({ customer }) => customer !== undefined);
  const cut = (invoices.at(-1)?.at ?? 0) - ASKED_DAYS * DAY_MS;
  const histories = new Map<string, History>();
  const later = new Map<string, Set<string>>();
  const purchases: PurchaseOf[] = [];
  for (const { customer, at, itemIds } of invoices) {
    if (at >= cut) {
      later.set(customer!, new Set([...(later.get(customer!) ?? []), ...itemIds]));
      continue;
    }
    let history = histories.get(customer!);
    if (history === undefined) histories.set(customer!, (history = new Map()));
    for (const itemId of itemIds) {
      const times = history.get(itemId);
      const last = times?.at(-1);
      purchases.push({ itemId, ...(last !== undefined && { againDays: (at - last) / DAY_MS }) });
      if (times) times.push(at);
      else history.set(itemId, [at]);
    }
  }
  const kinds = new RepeatKinds(buildRepeats(purchases), () => undefined);
  const hits = { ours: 0, often: 0, last: 0 };
  let customers = 0;
  for (const [customer, bought] of later) {
    const history = histories.get(customer);
    if (history === undefined || history.size < ROW) continue;
    customers++;
    const rank = (worth: (itemId: string, times: number[]) => number): number =>
      [...history]
        .map(([itemId, times]) => ({ itemId, worth: worth(itemId, times) }))
        .sort((a, b) => b.worth - a.worth)
        .slice(0, ROW)
        .filter(({ itemId }) => bought.has(itemId)).length;
    hits.ours += rank((itemId, times) => duenessOf(kinds.of(itemId), times, cut).worth);
    hits.often += rank((_, times) => times.length);
    hits.last += rank((_, times) => times.at(-1)!);
  }
  const of = (count: number): number => count / (customers * ROW);
  return { ours: of(hits.ours), often: of(hits.often), last: of(hits.last), customers };
}

function askWhen(file: string) {
  if (!existsSync(file)) throw new Skip(`${file} is not there; published at https://www.brucehardie.com/datasets/`);
  const days = new Map<string, number[]>();
  for (const line of gunzipSync(readFileSync(file)).toString("utf8").split("\n")) {
    const [customer, date] = line.trim().split(/\s+/);
    const match = /^(\d{4})(\d\d)(\d\d)$/.exec(date ?? "");
    if (customer === undefined || match === null) continue;
    const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
    const list = days.get(customer);
    if (list === undefined) days.set(customer, [at]);
    else if (list.at(-1) !== at) list.push(at);
  }
  // Half of the customers teach the shop's pace, the other half are asked about.
  const customers = [...days.values()];
  const gaps = customers
    .filter((_, i) => i % 2 === 0)
    .flatMap((list) => list.slice(1).map((at, i) => (at - list[i]!) / DAY_MS));
  const kinds = new RepeatKinds(buildRepeats(gaps.map((againDays) => ({ itemId: "cd", againDays }))), () => undefined);
  const kind = kinds.of("cd");
  const errors = { ours: [] as number[], shop: [] as number[], own: [] as number[] };
  for (const list of customers.filter((_, i) => i % 2 === 1)) {
    // The last of at least three purchases is what is asked.
    if (list.length < 3) continue;
    const past = list.slice(0, -1);
    const actual = Math.max(LEAST_AGAIN_DAYS, (list.at(-1)! - past.at(-1)!) / DAY_MS);
    const off = (predicted: number): number => Math.exp(Math.abs(Math.log(predicted / actual)));
    errors.ours.push(off(duenessOf(kind, past, past.at(-1)!).everyDays));
    errors.shop.push(off(kind.days));
    errors.own.push(off(Math.max(LEAST_AGAIN_DAYS, (past.at(-1)! - past[0]!) / DAY_MS / (past.length - 1))));
  }
  return {
    ours: median(errors.ours),
    shop: median(errors.shop),
    own: median(errors.own),
    customers: errors.ours.length,
  };
}
