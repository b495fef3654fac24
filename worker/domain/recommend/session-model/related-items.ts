/**
 * Of each item, those most often near it in sessions: the graph on which a second step finds what no session like this
 * one held. Most items of a shop are in few sessions; their neighbours' neighbours make up for it.
 */
import type { InSteps } from "../../in-steps.ts";
import { nthGreatest } from "./nth-greatest.ts";
import { postingsBefore } from "./session-index.ts";
import type { SessionIndex } from "./session-index.ts";

export interface RelatedItems {
  /** By item, and one more: where its related items start. */
  readonly start: Uint32Array;
  /** Item numbers. */
  readonly item: Uint32Array;
  /** In 255ths of the item's strongest relation, 1–255. */
  readonly weight: Uint8Array;
}

/** Related items kept of each: 120 bytes of a snapshot. */
export const MOST_RELATED = 40;

/** Sessions looked at of each item, the latest: a bestseller's forty are well known by then. */
const MOST_SESSIONS = 2_000;

/** Clicks away that still count. */
const REACH = 10;

/** Being looked at just before counts this much of being looked at just after. */
const BACKWARD = 0.7;

/** Sessions added to an item's own before dividing by them: chance is strongest where there are few. */
const SHRINKAGE = 5;

const GREATEST_WEIGHT = 255;

/** Sessions looked at in one step: some 20 ms. */
const STEP_SESSIONS = 32_768;

/**
 * Relations of all items, from the sessions before `before` only. Work is linear in items × `MOST_SESSIONS`.
 *
 * @param isWanted of which items alone; the others have none
 */
export function* relateItems(
  index: SessionIndex,
  before: number,
  isWanted: (item: number) => boolean = () => true,
): InSteps<RelatedItems> {
  const { items } = index;
  const rows = new NearbyItems(index, before);
  const start = new Uint32Array(items + 1);
  let wanted = 0;
  for (let from = 0; from < items; from++) if (isWanted(from)) wanted++;
  const item = new Uint32Array(wanted * MOST_RELATED);
  const weight = new Uint8Array(wanted * MOST_RELATED);
  let end = 0;
  let sinceStep = 0;
  for (let from = 0; from < items; from++) {
    start[from + 1] = end;
    if (!isWanted(from)) continue;
    sinceStep += rows.gather(from);
    if (sinceStep >= STEP_SESSIONS) {
      sinceStep = 0;
      yield;
    }
    const least = rows.leastKept();
    const greatest = rows.greatest;
    const last = end + MOST_RELATED;
    for (const other of rows.touched) {
      const strength = rows.strength[other]!;
      rows.strength[other] = 0;
      if (strength < least || end === last) continue;
      item[end] = other;
      weight[end] = Math.max(1, Math.round((GREATEST_WEIGHT * strength) / greatest));
      end++;
    }
    start[from + 1] = end;
  }
  return { start, item: item.slice(0, end), weight: weight.slice(0, end) };
}

/** One item's relations at a time, summed in a dense scratch array. */
class NearbyItems {
  readonly touched: number[] = [];
  readonly strength: Float32Array;
  greatest = 0;
  readonly #index: SessionIndex;
  readonly #scratch: Float32Array;
  /** By item: end of its postings to sessions before the bound. */
  readonly #end: Uint32Array;

  constructor(index: SessionIndex, before: number) {
    this.#index = index;
    this.#end = Uint32Array.from({ length: index.items }, (_, item) => postingsBefore(index, item, before));
    this.strength = new Float32Array(index.items);
    this.#scratch = new Float32Array(index.items);
  }

  /** @returns sessions looked at */
  gather(item: number): number {
    const { postings, postingStart, sessionStart, clicks } = this.#index;
    const { touched, strength } = this;
    touched.length = 0;
    const end = this.#end[item]!;
    const begin = Math.max(postingStart[item]!, end - MOST_SESSIONS);
    for (let p = begin; p < end; p++) {
      const first = sessionStart[postings[p]!]!;
      let last = sessionStart[postings[p]! + 1]!;
      let at = last - 1;
      while (clicks[at] !== item) at--;
      last = Math.min(last, at + REACH + 1);
      for (let c = Math.max(first, at - REACH); c < last; c++) {
        const other = clicks[c]!;
        if (other === item) continue;
        if (strength[other] === 0) touched.push(other);
        strength[other]! += c > at ? 1 / (c - at) : BACKWARD / (at - c);
      }
    }
    this.greatest = 0;
    for (const other of touched) {
      const sessions = this.#end[other]! - postingStart[other]!;
      strength[other]! /= Math.sqrt(sessions + SHRINKAGE);
      if (strength[other]! > this.greatest) this.greatest = strength[other]!;
    }
    return end - begin;
  }

  /** The strength of the weakest relation that is kept. */
  leastKept(): number {
    const { touched } = this;
    if (touched.length <= MOST_RELATED) return 0;
    for (let i = 0; i < touched.length; i++) this.#scratch[i] = this.strength[touched[i]!]!;
    return nthGreatest(this.#scratch, touched.length, MOST_RELATED);
  }
}
