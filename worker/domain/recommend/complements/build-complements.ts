/**
 * Which products are bought together: for each pair, how near they stand in the orders that hold both.
 *
 *     near(i,j) = Σ a(o) / |place(i,o) − place(j,o)|  /  √(Σ a(o of i) · Σ a(o of j))   ×   n(i,j) / (n(i,j) + λ)
 *
 * with a(o) the weight of an order by its age and n(i,j) the orders that hold both. The cosine of co-occurrence (Sarwar
 * et al., WWW 2001) treats an order of two hundred lines as if all its pairs belonged together; dividing by the
 * distance of the lines keeps what was put in one after the other, which is what somebody chose together. On
 * online_retail_II, of one product hidden in each invoice of August to October 2010, the sum of it found 39 in 100 among
 * the first 20; that of the cosine, with large orders divided by their size, 36; the greatest confidence 34.
 */
import { finish } from "../../in-steps.ts";
import type { InSteps } from "../../in-steps.ts";
import { DEFAULT_COMPLEMENT_WEIGHTS } from "./complement-features.ts";
import { LATELY_HALF_LIFE_MS, SEASON_HALF_LIFE_MS } from "./complement-model.ts";
import type { ComplementModel } from "./complement-model.ts";
import type { Order } from "./orders.ts";

/** Neighbours kept of an item: a basket of five then has up to 500 candidates. */
const NEIGHBOURS = 100;
/** Orders at which a pair's nearness counts half: two may be chance. */
const SHRINKAGE = 2;
/** Milliseconds in which an order loses half its weight: what goes together changes with the range, not with the week. */
const PAIR_HALF_LIFE_MS = 180 * 86_400_000;
/** Pairs kept in all: 12 bytes each, so 6 MB at most. */
const MOST_PAIRS = 500_000;

/** Pairs of lines looked at in one step: some 20 ms. */
const STEP_PAIRS = 32_768;

/** Builds without learning weights. The same orders in the same order make the same model. */
export function buildComplements(orders: readonly Order[], now: number): ComplementModel {
  return finish(buildComplementsInSteps(orders, now));
}

export function* buildComplementsInSteps(orders: readonly Order[], now: number): InSteps<ComplementModel> {
  const itemIds = [...new Set(orders.flatMap((order) => order.itemIds))].sort((a, b) => (a < b ? -1 : 1));
  const numberOf = new Map(itemIds.map((id, item) => [id, item]));
  const lines = orders.map((order) => Uint32Array.from(order.itemIds, (id) => numberOf.get(id)!));
  const items = itemIds.length;
  const ordersOf = new Uint32Array(items);
  const lately = new Float32Array(items);
  const season = new Float32Array(items);
  const weight = new Float64Array(items);
  const orderWeight = new Float64Array(orders.length);
  const ordersHolding: number[][] = Array.from({ length: items }, () => []);
  for (const [o, order] of orders.entries()) {
    const age = Math.max(0, now - order.at);
    const counts = 2 ** (-age / PAIR_HALF_LIFE_MS);
    orderWeight[o] = counts;
    for (const item of lines[o]!) {
      ordersHolding[item]!.push(o);
      ordersOf[item]!++;
      lately[item]! += 2 ** (-age / LATELY_HALF_LIFE_MS);
      season[item]! += 2 ** (-age / SEASON_HALF_LIFE_MS);
      weight[item]! += counts;
    }
  }

  const near = new Float64Array(items);
  const count = new Uint32Array(items);
  const kept = Math.min(NEIGHBOURS, Math.max(1, Math.floor(MOST_PAIRS / Math.max(1, items))));
  const neighbourStart = new Uint32Array(items + 1);
  const neighbour: number[] = [];
  const proximity: number[] = [];
  const together: number[] = [];
  let sinceStep = 0;
  yield;
  for (let item = 0; item < items; item++) {
    if (sinceStep >= STEP_PAIRS) {
      sinceStep = 0;
      yield;
    }
    const touched: number[] = [];
    for (const o of ordersHolding[item]!) {
      const line = lines[o]!;
      sinceStep += line.length;
      const place = line.indexOf(item);
      for (let other = 0; other < line.length; other++) {
        if (other === place) continue;
        const met = line[other]!;
        if (count[met]!++ === 0) touched.push(met);
        near[met]! += orderWeight[o]! / Math.abs(other - place);
      }
    }
    const found = touched.map((other) => {
      const n = count[other]!;
      // As stored, in 32 bits, so that equals tie here as they do for the reader. Weights so old that they vanished give NaN.
      const cosine = near[other]! / (Math.sqrt(weight[item]!) * Math.sqrt(weight[other]!));
      const shrunk = Math.fround((cosine * n) / (n + SHRINKAGE));
      near[other] = 0;
      count[other] = 0;
      return { other, near: shrunk > 0 ? shrunk : 0, n };
    });
    found.sort((a, b) => b.near - a.near || a.other - b.other);
    for (const pair of found.slice(0, kept)) {
      neighbour.push(pair.other);
      proximity.push(pair.near);
      together.push(pair.n);
    }
    neighbourStart[item + 1] = neighbour.length;
  }
  return {
    orders: orders.length,
    itemIds,
    ordersOf,
    lately,
    season,
    neighbourStart,
    neighbour: Uint32Array.from(neighbour),
    proximity: Float32Array.from(proximity),
    together: Uint32Array.from(together),
    weights: Float32Array.from(DEFAULT_COMPLEMENT_WEIGHTS),
  };
}
