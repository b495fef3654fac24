import { expect, it } from "vitest";
import { framesOf } from "../../bench/live/watch-frames.ts";

it("counts the turns of the screen that passed without a frame", () => {
  const turn = 1_000 / 60;
  const steady = Array.from({ length: 61 }, (_, n) => n * turn);
  expect(framesOf(steady)).toMatchObject({ drawn: 60, dropped: 0, droppedShare: 0 });
  // The frames of the turns 10, 11 and 12 never came: one gap of four turns.
  const late = steady.filter((_, n) => n < 10 || n > 12);
  expect(framesOf(late)).toMatchObject({ drawn: 57, dropped: 3, droppedShare: 3 / 60 });
  expect(framesOf(late).medianMs).toBeCloseTo(turn);
});

it("says nothing of no frames", () => {
  expect(framesOf([])).toEqual({ drawn: 0, dropped: 0, droppedShare: 0, medianMs: 0, p95Ms: 0 });
});
