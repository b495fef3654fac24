/**
 * Within the page view: from the click on a product until the row that depends on it is painted, without a reload.
 *
 * A real Chromium on the demo shop; every interaction is a visitor's first, so nothing is cached and nobody is known.
 */
import { buildCatalogue } from "../../shop/catalogue/build-catalogue.ts";
import { demoDefinitions, demoSettings } from "../../shop/catalogue/demo-definitions.ts";
import { SHOP_ROOT } from "../../shop/catalogue/shop-brand.ts";
import { AdminApi } from "../../start/admin-api.ts";
import { buildAll } from "../../start/build-all.ts";
import { publishDemoSite } from "../../start/demo-site.ts";
import { findPort } from "../../start/port.ts";
import { buildSelfhost } from "../../start/build-selfhost.ts";
import { ASSETS } from "../../start/paths.ts";
import { serveWorkerd } from "../../start/serve-workerd.ts";
import { renderTable } from "../../start/table.ts";
import { openBrowser, requireBrowser } from "../open-browser.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, percentile, rounded } from "../statistics.ts";
import { interact } from "./interact.ts";
import type { Interaction } from "./interact.ts";
import type { InteractionSplit } from "./split-interaction.ts";

/** Away from the demo's own port, so that a running demo is left alone. */
const FIRST_PORT = 8960;
const DEFAULT_INTERACTIONS = 30;
/** Not counted: the Worker's first request compiles it, the browser's first page starts its processes. */
const WARM_UP = 3;
/** A tenth of a second is felt as instant (Nielsen: "Response Times: The 3 Important Limits"); the rest is the network's. */
const P95_GOAL_MS = 60;
const PARTS = ["page", "queue", "answer", "render", "total"] as const satisfies (keyof InteractionSplit)[];
const TITLES: Record<(typeof PARTS)[number], string> = {
  page: "click → page swapped (shop)",
  queue: "event → request sent (SDK's queue)",
  answer: "sent → answered (network and Worker)",
  render: "answered → painted (SDK and browser)",
  total: "click → painted",
};

export const pageViewBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { interactions: { type: "string" } });
  const count = wholeNumber("interactions", options.interactions, DEFAULT_INTERACTIONS, 1, 1_000);
  requireBrowser();

  await buildAll({ shop: true, report });
  const storage = scope.tempDir("page-view");
  const { port } = await findPort(FIRST_PORT);
  buildSelfhost(ASSETS);
  const worker = await serveWorkerd({ port, storage, environment: "development" });
  scope.onEnd(() => worker.stop());
  await publishDemoSite(new AdminApi(worker.url, "demo"), storage, {
    settings: demoSettings(["*"]),
    definitions: demoDefinitions(),
    products: buildCatalogue().map(({ product }) => product),
  });
  const browser = await openBrowser(scope);

  const home = `${worker.url}${SHOP_ROOT}/en/`;
  const interactions: Interaction[] = [];
  for (let turn = -WARM_UP; turn < count; turn++) {
    const one = await interact(browser, home, turn + WARM_UP);
    if (turn >= 0) interactions.push(one);
  }
  return outcome(interactions);
}

function outcome(interactions: readonly Interaction[]): Outcome {
  const of = (part: keyof InteractionSplit) => interactions.map(({ split }) => split[part]);
  const fromEvent = interactions.map(({ split }) => split.total - split.page);
  const layoutShift = interactions.reduce((sum, one) => sum + one.layoutShift, 0);
  const p95 = percentile(of("total"), 0.95);
  const table = renderTable(
    [
      ["part", "median ms", "p95 ms"],
      ...PARTS.map((part) => [TITLES[part], median(of(part)).toFixed(1), percentile(of(part), 0.95).toFixed(1)]),
      ["event → painted", median(fromEvent).toFixed(1), percentile(fromEvent, 0.95).toFixed(1)],
    ],
    { right: [1, 2] },
  );
  return {
    table: `${table}\n\nlayout shift, sum  ${rounded(layoutShift, 5)}  goal 0\nclick → painted, p95  goal ≤ ${P95_GOAL_MS} ms\n\n${interactions.length} visitors, each their first click; the built bundle under bare workerd on this machine.`,
    json: {
      medianMs: rounded(median(of("total")), 2),
      p95Ms: rounded(p95, 2),
      layoutShift: rounded(layoutShift, 6),
      eventToPaintedMedianMs: rounded(median(fromEvent), 2),
      eventToPaintedP95Ms: rounded(percentile(fromEvent, 0.95), 2),
      interactions: interactions.length,
      ...Object.fromEntries(
        PARTS.filter((part) => part !== "total").flatMap((part) => [
          [`${part}MedianMs`, rounded(median(of(part)), 2)],
          [`${part}P95Ms`, rounded(percentile(of(part), 0.95), 2)],
        ]),
      ),
    },
  };
}
