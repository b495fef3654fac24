/**
 * START HERE: an additive logistic model from labelled rows, the same for the same seed.
 *
 * Several bags, each boosted on most of the rows and stopped by the rest, are averaged: a single one would put its
 * steps wherever chance has it (Caruana et al.: "Intelligible models for healthcare", KDD 2015, bag in the same way).
 */
import { finish } from "../../in-steps.ts";
import type { InSteps } from "../../in-steps.ts";
import { marginsOf, meanTerms, type AdditiveTerms } from "./additive-terms.ts";
import { rowsOf, type BinnedTable } from "./binning.ts";
import { boost, type BoostOptions, type Rows } from "./boost.ts";
import { fitPlatt, type Platt } from "./platt.ts";
import { seededRandom, shuffle } from "./random.ts";
import { rankPairs } from "./rank-pairs.ts";

export interface LearnOptions extends BoostOptions {
  bags: number;
  /** Share of rows each bag is watched on instead of learning from them, 0–0.5. */
  watchShare: number;
  /** Pairs of columns to add; 0 keeps the model a plain sum. */
  pairs: number;
  seed: number;
}

export interface Learnt {
  terms: AdditiveTerms;
  /** Of each bag's margins for the rows it was watched on: what turns a margin into a probability. */
  calibration: Platt;
}

export interface Start {
  /** Log-odds each row starts from; missing for none. */
  offset?: Float64Array;
  /** Whose each row is: a bag learns from all of somebody's rows or is watched on all. Missing: each row its own. */
  owners?: Int32Array;
}

export function learnAdditive(
  table: BinnedTable,
  labels: Uint8Array,
  options: LearnOptions,
  start: Start = {},
): Learnt {
  return finish(learnAdditiveInSteps(table, labels, options, start));
}

export function* learnAdditiveInSteps(
  table: BinnedTable,
  labels: Uint8Array,
  options: LearnOptions,
  { offset, owners }: Start = {},
): InSteps<Learnt> {
  const random = seededRandom(options.seed);
  const pairs = options.pairs === 0 ? [] : yield* rankPairs(table, labels, options, offset);
  const bags: AdditiveTerms[] = [];
  const watchedMargins = new Float64Array(table.rows);
  const times = new Uint16Array(table.rows);
  const owner = owners ?? Int32Array.from({ length: table.rows }, (_, row) => row);
  const known = Int32Array.from(new Set(owner));
  const watchedOwners = Math.max(1, Math.round(known.length * options.watchShare));
  for (let bag = 0; bag < options.bags; bag++) {
    shuffle(known, random);
    const watched = new Set(known.subarray(0, watchedOwners));
    const rows = partRows(owner, watched);
    const terms = yield* boost(table, labels, rows, pairs, options, offset);
    bags.push(terms);
    const watchOffset = offset && Float64Array.from(rows.watch, (row) => offset[row]!);
    marginsOf(terms, rowsOf(table, rows.watch), watchOffset).forEach((margin, place) => {
      watchedMargins[rows.watch[place]!]! += margin;
      times[rows.watch[place]!]!++;
    });
  }
  const judged = Int32Array.from(times.keys()).filter((row) => times[row]! > 0);
  const calibration = fitPlatt(
    Float64Array.from(judged, (row) => watchedMargins[row]! / times[row]!),
    Uint8Array.from(judged, (row) => labels[row]!),
  );
  return { terms: meanTerms(bags), calibration };
}

function partRows(owner: Int32Array, watched: ReadonlySet<number>): Rows {
  const all = Int32Array.from(owner.keys());
  return {
    fit: all.filter((row) => !watched.has(owner[row]!)),
    watch: all.filter((row) => watched.has(owner[row]!)),
  };
}
