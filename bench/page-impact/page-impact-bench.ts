/**
 * What the SDK does to a shop: largest contentful paint, layout shift and interaction latency of the demo shop with and
 * without it, in turns, on a processor four times slower. The difference of each pair, and between which values its
 * median lies.
 */
import { buildCatalogue } from "../../shop/catalogue/build-catalogue.ts";
import { demoDefinitions, demoSettings } from "../../shop/catalogue/demo-definitions.ts";
import { AdminApi } from "../../start/admin-api.ts";
import { buildAll } from "../../start/build-all.ts";
import { buildSelfhost } from "../../start/build-selfhost.ts";
import { publishDemoSite } from "../../start/demo-site.ts";
import { ASSETS } from "../../start/paths.ts";
import { findPort } from "../../start/port.ts";
import { serveWorkerd } from "../../start/serve-workerd.ts";
import { renderTable } from "../../start/table.ts";
import { openBrowser, requireBrowser } from "../open-browser.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, rounded } from "../statistics.ts";
import { medianInterval } from "./median-interval.ts";
import { visitShop } from "./shop-visit.ts";
import type { ShopVisit } from "./shop-visit.ts";

/** Away from the demo's own port, so that a running demo is left alone. */
const FIRST_PORT = 8970;
const DEFAULT_PAIRS = 25;
/** Fewer say nothing at 95 % (see `medianInterval`). */
const LEAST_PAIRS = 6;
/** Not counted: the Worker's first request compiles it, the browser's first page starts its processes. */
const WARM_UP = 2;

const MEASURES = ["lcp", "cls", "interaction"] as const;
type Measure = (typeof MEASURES)[number];
const TITLES: Record<Measure, string> = {
  lcp: "largest contentful paint, ms",
  cls: "layout shift, score",
  interaction: "click → next paint, ms",
};
const DIGITS: Record<Measure, number> = { lcp: 1, cls: 5, interaction: 1 };

interface Pair {
  with: ShopVisit;
  without: ShopVisit;
}

export const pageImpactBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { pairs: { type: "string" } });
  const count = wholeNumber("pairs", options.pairs, DEFAULT_PAIRS, LEAST_PAIRS, 500);
  requireBrowser();
  await buildAll({ shop: true, report });
  const storage = scope.tempDir("page-impact");
  const { port } = await findPort(FIRST_PORT);
  buildSelfhost(ASSETS);
  const worker = await serveWorkerd({ port, storage, environment: "development" });
  scope.onEnd(() => worker.stop());
  const products = buildCatalogue();
  await publishDemoSite(new AdminApi(worker.url, "demo"), storage, {
    settings: demoSettings(["*"]),
    definitions: demoDefinitions(),
    products: products.map(({ product }) => product),
  });
  const browser = await openBrowser(scope);

  // Sold without a choice of size, so that one click is enough.
  const simple = products.filter(({ sizes, product }) => sizes.length === 0 && product.availability === "in_stock");
  const pairs: Pair[] = [];
  for (let turn = -WARM_UP; turn < count; turn++) {
    const address = `${worker.url}${simple[(turn + WARM_UP) % simple.length]!.product.link}`;
    const visit = (sdk: boolean): Promise<ShopVisit> =>
      visitShop(browser, { address, selector: "main form button[type=submit]", sdk });
    // Who comes first changes from pair to pair: neither always finds the machine as the other has left it.
    const first = await visit(turn % 2 === 0);
    const second = await visit(turn % 2 !== 0);
    if (first.sdk === second.sdk) throw new Error("the SDK ran in both visits of a pair, or in neither");
    if (turn >= 0) pairs.push(first.sdk ? { with: first, without: second } : { with: second, without: first });
    if (turn >= 0 && (turn + 1) % 5 === 0) report(`${turn + 1} of ${count} pairs.`);
  }
  return outcome(pairs);
}

function outcome(pairs: readonly Pair[]): Outcome {
  const figures = MEASURES.map((measure) => {
    const {
      low,
      high,
      median: difference,
    } = medianInterval(pairs.map((pair) => pair.with[measure] - pair.without[measure]));
    const round = (value: number): number => rounded(value, DIGITS[measure]);
    return {
      measure,
      with: round(median(pairs.map((pair) => pair.with[measure]))),
      without: round(median(pairs.map((pair) => pair.without[measure]))),
      difference: round(difference),
      low: round(low),
      high: round(high),
      insideNoise: low <= 0 && high >= 0,
    };
  });
  const rows = figures.map(({ measure, low, high, insideNoise, ...values }) => [
    TITLES[measure],
    String(values.without),
    String(values.with),
    String(values.difference),
    `${low} … ${high}`,
    insideNoise ? "inside noise" : low > 0 ? "worse" : "better",
  ]);
  const table = renderTable([["demo shop, 4× slower", "without", "with", "difference", "95 % interval", ""], ...rows], {
    right: [1, 2, 3, 4],
  });
  return {
    table: `${table}

${pairs.length} pairs of first visits in turns: a product's page is loaded, then put in the cart. Medians; the interval is that of the
median difference within a pair, by its signs.`,
    json: { pairs: pairs.length, ...Object.fromEntries(figures.map(({ measure, ...values }) => [measure, values])) },
  };
}
