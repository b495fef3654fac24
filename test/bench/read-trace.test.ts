import { expect, test } from "vitest";
import { readTrace } from "../../bench/sdk-peers/read-trace.ts";
import type { TraceEvent } from "../../bench/sdk-peers/read-trace.ts";

const PAGE = "http://shop.example/";
const MAIN: TraceEvent = { name: "CommitLoad", ph: "X", pid: 1, tid: 1, ts: 0, args: { data: { url: PAGE } } };

function event(name: string, ts: number, dur: number, more: Partial<TraceEvent> = {}): TraceEvent {
  return { name, ph: "X", pid: 1, tid: 1, ts, dur, tdur: dur, ...more };
}

test("nested script events count once, and by the time on the processor", () => {
  const trace = [
    MAIN,
    event("RunTask", 0, 10_000),
    event("EvaluateScript", 1_000, 6_000, { tdur: 4_000 }),
    event("v8.compile", 1_000, 2_000),
    event("FunctionCall", 4_000, 1_000),
    event("TimerFire", 8_000, 500),
  ];
  // 4 ms of the script that holds the compiling and the call, and half a one of the timer.
  expect(readTrace(trace, PAGE).scriptMs).toBe(4.5);
});

test("the longest task is the one with most script in it, and only that script counts", () => {
  const trace = [
    MAIN,
    event("RunTask", 0, 90_000),
    event("Layout", 10, 80_000),
    event("FunctionCall", 85_000, 1_000),
    event("RunTask", 100_000, 9_000),
    event("FunctionCall", 100_500, 3_000),
    event("TimerFire", 104_000, 4_000),
  ];
  expect(readTrace(trace, PAGE).longestTaskMs).toBe(7);
});

test("other threads and other processes do not count", () => {
  const trace = [MAIN, event("EvaluateScript", 0, 1_000, { tid: 2 }), event("EvaluateScript", 0, 1_000, { pid: 2 })];
  expect(readTrace(trace, PAGE)).toEqual({ scriptMs: 0, longestTaskMs: 0 });
});
