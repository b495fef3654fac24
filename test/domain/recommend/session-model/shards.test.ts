import { expect, it } from "vitest";
import { buildSessionModel } from "../../../../worker/domain/recommend/session-model/build-session-model.ts";
import {
  decodeSessionModel,
  encodeSessionModel,
} from "../../../../worker/domain/recommend/session-model/session-model-format.ts";
import {
  buildShard,
  LoadedShard,
  rankAcrossShards,
  ShardSample,
  shardModel,
  shardOf,
  shardsToRead,
} from "../../../../worker/domain/recommend/session-model/shards.ts";
import { itemNumberOf } from "../../../../worker/domain/recommend/session-model/session-model.ts";
import { RankWorkspace, SAMPLE, rankNext } from "../../../../worker/domain/recommend/session-model/rank-next.ts";

const SHARDS = 3;
/** A ring of 20 items, walked three at a time, and a session that crosses it. */
const SESSIONS = [
  ...Array.from({ length: 60 }, (_, i) => [0, 1, 2].map((step) => `帽子 ${(i + step) % 20}`)),
  ["帽子 3", "帽子 13"],
];
const model = buildSessionModel({ sessions: SESSIONS.map((items) => ({ items })), now: 0, seed: 1 });
const shards = Array.from({ length: SHARDS }, (_, shard) =>
  decodeSessionModel(encodeSessionModel(shardModel(model, shard, SHARDS))),
);

it("holds in an item's shard every session with the item, whole", () => {
  for (const id of model.itemIds) {
    const shard = shards[shardOf(id, SHARDS)]!;
    const sessionsOf = ({ index, itemIds }: typeof model, item: number): string[][] =>
      Array.from(index.postings.subarray(index.postingStart[item], index.postingStart[item + 1]), (session) =>
        Array.from(
          index.clicks.subarray(index.sessionStart[session], index.sessionStart[session + 1]),
          (click) => itemIds[click]!,
        ),
      );
    expect(sessionsOf(shard, itemNumberOf(shard, id))).toEqual(sessionsOf(model, itemNumberOf(model, id)));
  }
});

it("is made of its own sessions alone, read twice, as it is cut out of the whole", () => {
  const own = (ids: readonly string[], shard: number): boolean => ids.some((id) => shardOf(id, SHARDS) === shard);
  for (const [shard, cut] of shards.entries()) {
    const sessions = SESSIONS.filter((ids) => own(ids, shard));
    const sample = new ShardSample(shard, SHARDS);
    for (const ids of sessions) sample.count(ids);
    const kept = sessions.filter((ids) => sample.keeps(ids)).map((items) => ({ items }));
    const made = buildShard(kept, shard, SHARDS, model);
    expect(made.itemIds).toEqual(cut.itemIds);
    expect(made.index).toEqual(cut.index);
    expect(made.related.item.length).toBeGreaterThan(0);
    for (const [item, id] of made.itemIds.entries()) {
      const related = made.related.start[item + 1]! - made.related.start[item]!;
      expect(related > 0).toBe(shardOf(id, SHARDS) === shard);
    }
  }
});

it("keeps of a product that everybody looks at only the latest sessions, and those that another of its own needs", () => {
  const shard = shardOf("hit", SHARDS);
  const rare = Array.from({ length: 100 }, (_, i) => `rare ${i}`).find((id) => shardOf(id, SHARDS) === shard)!;
  const older = 501;
  const sessions = [["hit", rare], ...Array.from({ length: SAMPLE + older - 1 }, (_, i) => ["hit", `other ${i % 7}`])];
  const sample = new ShardSample(shard, SHARDS);
  for (const ids of sessions) sample.count(ids);
  const kept = sessions.map((ids) => sample.keeps(ids));
  const own = (ids: readonly string[]): boolean => ids.slice(1).some((id) => shardOf(id, SHARDS) === shard);
  // Of those before the ones looked at for one item only what another own item needs, and the first is one.
  expect(kept.slice(older)).toEqual(sessions.slice(older).map(() => true));
  expect(kept[0]).toBe(true);
  for (const [place, isKept] of kept.slice(0, older).entries()) if (isKept) expect(own(sessions[place]!)).toBe(true);
});

it("reads the shards of the latest items, the newest first, and no others", () => {
  const clicks = ["帽子 1", "帽子 2", "帽子 3"];
  const read = shardsToRead(clicks, SHARDS);
  expect(read[0]).toBe(shardOf("帽子 3", SHARDS));
  expect(new Set(read)).toEqual(new Set(clicks.map((id) => shardOf(id, SHARDS))));
  expect(
    shardsToRead(
      Array.from({ length: 100 }, (_, i) => `帽子 ${i}`),
      64,
    ).length,
  ).toBeLessThanOrEqual(4);
});

it("puts first what the whole model puts first", () => {
  for (const id of model.itemIds) {
    const whole = rankNext(model, [id], 1, new RankWorkspace(model.itemIds.length)).items[0]!;
    const read = shardsToRead([id], SHARDS).map((shard) => new LoadedShard(shards[shard]!));
    expect(rankAcrossShards(read, [id], 5)[0]).toBe(model.itemIds[whole]);
  }
});

it("never names what the filter refuses", () => {
  const refused = "帽子 4";
  const loaded = shards.map((shard) => new LoadedShard(shard));
  expect(rankAcrossShards(loaded, ["帽子 3"], 20, (id) => id !== refused)).not.toContain(refused);
});
