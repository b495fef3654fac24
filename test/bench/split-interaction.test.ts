import { expect, it } from "vitest";
import { splitInteraction } from "../../bench/page-view/split-interaction.ts";
import type { SdkMark } from "../../bench/page-view/split-interaction.ts";

/** A click at 100: the page's leaving event goes first, then what the new page tracks and asks for. */
const MARKS: SdkMark[] = [
  { name: "sameview:track", at: 10, detail: { id: "e1" } },
  { name: "sameview:sent", at: 15, detail: { events: ["e1"], placements: ["hero"] } },
  { name: "sameview:answered", at: 30, detail: { events: ["e1"], placements: ["hero"] } },
  { name: "sameview:painted", at: 40, detail: { placement: "row" } },
  { name: "sameview:track", at: 102, detail: { id: "e2" } },
  { name: "sameview:sent", at: 107, detail: { events: ["e2"], placements: ["hero"] } },
  { name: "sameview:answered", at: 120, detail: { events: ["e2"], placements: ["hero"] } },
  { name: "sameview:track", at: 125, detail: { id: "e3" } },
  { name: "sameview:track", at: 126, detail: { id: "e4" } },
  { name: "sameview:sent", at: 131, detail: { events: ["e3", "e4"], placements: ["hero", "row"] } },
  { name: "sameview:answered", at: 146, detail: { events: ["e3", "e4"], placements: ["hero", "row"] } },
  { name: "sameview:painted", at: 154, detail: { placement: "row" } },
];

it("follows the request that asked for what was painted", () => {
  const workerTimes = [
    { at: 15.5, ms: 3 },
    { at: 107.5, ms: 4 },
    { at: 131.5, ms: 6 },
  ];
  // 125−100, 131−125, 146−131−6, 6, 154−146; and 154−100 in all.
  const expected = { page: 25, queue: 6, network: 9, worker: 6, render: 8, total: 54 };
  expect(splitInteraction(MARKS, 100, "row", workerTimes)).toEqual(expected);
});

it("does not take what was painted before the click", () => {
  expect(splitInteraction(MARKS.slice(0, 8), 100, "row", [])).toBeUndefined();
  expect(splitInteraction(MARKS, 100, "other", [])).toBeUndefined();
});
