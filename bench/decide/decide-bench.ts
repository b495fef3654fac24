/** `npm run bench -- decide`: what a request's decisions cost on a site with 50 segments, 100 offers and 5 placements. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import { renderTable } from "../../start/table.ts";
import type { Product } from "../../wire/product.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { visitorFacts } from "../../worker/domain/conditions/visitor-facts.ts";
import { decideWithIntents, type DecideInput } from "../../worker/domain/decide.ts";
import { buildModel } from "../../worker/domain/recommend/build-model.ts";
import { decodeModel, encodeModel } from "../../worker/domain/recommend/index-format.ts";
import type { RecommendModel } from "../../worker/domain/recommend/recommend-model.ts";
import { moveSegments } from "../../worker/domain/segments/memberships.ts";
import { largeCatalogue, largeShopSessions, SHOP_ORIGIN } from "../collect/large-shop.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { Benchmark } from "../outcome.ts";
import { percentile, rounded } from "../statistics.ts";
import { busyDefinitions, busyStandings, OFFERS, pastVisitor, SEGMENTS } from "./busy-site.ts";

const SEED = 1;
const PRODUCTS = 10_000;
const SESSIONS = 20_000;
const VISITORS = 500;
/** Until the engine has compiled what is hot. */
const WARM_UP = 3_000;
const REQUESTS = 8_000;
/**
 * The same requests are made this many times, each time by a site that remembers nothing yet, and each request's least
 * time counts, as Python's `timeit` advises: what is above it is other processes' doing, which on a shared machine hits
 * one measurement in ten. Every single measurement is printed beside it.
 */
const PASSES = 5;
/** A new posterior, as every minute brings one, forgets the shares that the last one was asked for. */
const NEW_STANDINGS_EVERY = 2_000;
/** Of a page view that should answer within 60 ms, the decision may take the sixtieth part. */
const TARGET_P99_MS = 1;
const NOW = Date.UTC(2026, 10, 18, 12);

/** Milliseconds of each request. */
interface Times {
  decide: number[];
  segments: number[];
}

export const decideBench: Benchmark = {
  async run({ args, report }) {
    const { requests } = parseOptions(args, { requests: { type: "string" } });
    const count = wholeNumber("requests", requests, REQUESTS, 1_000, 100_000);
    const products = largeCatalogue(PRODUCTS, SEED, NOW);
    report(`  ${PRODUCTS.toLocaleString("en")} products, a model of ${SESSIONS.toLocaleString("en")} sessions …`);
    const sessions = largeShopSessions(products, SESSIONS, SEED, NOW);
    const model = decodeModel(encodeModel(buildModel({ sessions, now: NOW, version: 1 })));
    const passes: Times[] = [];
    for (let pass = 0; pass < PASSES; pass++) {
      report(`  pass ${pass + 1} of ${PASSES}: ${count.toLocaleString("en")} requests of 5 placements …`);
      passes.push(timePass(products, model, count));
    }
    const least = (of: (times: Times) => number[]): number[] =>
      Array.from({ length: count }, (_, request) => Math.min(...passes.map((times) => of(times)[request]!)));
    const decide = least((times) => times.decide);
    const segments = least((times) => times.segments);
    const every = passes.flatMap((times) => times.decide);
    const p99Ms = rounded(percentile(decide, 0.99), 4);
    return {
      table: [
        `  ${SEGMENTS} segments, ${OFFERS} offers, 5 placements, ${PRODUCTS.toLocaleString("en")} products; ms on one core`,
        "",
        renderTable(
          [
            ["", "p50", "p95", "p99", "p99.9"],
            row(`decisions of one request, least of ${PASSES} passes`, decide),
            row("asking all segments besides, likewise", segments),
            row("decisions, every single measurement", every),
          ],
          { indent: "  ", right: [1, 2, 3, 4] },
        ),
        "",
        `  target: p99 of the decisions at most ${TARGET_P99_MS} ms — ${p99Ms <= TARGET_P99_MS ? "reached" : "missed"}`,
      ].join("\n"),
      json: {
        p50Ms: rounded(percentile(decide, 0.5), 4),
        p99Ms,
        everyP99Ms: rounded(percentile(every, 0.99), 4),
        segmentsP99Ms: rounded(percentile(segments, 0.99), 4),
        requests: count,
        passes: PASSES,
      },
    };
  },
};

/** The same requests in the same order, by a site and visitors that are made anew. */
function timePass(products: readonly Product[], model: RecommendModel, count: number): Times {
  const catalogue = indexCatalogue(products);
  const definitions = busyDefinitions();
  const segments = definitions.segments ?? [];
  const visitors = Array.from({ length: VISITORS }, (_, n) => pastVisitor(products, definitions, n, NOW));
  const placements = definitions.placements.map(({ id }) => ({ id }));
  const dice = createDice(seedOf("pages"));
  const times: Times = { decide: [], segments: [] };
  let standings = busyStandings(definitions, NOW);
  for (let call = -WARM_UP; call < count; call++) {
    if (call % NEW_STANDINGS_EVERY === 0) standings = busyStandings(definitions, NOW + call);
    const visitor = dice.pick(visitors);
    const product = dice.pick(products);
    const now = NOW + call;
    const input: DecideInput = {
      definitions,
      definitionsVersion: 1,
      catalogue,
      model,
      standings,
      locale: "en",
      timeZone: "Europe/Madrid",
      site: { catalogue, segments },
      placements,
      page: { url: SHOP_ORIGIN + product.link, locale: "es-ES", itemId: product.id },
      profile: visitor.profile,
      ledger: visitor.ledger,
      subject: visitor.id,
      personal: true,
      explain: false,
      now,
      requestId: `request-${call}`,
    };
    const started = performance.now();
    moveSegments({}, visitorFacts(visitor.profile, { catalogue, segments }), now);
    const asked = performance.now();
    decideWithIntents(input);
    const decided = performance.now();
    if (call < 0) continue;
    times.segments.push(asked - started);
    times.decide.push(decided - asked);
  }
  return times;
}

function row(name: string, list: readonly number[]): string[] {
  return [name, ...[0.5, 0.95, 0.99, 0.999].map((p) => percentile(list, p).toFixed(3))];
}
