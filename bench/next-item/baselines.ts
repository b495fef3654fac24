/** What the engine is compared with, on the same sessions and the same protocol. */
import { CurrentSession } from "../../worker/domain/recommend/session-model/current-session.ts";
import { NeighbourSearch } from "../../worker/domain/recommend/session-model/neighbour-search.ts";
import type { SessionIndex } from "../../worker/domain/recommend/session-model/session-index.ts";
import type { SessionModel } from "../../worker/domain/recommend/session-model/session-model.ts";
import { PLACES } from "./accuracy.ts";

export interface Baseline {
  name: string;
  /** The first places for a session of known item numbers, newest last. */
  recommend(session: readonly number[]): number[];
}

export function baselinesOf(model: SessionModel): Baseline[] {
  return [popularity(model), sequentialRules(model.index), vstan(model.index)];
}

/** POP: the most clicked of all time, to everybody. */
function popularity({ popularity: clicks }: SessionModel): Baseline {
  const order = [...clicks.keys()].sort((a, b) => clicks[b]! - clicks[a]! || a - b).slice(0, PLACES);
  return { name: "POP", recommend: () => order };
}

/** Clicks away that a sequential rule reaches: session-rec's choice for Diginetica. */
const RULE_STEPS = 15;

/** SR (Ludewig, Jannach: "Evaluation of session-based recommendation algorithms", UMUAI 28, 2018): 1 / distance. */
function sequentialRules({ items, sessionStart, clicks }: SessionIndex): Baseline {
  const rules = Array.from({ length: items }, () => new Map<number, number>());
  for (let session = 0; session + 1 < sessionStart.length; session++) {
    const end = sessionStart[session + 1]!;
    for (let from = sessionStart[session]!; from < end; from++) {
      const row = rules[clicks[from]!]!;
      for (let to = from + 1; to < Math.min(end, from + RULE_STEPS + 1); to++) {
        row.set(clicks[to]!, (row.get(clicks[to]!) ?? 0) + 1 / (to - from));
      }
    }
  }
  return { name: "SR", recommend: (session) => greatest([...(rules[session.at(-1) ?? -1] ?? [])]) };
}

/** session-rec's parameters for Diginetica, its decay by days left out where sessions have no times. */
const VSTAN = {
  sample: 5_000,
  neighbours: 1_500,
  positionWeight: 1.25,
  itemDecay: 10,
  neighbourDecay: 10,
  idfWeight: 10,
};

/** VSTAN (Ludewig, Mauro, Latifi, Jannach: "Empirical analysis of session-based recommendation", UMUAI 31, 2021). */
function vstan(index: SessionIndex): Baseline {
  const { items, sessionStart, clicks, postingStart } = index;
  const sessions = sessionStart.length - 1;
  const search = new NeighbourSearch(VSTAN.sample);
  const current = new CurrentSession(items);
  const idf = Float64Array.from({ length: items }, (_, item) => {
    return Math.log(sessions / Math.max(1, postingStart[item + 1]! - postingStart[item]!));
  });
  const scores = new Float64Array(items);
  const scoredBy = new Int32Array(items);
  const options = { before: sessions, sample: VSTAN.sample, neighbours: VSTAN.neighbours, cosine: true };
  return {
    name: "VSTAN",
    recommend: (session) => {
      current.readNumbers(session);
      const { distinct, distinctCount, stepsBack, placeOf } = current;
      const weights = Float64Array.from({ length: distinctCount }, (_, i) =>
        Math.exp((1 - stepsBack[i]!) / VSTAN.positionWeight),
      );
      search.find(index, distinct, distinctCount, weights, options);
      const touched: number[] = [];
      scoredBy.fill(-1);
      for (let n = 0; n < search.count; n++) {
        const start = sessionStart[search.session[n]!]!;
        const end = sessionStart[search.session[n]! + 1]!;
        let lastShared = start;
        let latest = Infinity;
        for (let c = start; c < end; c++) {
          const place = placeOf[clicks[c]!]!;
          if (place === 0) continue;
          lastShared = c;
          latest = Math.min(latest, stepsBack[place - 1]!);
        }
        const strength = search.similarity[n]! * Math.exp((1 - latest) / VSTAN.neighbourDecay);
        for (let c = end - 1; c >= start; c--) {
          const item = clicks[c]!;
          // Each item once a neighbour, where it was clicked last.
          if (scoredBy[item] === n) continue;
          if (scoredBy[item] === -1) {
            touched.push(item);
            scores[item] = 0;
          }
          scoredBy[item] = n;
          const near = Math.exp(-Math.abs(c - lastShared) / VSTAN.itemDecay);
          scores[item]! += strength * near * (1 + VSTAN.idfWeight * idf[item]!);
        }
      }
      return greatest(touched.map((item) => [item, scores[item]!]));
    },
  };
}

/** The items of the greatest scores; of equals, those met first. */
function greatest(scored: [item: number, score: number][]): number[] {
  return scored
    .sort(([, a], [, b]) => b - a)
    .slice(0, PLACES)
    .map(([item]) => item);
}
