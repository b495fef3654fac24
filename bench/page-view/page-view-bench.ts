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
import type { Interaction, Scenario } from "./interact.ts";
import type { Browser } from "puppeteer-core";
import type { InteractionSplit } from "./split-interaction.ts";

/** Away from the demo's own port, so that a running demo is left alone. */
const FIRST_PORT = 8960;
const DEFAULT_INTERACTIONS = 30;
/** Not counted: the Worker's first request compiles it, the browser's first page starts its processes. */
const WARM_UP = 3;
/** A tenth of a second is felt as instant (Nielsen: "Response Times: The 3 Important Limits"); the rest is the network's. */
const P95_GOAL_MS = 60;
const PARTS = ["page", "queue", "network", "worker", "render", "total"] as const satisfies (keyof InteractionSplit)[];
const TITLES: Record<(typeof PARTS)[number], string> = {
  page: "click → event (the shop)",
  queue: "event → request sent (SDK's queue)",
  network: "network, and the browser's handling",
  worker: "Worker, commit included",
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

  const shop = `${worker.url}${SHOP_ROOT}/en`;
  // Sold without a choice of size, so that one click is enough.
  const simple = buildCatalogue().filter(
    ({ sizes, product }) => sizes.length === 0 && product.availability === "in_stock",
  );
  const cart: Scenario = {
    title: "Add to cart → the banner above the page",
    placement: "header-bar",
    address: (turn) => `${worker.url}${simple[turn % simple.length]?.product.link ?? ""}`,
    selector: "main form button[type=submit]",
  };
  const product: Scenario = {
    title: "Open a product, single-page → the row of alternatives",
    placement: "product-alternatives",
    address: () => `${shop}/`,
    selector: 'main a[href*="/p/"]:not([data-sv-placement] a)',
  };
  return outcome(await measure(browser, cart, count), await measure(browser, product, count), [cart, product]);
}

async function measure(browser: Browser, scenario: Scenario, count: number): Promise<Interaction[]> {
  const interactions: Interaction[] = [];
  for (let turn = 0; interactions.length < count + WARM_UP; turn++) {
    const one = await interact(browser, scenario, turn);
    if (one !== undefined) interactions.push(one);
  }
  return interactions.slice(WARM_UP);
}

function outcome(
  cart: readonly Interaction[],
  product: readonly Interaction[],
  [cartScenario, productScenario]: [Scenario, Scenario],
): Outcome {
  const layoutShift = [...cart, ...product].reduce((sum, one) => sum + one.layoutShift, 0);
  const note = `${cart.length} visitors each, their first click; the built bundle under bare workerd on this machine.`;
  return {
    table: `${tableOf(cartScenario, cart)}

${tableOf(productScenario, product)}

layout shift, sum  ${rounded(layoutShift, 5)}  goal 0
${cartScenario.title}, p95  goal ≤ ${P95_GOAL_MS} ms

${note}`,
    json: {
      ...figures(cart),
      layoutShift: rounded(layoutShift, 6),
      interactions: cart.length,
      navigation: figures(product),
    },
  };
}

function tableOf({ title }: Scenario, interactions: readonly Interaction[]): string {
  const rows = PARTS.map((part) => {
    const times = interactions.map(({ split }) => split[part]);
    return [TITLES[part], median(times).toFixed(1), percentile(times, 0.95).toFixed(1)];
  });
  return renderTable([[title, "median ms", "p95 ms"], ...rows], { right: [1, 2] });
}

/** `medianMs` and `p95Ms` of the whole, and of each part under its own name. */
function figures(interactions: readonly Interaction[]): Record<string, number> {
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const times = interactions.map(({ split }) => split[part]);
      const [middle, high] = part === "total" ? ["medianMs", "p95Ms"] : [`${part}MedianMs`, `${part}P95Ms`];
      return [
        [middle, rounded(median(times), 2)],
        [high, rounded(percentile(times, 0.95), 2)],
      ];
    }),
  );
}
