import { expect, it } from "vitest";
import { alarmIsLost, dueTimers, nextWake, retryDelayMs } from "../../worker/domain/timers.ts";

it("[TI-1] wakes for the earliest timer, and rings those that are due in order", () => {
  const timers = { learn: 300, merge: 100, retention: 900 };
  expect(nextWake(timers)).toBe(100);
  expect(dueTimers(timers, 400)).toEqual(["merge", "learn"]);
  expect(nextWake({})).toBeUndefined();
});

it("[TI-2] tries again after 5 s, 10 s, 20 s … at most an hour", () => {
  expect([1, 2, 3, 4, 20].map(retryDelayMs)).toEqual([5_000, 10_000, 20_000, 40_000, 3_600_000]);
});

it("[TI-3] knows a lost alarm from a slow one", () => {
  expect(alarmIsLost({ learn: 1_000 }, 1_000, 1_500, 600)).toBe(false);
  expect(alarmIsLost({ learn: 1_000 }, 1_000, 1_700, 600)).toBe(true);
  // Never armed, or nothing due: nothing to be lost.
  expect(alarmIsLost({ learn: 1_000 }, 0, 9_000, 600)).toBe(false);
  expect(alarmIsLost({ learn: 9_000 }, 1_000, 1_700, 600)).toBe(false);
});
