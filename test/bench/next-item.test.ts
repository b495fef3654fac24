import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { AccuracyTally } from "../../bench/next-item/accuracy.ts";
import { baselinesOf } from "../../bench/next-item/baselines.ts";
import { generateSessions } from "../../bench/next-item/generated-sessions.ts";
import { findSessionFile, readSessionFile } from "../../bench/next-item/session-file.ts";
import { Skip } from "../../bench/outcome.ts";
import { buildSessionModel } from "../../worker/domain/recommend/session-model/build-session-model.ts";

const folder = mkdtempSync(join(tmpdir(), "sameview-next-item-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("session files", () => {
  it("are read with any ids, passing over empty lines, blanks and a missing last line end", () => {
    const file = join(folder, "train_sessions.csv");
    writeFileSync(file, "12,sku-7, 帽子 \r\n\n,,\n12");
    expect([...readSessionFile(file)]).toEqual([{ items: ["12", "sku-7", "帽子"] }, { items: ["12"] }]);
    expect(findSessionFile(folder, "train")).toBe(file);
  });

  it("may be packed", () => {
    const file = join(folder, "test_sessions.csv.gz");
    writeFileSync(file, gzipSync("1,2\n"));
    expect([...readSessionFile(findSessionFile(folder, "test"))]).toEqual([{ items: ["1", "2"] }]);
  });

  it("are asked for by name and origin where they are missing", () => {
    expect(() => findSessionFile(join(folder, "nowhere"), "train")).toThrow(Skip);
    expect(() => findSessionFile(join(folder, "nowhere"), "train")).toThrow(/nowhere.*published/);
  });
});

describe("accuracy", () => {
  // Items 0–3 with 8, 4, 2 and 2 of 16 clicks: surprises of 1, 2, 3 and 3 bits, popularities of 1, 1/2, 1/4 and 1/4.
  const clicks = [8, 4, 2, 2];

  it("is the mean over predictions of hits and of 1 / place", () => {
    const tally = new AccuracyTally(clicks);
    tally.add([0, 1], 0);
    tally.add([0, 1], 1);
    tally.add([0, 1], 3);
    tally.add([0, 1], -1);
    expect(tally.result()).toEqual({
      predictions: 4,
      hr20: 2 / 4,
      mrr20: (1 + 1 / 2) / 4,
      coverage: 2 / 4,
      novelty: (1 + 2) / 2,
      popularityBias: (1 + 1 / 2) / 2,
    });
  });

  it("looks at twenty places", () => {
    const tally = new AccuracyTally(new Uint32Array(30));
    const all = Array.from({ length: 30 }, (_, item) => item);
    tally.add(all, 19);
    tally.add(all, 20);
    expect(tally.result()).toMatchObject({ hr20: 1 / 2, mrr20: 1 / 20 / 2, coverage: 20 / 30 });
  });

  it("of no predictions is nothing", () => {
    expect(new AccuracyTally([]).result()).toMatchObject({ predictions: 0, hr20: 0, mrr20: 0, coverage: 0 });
  });
});

describe("baselines", () => {
  const model = buildSessionModel({
    sessions: [
      ["a", "b", "c"],
      ["a", "b"],
      ["a", "c", "c"],
      ["c", "d"],
    ].map((items) => ({ items })),
    now: 0,
    seed: 1,
  });
  const ask = (name: string, ...session: string[]): string[] =>
    baselinesOf(model)
      .find((one) => one.name === name)!
      .recommend(session.map((id) => model.itemIds.indexOf(id)))
      .map((item) => model.itemIds[item]!);

  it("by popularity names the most clicked", () => {
    // c 4 clicks, a 3, b 2, d 1.
    expect(ask("POP", "d")).toEqual(["c", "a", "b", "d"]);
  });

  it("by sequential rules adds 1 / distance over what came after", () => {
    // After a: b 1 + 1; c 1/2 + 1 + 1/2. Equal: b was met first.
    expect(ask("SR", "d", "a")).toEqual(["b", "c"]);
  });

  it("by neighbours names what their sessions hold", () => {
    expect(ask("VSTAN", "d")).toEqual(["d", "c"]);
    expect(ask("VSTAN", "d", "b").toSorted()).toEqual(["a", "b", "c", "d"]);
  });
});

it("generated sessions are the same for the same seed, of products that exist, two clicks or more", () => {
  const make = (seed: number) => [...generateSessions(1_000, 2_000, seed)];
  const sessions = make(3);
  expect(make(3)).toEqual(sessions);
  expect(make(4)).not.toEqual(sessions);
  const clicks = sessions.flatMap(({ items }) => items);
  expect(sessions.every(({ items }) => items.length >= 2)).toBe(true);
  expect(clicks.every((id) => /^P\d{1,3}$/.test(id))).toBe(true);
  // 2 + 0.74 / 0.26 = 4.85 clicks in the mean; the standard error of 2,000 of deviation 3.3 is 0.07.
  expect(Math.abs(clicks.length / sessions.length - 4.85)).toBeLessThan(0.3);
});
