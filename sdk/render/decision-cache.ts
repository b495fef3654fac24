/**
 * What a page showed last time, so that a return paints it before the Worker has answered. Read and written only behind
 * the open consent gate; `decisions.ts` erases it with the rest.
 */
import type { OfferDecision, ProductsDecision } from "../../wire/decision.ts";
import { readLocal, writeLocal } from "../local-storage.ts";

/** Milliseconds for which it is worth showing: a visit, as sessions are counted. */
const FRESH_MS = 1_800_000;

/** UTF-16 code units at most: the site shares its quota with us. The oldest go first. */
const MAX_LENGTH = 50_000;

interface Kept {
  at: number;
  decision: OfferDecision | ProductsDecision;
}

export interface DecisionCache {
  /** What this placement showed on this page, if it is not too long ago. */
  find(placement: string): Kept["decision"] | undefined;
  /** Remembers, or where nothing was shown forgets. */
  keep(placement: string, decision?: Kept["decision"]): void;
}

export function createDecisionCache(key: string): DecisionCache {
  const place = cacheKey(key);
  const idOf = (placement: string): string => `${placement} ${location.pathname}`;

  /** Newest last. Anybody's script can write to `localStorage`: what is broken is nothing. */
  function read(): Map<string, Kept> {
    try {
      const rows = JSON.parse(readLocal(place) ?? "[]") as [string, Kept][];
      return new Map(rows.filter(([, { at }]) => Date.now() - at < FRESH_MS));
    } catch {
      return new Map();
    }
  }

  return {
    find: (placement) => read().get(idOf(placement))?.decision,
    keep(placement, decision) {
      const rows = read();
      rows.delete(idOf(placement));
      if (decision) rows.set(idOf(placement), { at: Date.now(), decision });
      let text = JSON.stringify([...rows]);
      while (text.length > MAX_LENGTH) {
        rows.delete(rows.keys().next().value!);
        text = JSON.stringify([...rows]);
      }
      writeLocal(place, rows.size > 0 ? text : undefined);
    },
  };
}

/** Where it lies in `localStorage`. */
export function cacheKey(key: string): string {
  return `sv.decisions.${key}`;
}
