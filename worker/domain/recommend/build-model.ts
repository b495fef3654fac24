/**
 * Item-to-item co-visitation: which products are seen in the same sessions, more than their popularity explains.
 *
 * Similarity is the cosine of item vectors over sessions (Sarwar, Karypis, Konstan, Riedl: "Item-based collaborative
 * filtering recommendation algorithms", WWW 2001, §3.1.1), computed item by item over the sessions that hold it
 * (Linden, Smith, York: "Amazon.com recommendations: item-to-item collaborative filtering", IEEE Internet Computing
 * 7(1), 2003). A session s holds item i with strength w(s,i) and counts with weight a(s), halved with age:
 *
 *     sim(i,j) = Σ a(s)·w(s,i)·w(s,j)·p(d)  /  √(Σ a(s)·w(s,i)² · Σ a(s)·w(s,j)²)   ×   n(i,j) / (n(i,j) + λ)
 *
 * p(d) = 1 / log₂(1+d) for items d apart in the session: what was seen next says more than what was seen long after
 * (Ludewig, Jannach: "Evaluation of session-based recommendation algorithms", UMUAI 28, 2018, use such decays). As
 * p ≤ 1, sim stays within 0–1 by Cauchy and Schwarz. The last factor shrinks pairs seen together in few sessions
 * n(i,j), where chance rules (Bell, Koren: "Scalable collaborative filtering", ICDM 2007, §2.2).
 */
import type { RecommendModel } from "./recommend-model.ts";
import { DEFAULT_BUILD_OPTIONS } from "./build-options.ts";
import type { BuildOptions } from "./build-options.ts";
import { CONDENSED_ITEMS, condense } from "./condensed-sessions.ts";
import type { CondensedSessions, LearntSession } from "./condensed-sessions.ts";

/** p(d), by d. */
const PROXIMITY = Float64Array.from({ length: CONDENSED_ITEMS }, (_, distance) => 1 / Math.log2(1 + distance));

export interface BuildInput {
  /** Read once, front to back, so a storage cursor will do. */
  sessions: Iterable<LearntSession>;
  /** Epoch milliseconds: the model's `builtAt`, and what age is counted from. */
  now: number;
  /** The new model's version. */
  version: number;
  options?: Partial<BuildOptions>;
}

/**
 * Builds the model. The same sessions in the same order make the same bytes; equal scores are ordered by item id.
 *
 * Work is bounded by sessions × `CONDENSED_ITEMS`², memory by sessions × `CONDENSED_ITEMS` entries of 12 bytes.
 */
export function buildModel({ sessions, now, version, options }: BuildInput): RecommendModel {
  const chosen = { ...DEFAULT_BUILD_OPTIONS, ...options };
  const condensed = condense(sessions, now, chosen);
  const rows = new NeighbourRows(condensed, chosen);
  const items = condensed.itemIds.length;
  const neighbourStart = new Uint32Array(items + 1);
  const neighbour: number[] = [];
  const score: number[] = [];
  const support: number[] = [];
  for (let item = 0; item < items; item++) {
    for (const found of rows.of(item)) {
      neighbour.push(found.item);
      score.push(found.score);
      support.push(found.support);
    }
    neighbourStart[item + 1] = neighbour.length;
  }
  return {
    version,
    builtAt: now,
    sessions: condensed.count,
    itemIds: condensed.itemIds,
    popularity: condensed.popularity,
    seenIn: condensed.seenIn,
    neighbourStart,
    neighbour: Uint32Array.from(neighbour),
    score: Float32Array.from(score),
    support: Uint32Array.from(support),
  };
}

interface Neighbour {
  item: number;
  score: number;
  support: number;
}

/**
 * One row of the similarity matrix at a time, gathered in dense scratch arrays (Gustavson: "Two fast algorithms for
 * sparse matrices", ACM TOMS 4(3), 1978), so that no table of pairs is ever held.
 */
class NeighbourRows {
  readonly #sessions: CondensedSessions;
  readonly #options: BuildOptions;
  readonly #dot: Float64Array;
  readonly #together: Uint32Array;

  constructor(sessions: CondensedSessions, options: BuildOptions) {
    this.#sessions = sessions;
    this.#options = options;
    this.#dot = new Float64Array(sessions.itemIds.length);
    this.#together = new Uint32Array(sessions.itemIds.length);
  }

  /** The item's neighbours, best first. */
  of(item: number): Neighbour[] {
    const { norm } = this.#sessions;
    const { shrinkage, neighbours } = this.#options;
    const found: Neighbour[] = [];
    for (const other of this.#gather(item)) {
      const together = this.#together[other] ?? 0;
      const cosine = (this.#dot[other] ?? 0) / (Math.sqrt(norm[item] ?? 0) * Math.sqrt(norm[other] ?? 0));
      // As stored, in 32 bits: so equal scores tie here as they do for the reader, and a perfect cosine that rounding
      // lifted a hair above 1 is 1 again.
      const score = Math.fround((cosine * together) / (together + shrinkage));
      // Sessions so old that their weight has vanished leave nothing to divide: NaN, which is not above 0 either.
      if (score > 0) found.push({ item: other, score, support: together });
      this.#dot[other] = 0;
      this.#together[other] = 0;
    }
    return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, neighbours);
  }

  /** Sums over the item's sessions into the scratch arrays; the items touched, each once. */
  #gather(item: number): number[] {
    const { sessionStart, entryItem, entryStrength, sessionWeight, postingStart, posting, sessionOf } = this.#sessions;
    const touched: number[] = [];
    const last = postingStart[item + 1] ?? 0;
    for (let p = postingStart[item] ?? 0; p < last; p++) {
      const entry = posting[p] ?? 0;
      const session = sessionOf[entry] ?? 0;
      const weight = (sessionWeight[session] ?? 0) * (entryStrength[entry] ?? 0);
      const end = sessionStart[session + 1] ?? 0;
      for (let other = sessionStart[session] ?? 0; other < end; other++) {
        if (other === entry) continue;
        const otherItem = entryItem[other] ?? 0;
        if (this.#together[otherItem] === 0) touched.push(otherItem);
        this.#together[otherItem] = (this.#together[otherItem] ?? 0) + 1;
        this.#dot[otherItem] =
          (this.#dot[otherItem] ?? 0) +
          weight * (entryStrength[other] ?? 0) * (PROXIMITY[Math.abs(other - entry)] ?? 0);
      }
    }
    return touched;
  }
}
