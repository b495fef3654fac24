/** What all visitors taught: what is looked at next, what is bought together, what is bought again. */
import { DEFAULT_COMPLEMENT_WEIGHTS } from "./complements/complement-features.ts";
import type { ComplementModel } from "./complements/complement-model.ts";
import type { RepeatModel } from "./again/repeat-model.ts";
import { completeModel } from "./session-model/session-model.ts";
import type { SessionModel } from "./session-model/session-model.ts";

/** Immutable. */
export interface RecommendModel {
  /** Of the site's published models; 0 is the empty one shipped in the bundle. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly builtAt: number;
  /** Sessions learnt from. */
  readonly sessions: number;
  readonly next: SessionModel;
  readonly complements: ComplementModel;
  readonly repeats: RepeatModel;
}

/** Knows nothing, so that decisions come from content and catalogue order. What the bundle ships. */
export const EMPTY_MODEL: RecommendModel = {
  version: 0,
  builtAt: 0,
  sessions: 0,
  next: completeModel({
    version: 0,
    builtAt: 0,
    itemIds: [],
    popularity: new Uint32Array(0),
    ranker: { untrained: "TOO_FEW_SESSIONS" },
    related: { start: new Uint32Array(1), item: new Uint32Array(0), weight: new Uint8Array(0) },
    embeddings: undefined,
    sessionStart: new Uint32Array(1),
    clicks: new Uint32Array(0),
  }),
  complements: {
    orders: 0,
    itemIds: [],
    ordersOf: new Uint32Array(0),
    lately: new Float32Array(0),
    season: new Float32Array(0),
    neighbourStart: new Uint32Array(1),
    neighbour: new Uint32Array(0),
    proximity: new Float32Array(0),
    together: new Uint32Array(0),
    weights: Float32Array.from(DEFAULT_COMPLEMENT_WEIGHTS),
  },
  repeats: { itemIds: [], bought: new Uint32Array(0), again: new Uint32Array(0), logDays: new Float32Array(0) },
};
