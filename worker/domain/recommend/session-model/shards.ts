/**
 * A model too large for one snapshot, cut up by item: a shard holds, for each of its items, the latest sessions with that
 * item, whole. A neighbour search for a session reads the shards of the session's items and nothing else; beyond the
 * sample that the search looks at, older sessions of an item would never be read, so no shard keeps them.
 */
import { hash53 } from "../../chance.ts";
import { finish } from "../../in-steps.ts";
import { DEFAULT_SESSION_MODEL_OPTIONS } from "./build-session-model.ts";
import type { ItemFilter } from "./candidates.ts";
import { DIMENSIONS } from "./item-embeddings.ts";
import type { ItemEmbeddings } from "./item-embeddings.ts";
import { EMBEDDING_TRAINING, learnEmbeddings } from "./learn-embeddings.ts";
import { MOST_RELATED, relateItems } from "./related-items.ts";
import { RankWorkspace, SAMPLE, rankNext } from "./rank-next.ts";
import { indexSessions } from "./session-index.ts";
import { readSessions } from "./session-log.ts";
import type { SessionRecord } from "./session-log.ts";
import { completeModel } from "./session-model.ts";
import type { SessionModel } from "./session-model.ts";

/** The shard, 0–`shards` − 1, that holds an item. Known from the id alone, so that asking needs no directory. */
export function shardOf(itemId: string, shards: number): number {
  return hash53(itemId) % shards;
}

/**
 * Which sessions a shard keeps of those that hold one of its items, where there are too many to hold them all: read them
 * twice, in the same order, oldest first. Memory grows with the shard's own items alone.
 */
export class ShardSample {
  readonly #shard: number;
  readonly #shards: number;
  /** By own item: sessions with it that the second reading has yet to come to. */
  readonly #ahead = new Map<string, number>();

  constructor(shard: number, shards: number) {
    this.#shard = shard;
    this.#shards = shards;
  }

  /** In the first reading, of each session. */
  count(items: readonly string[]): void {
    for (const id of this.#own(items)) this.#ahead.set(id, (this.#ahead.get(id) ?? 0) + 1);
  }

  /** In the second: whether the session is among the latest `SAMPLE` of one of the shard's own items. */
  keeps(items: readonly string[]): boolean {
    let isKept = false;
    for (const id of this.#own(items)) {
      const ahead = this.#ahead.get(id) ?? 0;
      if (ahead <= SAMPLE) isKept = true;
      this.#ahead.set(id, ahead - 1);
    }
    return isKept;
  }

  #own(items: readonly string[]): Set<string> {
    return new Set(items.filter((id) => shardOf(id, this.#shards) === this.#shard));
  }
}

/**
 * A shard from its own sessions alone, as `ShardSample` keeps them, oldest first: what `shardModel` would cut out of the
 * whole, but that its relations weigh other shards' products by what it knows of them.
 */
export function buildShard(
  sessions: Iterable<SessionRecord>,
  shard: number,
  shards: number,
  { version, builtAt, ranker }: Pick<SessionModel, "version" | "builtAt" | "ranker">,
): SessionModel {
  // Bounded by its sample already.
  const log = readSessions(sessions, { ...DEFAULT_SESSION_MODEL_OPTIONS, clicks: Infinity, items: Infinity });
  const { itemIds, sessionStart, clicks } = log;
  const index = indexSessions(itemIds.length, sessionStart, clicks);
  const isOwn = (item: number): boolean => shardOf(itemIds[item]!, shards) === shard;
  const related = finish(relateItems(index, sessionStart.length - 1, isOwn));
  const embeddings =
    "untrained" in ranker
      ? undefined
      : finish(learnEmbeddings(index, sessionStart.length - 1, version, EMBEDDING_TRAINING));
  return completeModel({ ...log, version, builtAt, ranker, related, embeddings });
}

/** One shard, a model like any other: to be encoded, loaded and asked as one. Its items are numbered anew. */
export function shardModel(model: SessionModel, shard: number, shards: number): SessionModel {
  const { index, itemIds, related, embeddings } = model;
  const { sessionStart, clicks, postings, postingStart } = index;
  const sessions = new Uint8Array(sessionStart.length - 1);
  const numberOf = new Int32Array(itemIds.length).fill(UNUSED);
  for (const [item, id] of itemIds.entries()) {
    if (shardOf(id, shards) !== shard) continue;
    numberOf[item] = USED;
    const end = postingStart[item + 1]!;
    for (let p = Math.max(postingStart[item]!, end - SAMPLE); p < end; p++) sessions[postings[p]!] = 1;
  }
  let clickCount = 0;
  for (let session = 0; session < sessions.length; session++) {
    if (sessions[session] === 0) continue;
    for (let c = sessionStart[session]!; c < sessionStart[session + 1]!; c++) numberOf[clicks[c]!] = USED;
    clickCount += sessionStart[session + 1]! - sessionStart[session]!;
  }
  const kept = [...itemIds.keys()].filter((item) => numberOf[item] === USED);
  for (const [number, item] of kept.entries()) numberOf[item] = number;

  const start = [0];
  const shardClicks = new Uint32Array(clickCount);
  let end = 0;
  for (let session = 0; session < sessions.length; session++) {
    if (sessions[session] === 0) continue;
    for (let c = sessionStart[session]!; c < sessionStart[session + 1]!; c++)
      shardClicks[end++] = numberOf[clicks[c]!]!;
    start.push(end);
  }
  return completeModel({
    version: model.version,
    builtAt: model.builtAt,
    ranker: model.ranker,
    itemIds: kept.map((item) => itemIds[item]!),
    popularity: Uint32Array.from(kept, (item) => model.popularity[item]!),
    sessionStart: Uint32Array.from(start),
    clicks: shardClicks,
    related: relatedOf(related, kept, numberOf, (item) => shardOf(itemIds[item]!, shards) === shard),
    embeddings: embeddings && embeddingsOf(embeddings, kept),
  });
}

/** In `numberOf`. */
const UNUSED = -1;
const USED = -2;

/**
 * The relations of the shard's own items to items it knows. Those of the others, whose home is another shard, would be
 * most of its bytes.
 */
function relatedOf(
  related: SessionModel["related"],
  kept: readonly number[],
  numberOf: Int32Array,
  isOwn: (item: number) => boolean,
): SessionModel["related"] {
  const start = new Uint32Array(kept.length + 1);
  const item = new Uint32Array(kept.length * MOST_RELATED);
  const weight = new Uint8Array(kept.length * MOST_RELATED);
  let end = 0;
  for (const [number, from] of kept.entries()) {
    const last = isOwn(from) ? related.start[from + 1]! : related.start[from]!;
    for (let r = related.start[from]!; r < last; r++) {
      const to = numberOf[related.item[r]!]!;
      if (to < 0) continue;
      item[end] = to;
      weight[end] = related.weight[r]!;
      end++;
    }
    start[number + 1] = end;
  }
  return { start, item: item.slice(0, end), weight: weight.slice(0, end) };
}

function embeddingsOf({ vector, scale, bias }: ItemEmbeddings, kept: readonly number[]): ItemEmbeddings {
  const ofShard = new Int8Array(kept.length * DIMENSIONS);
  for (const [number, item] of kept.entries()) {
    ofShard.set(vector.subarray(item * DIMENSIONS, (item + 1) * DIMENSIONS), number * DIMENSIONS);
  }
  return {
    vector: ofShard,
    scale: Float32Array.from(kept, (item) => scale[item]!),
    bias: Float32Array.from(kept, (item) => bias[item]!),
  };
}

/** The shards that an answer to these clicks reads: those of its latest items, newest first, each once. */
export function shardsToRead(clicks: readonly string[], shards: number): number[] {
  const read = new Set<number>();
  for (let i = clicks.length - 1; i >= 0 && read.size < MOST_READ; i--) read.add(shardOf(clicks[i]!, shards));
  return [...read];
}

/** Shards read for one answer: an item looked at earlier than the last four hardly counts. */
const MOST_READ = 4;

/** A shard at hand: its scratch memory is made once, not with each answer. */
export class LoadedShard {
  readonly model: SessionModel;
  readonly workspace: RankWorkspace;

  constructor(model: SessionModel) {
    this.model = model;
    this.workspace = new RankWorkspace(model.itemIds.length);
  }
}

/** Places below the first at which an answer counts half: the constant of reciprocal rank fusion. */
const FUSION = 60;

/**
 * Item ids, best first, from the shards of `shardsToRead` that are at hand, in that order. Scores of different shards do
 * not compare; places do: reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009), the newest item's shard
 * counting most.
 */
export function rankAcrossShards(
  loaded: readonly LoadedShard[],
  clicks: readonly string[],
  limit: number,
  filter?: (itemId: string) => boolean,
): string[] {
  const scores = new Map<string, number>();
  for (const [order, { model, workspace }] of loaded.entries()) {
    const barred: ItemFilter | undefined = filter && ((item) => filter(model.itemIds[item]!));
    const { items } = rankNext(model, clicks, limit, workspace, barred);
    for (const [place, item] of items.entries()) {
      const id = model.itemIds[item]!;
      scores.set(id, (scores.get(id) ?? 0) + 1 / ((order + 1) * (FUSION + place)));
    }
  }
  return [...scores]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([id]) => id);
}
