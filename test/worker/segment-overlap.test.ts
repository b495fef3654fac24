import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { SegmentOverlapAnswer } from "../../wire/segments.ts";
import { overlapOf } from "../../worker/audience/ask-audience.ts";
import { audienceShard } from "../../worker/audience/audience-shards.ts";
import { AudienceStore } from "../../worker/audience/audience-store.ts";
import type { Env } from "../../worker/env.ts";
import { publish, segment } from "./shop-segments.ts";
import { call, openShop, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
/** Not numbers: ids are padded with zeros, and 1 would become 10. */
const letter = (n: number): string => "abcdefghijklmnopqrstuvwxyz"[n]!;
const searched = (id: string) => segment(id, { kind: "event", name: "search" });
const overlap = async (id: string): Promise<SegmentOverlapAnswer> =>
  (await call(`/v1/sites/shop/segments/${id}/overlap`)).json();

/** 30 visitors in `wide`, 12 of them and 4 others in `narrow`, nobody in `empty`, one of `wide` in `single`. */
beforeAll(async () => {
  await openShop();
  await publish(...["wide", "narrow", "empty", "single"].map(searched));
  const join = (name: string, ...segments: string[]) => {
    const visitor = visitorId(name);
    const memberships = Object.fromEntries(segments.map((id) => [id, 1]));
    return bindings.AUDIENCE.getByName(audienceShard("shop", visitor)).update({ visitor, version: 1, memberships });
  };
  await Promise.all([
    ...Array.from({ length: 11 }, (_, n) => join(`both-${letter(n)}`, "wide", "narrow")),
    join("all-three", "wide", "narrow", "single"),
    ...Array.from({ length: 18 }, (_, n) => join(`wide-${letter(n)}`, "wide")),
    ...Array.from({ length: 4 }, (_, n) => join(`narrow-${letter(n)}`, "narrow")),
  ]);
});

describe("the overlap of segments", () => {
  it("counts who is in both, over all shards, and says the share of each, the most shared first", async () => {
    const { members, others, version } = await overlap("wide");
    expect([members, version > 0]).toEqual([30, true]);
    expect(others.map(({ id, name, members: of, shared }) => [id, name, of, shared.estimate])).toEqual([
      ["narrow", "Segment narrow", 16, 12],
      ["single", "Segment single", 1, 1],
      ["empty", "Segment empty", 0, 0],
    ]);
    expect(others[0]).toMatchObject({
      shared: { interval: { from: 12, to: 12 } },
      ofThis: { value: 0.4 },
      ofOther: { value: 0.75 },
    });
  });

  it("is the same from the other side, whichever of both is the smaller", async () => {
    const { members, others } = await overlap("narrow");
    const wide = others.find(({ id }) => id === "wide");
    expect([members, wide?.shared.estimate, wide?.ofThis?.value, wide?.ofOther?.value]).toEqual([16, 12, 0.75, 0.4]);
  });

  it("gives no share of nobody", async () => {
    const { members, others } = await overlap("empty");
    expect(members).toBe(0);
    for (const one of others) {
      expect(one.shared).toEqual({ estimate: 0, interval: { from: 0, to: 0 } });
      expect(one).not.toHaveProperty("ofThis");
      expect(one.ofOther?.value).toBe(0);
    }
    expect((await overlap("single")).others.find(({ id }) => id === "empty")).not.toHaveProperty("ofOther");
  });

  it("knows only what is published, and creates nothing by asking", async () => {
    expect((await call("/v1/sites/shop/segments/gone/overlap")).status).toBe(404);
    expect(await overlapOf(bindings, "nobody", "wide", ["narrow"], 0)).toEqual({
      members: 0,
      overlaps: [{ segment: "narrow", members: 0, shared: { estimate: 0, interval: { from: 0, to: 0 } } }],
    });
    const tables = await runInDurableObject(bindings.AUDIENCE.getByName("nobody#0"), (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
    );
    expect(tables).toEqual([]);
  });

  it("draws every so many-th member of a large segment, each of them once over the possible beginnings", async () => {
    const index = bindings.AUDIENCE.getByName("drawn#0");
    // 20 members, of whom the even ones are in the other segment too.
    for (let n = 0; n < 20; n++) {
      const memberships = n % 2 === 0 ? { large: 1, other: 1 } : { large: 1 };
      await index.update({ visitor: visitorId(`drawn-${letter(n)}`), version: 1, memberships });
    }
    const counts = await runInDurableObject(index, (_, state) => {
      const store = new AudienceStore(state.storage.sql);
      return [0, 1, 2].map((first) => store.shared({ driver: "large", other: "other", step: 3, first }));
    });
    expect(counts.map(({ asked }) => asked)).toEqual([7, 7, 6]);
    expect(counts.reduce((sum, { shared }) => sum + shared, 0)).toBe(10);
  });
});
