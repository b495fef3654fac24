import { expect, it } from "vitest";
import { readSessions } from "../../../../worker/domain/recommend/session-model/session-log.ts";
import type { SessionItem } from "../../../../worker/domain/recommend/session-fragment.ts";

const ROOMY = { clicksPerSession: 50, clicks: 1_000, items: 100 };

/** The sessions of a log, in ids. */
function idsOf(sessions: (string | SessionItem)[][], limits = ROOMY): string[][] {
  const log = readSessions(
    sessions.map((items) => ({ items })),
    limits,
  );
  return Array.from({ length: log.sessionStart.length - 1 }, (_, session) =>
    Array.from(
      log.clicks.subarray(log.sessionStart[session], log.sessionStart[session + 1]),
      (item) => log.itemIds[item]!,
    ),
  );
}

const did = (itemId: string, at: number, kind: SessionItem["kind"] = "view"): SessionItem => ({ itemId, at, kind });

it("numbers items by their ids in ascending order, whatever they are written in", () => {
  const { itemIds } = readSessions([{ items: ["帽子", "10", "9", "äpfel"] }], ROOMY);
  expect(itemIds).toEqual(["10", "9", "äpfel", "帽子"]);
});

it("keeps ids in the order they come, repeats too", () => {
  expect(idsOf([["b", "a", "a", "b"]])).toEqual([["b", "a", "a", "b"]]);
});

it("puts what the learner kept in the order it was done, of one moment by id", () => {
  expect(idsOf([[did("c", 3), did("b", 1), did("a", 1)]])).toEqual([["a", "b", "c"]]);
});

it("takes viewing and then buying one product as one click, and viewing it twice as two", () => {
  expect(idsOf([[did("a", 1), did("a", 2, "cart"), did("a", 3, "purchase"), did("b", 4), did("b", 5)]])).toEqual([
    ["a", "b", "b"],
  ]);
});

it("learns no order from sessions of one click, and counts them for their item", () => {
  const log = readSessions([{ items: ["a"] }, { items: ["a", "b"] }, { items: [] }], ROOMY);
  expect([...log.sessionStart]).toEqual([0, 2]);
  expect([...log.popularity]).toEqual([2, 1]);
});

it("keeps the latest clicks of a session", () => {
  expect(idsOf([["a", "b", "c", "d"]], { ...ROOMY, clicksPerSession: 3 })).toEqual([["b", "c", "d"]]);
});

it("keeps the latest sessions, whole", () => {
  expect(
    idsOf(
      [
        ["a", "b"],
        ["c", "d", "e"],
        ["a", "c"],
      ],
      { ...ROOMY, clicks: 5 },
    ),
  ).toEqual([
    ["c", "d", "e"],
    ["a", "c"],
  ]);
});

it("keeps the most clicked items, and drops sessions that are left with one click", () => {
  const sessions = [
    ["a", "b"],
    ["a", "b", "c"],
    ["c", "rare"],
    ["c", "rarer"],
  ];
  expect(idsOf(sessions, { ...ROOMY, items: 3 })).toEqual([
    ["a", "b"],
    ["a", "b", "c"],
  ]);
});

it("keeps a flood of invented ids off the memory: four for each item, first come", () => {
  const flood = Array.from({ length: 50 }, (_, i) => [`id ${i}`, `id ${i}`]);
  expect(idsOf([...flood, ["id 0", "id 1"]], { ...ROOMY, items: 2 }).at(-1)).toEqual(["id 0", "id 1"]);
  expect(idsOf([...flood, ["late", "later"]], { ...ROOMY, items: 2 }).flat()).not.toContain("late");
});
