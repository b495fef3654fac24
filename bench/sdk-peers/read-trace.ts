/** What a page's scripts cost its main thread, read from a trace of the browser. */

/** The fields used here of the Trace Event Format; times are in microseconds. */
export interface TraceEvent {
  name: string;
  /** `X` is a complete event. */
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Time this thread was on a processor: what else the machine does is not in it. */
  tdur?: number;
  args?: { name?: string; data?: { url?: string } };
}

export interface ScriptCost {
  /** Milliseconds of the main thread's processor time spent in scripts: compiling, running, and what they make the browser do. */
  scriptMs: number;
  /** Of that, milliseconds in the task that has most of it. What the browser lays out in the same task is the page's. */
  longestTaskMs: number;
}

/** Where a script begins: events inside one of these are part of it. */
const SCRIPT = new Set([
  "EvaluateScript",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
  "v8.run",
  "v8.callFunction",
  "FunctionCall",
  "TimerFire",
  "FireAnimationFrame",
  "FireIdleCallback",
  "RunMicrotasks",
]);

const TASK = "RunTask";

/** A document has come to a thread. */
const COMMIT = "CommitLoad";

const MICROSECONDS = 1_000;

/** @param address Of the page: only the thread that it came to is looked at. A browser keeps spare ones. */
export function readTrace(events: readonly TraceEvent[], address: string): ScriptCost {
  const mainThreads = new Set(
    events.filter(({ name, args }) => name === COMMIT && args?.data?.url === address).map(threadOf),
  );
  const complete = events.filter((event) => event.ph === "X" && mainThreads.has(threadOf(event)));
  const scripts = outermost(complete.filter(({ name }) => SCRIPT.has(name)));
  const tasks = outermost(complete.filter(({ name }) => name === TASK));
  const inTasks = tasks.map((task) => sumOf(scripts.filter((script) => isInside(script, task))));
  return { scriptMs: sumOf(scripts), longestTaskMs: Math.max(0, ...inTasks) };
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

/** Milliseconds on the processor. */
function sumOf(events: readonly TraceEvent[]): number {
  return events.reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur), 0) / MICROSECONDS;
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

function isInside(one: TraceEvent, other: TraceEvent): boolean {
  return threadOf(one) === threadOf(other) && one.ts >= other.ts && endOf(one) <= endOf(other);
}

/** Those that lie in no other one. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const kept: TraceEvent[] = [];
  const last = new Map<string, TraceEvent>();
  for (const event of events.toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a))) {
    const before = last.get(threadOf(event));
    if (before && isInside(event, before)) continue;
    last.set(threadOf(event), event);
    kept.push(event);
  }
  return kept;
}
