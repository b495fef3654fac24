import { expect, it } from "vitest";
import { buildSessionModel } from "../../../../worker/domain/recommend/session-model/build-session-model.ts";
import {
  decodeSessionModel,
  encodeSessionModel,
} from "../../../../worker/domain/recommend/session-model/session-model-format.ts";
import {
  rankAcrossShards,
  shardModel,
  shardOf,
  shardsToRead,
} from "../../../../worker/domain/recommend/session-model/shards.ts";
import { itemNumberOf } from "../../../../worker/domain/recommend/session-model/session-model.ts";
import { RankWorkspace, rankNext } from "../../../../worker/domain/recommend/session-model/rank-next.ts";

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
    const read = shardsToRead([id], SHARDS).map((shard) => shards[shard]!);
    expect(rankAcrossShards(read, [id], 5)[0]).toBe(model.itemIds[whole]);
  }
});

it("never names what the filter refuses", () => {
  const refused = "帽子 4";
  expect(rankAcrossShards(shards, ["帽子 3"], 20, (id) => id !== refused)).not.toContain(refused);
});
