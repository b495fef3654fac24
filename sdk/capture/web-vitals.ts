/**
 * Core Web Vitals of the document, as the metrics' own definitions have them (web.dev/articles/lcp, /cls, /inp).
 * Of the first visit only: a page back from the cache is not measured anew.
 */
import { createListening } from "./module-client.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/** Milliseconds: shifts further apart belong to different windows, and no window is longer (CLS). */
const SHIFT_GAP_MS = 1_000;
const SHIFT_WINDOW_MS = 5_000;

/** Milliseconds: shorter interactions feel immediate and need no entry; the least that may be asked for is 16. */
const LEAST_INTERACTION_MS = 40;

/** One in so many interactions may be worse (INP: the 98th percentile). */
const INTERACTIONS_FORGIVEN = 50;

interface Entry extends PerformanceEntry {
  /** Of a layout shift. */
  value: number;
  hadRecentInput: boolean;
  /** Of an event: the same for all events of one interaction, 0 where it is none. */
  interactionId: number;
}

/** Event: `web_vitals` with `lcp`, `inp`, `fcp`, `ttfb` (ms) and `cls`, when the page is first hidden; each only where known. */
export function captureWebVitals(client: ModuleClient): Stop {
  const { listen, onStop, stop } = createListening();
  const vitals: Record<string, number> = {};
  const navigation = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  /** A prerendered page begins when it is shown. */
  const start = (navigation as { activationStart?: number } | undefined)?.activationStart ?? 0;
  const durations = new Map<number, number>();
  let shift = { first: 0, last: 0, sum: 0 };
  let told = false;

  function sinceStart(time: number): number {
    return Math.max(0, Math.round(time - start));
  }

  function observe(type: string, each: (entry: Entry) => void): void {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    const take = (entries: PerformanceEntryList): void => (entries as Entry[]).forEach(each);
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type, buffered: true, durationThreshold: LEAST_INTERACTION_MS } as PerformanceObserverInit);
    pending.push(() => take(observer.takeRecords()));
    onStop(() => observer.disconnect());
  }
  /** Entries that exist and have not been handed out yet. */
  const pending: (() => void)[] = [];

  if (navigation) vitals["ttfb"] = sinceStart(navigation.responseStart);
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") vitals["fcp"] = sinceStart(startTime);
  });
  observe("largest-contentful-paint", ({ startTime }) => (vitals["lcp"] = sinceStart(startTime)));
  observe("layout-shift", ({ startTime, value, hadRecentInput }) => {
    vitals["cls"] ??= 0;
    if (hadRecentInput) return;
    const same = startTime - shift.last < SHIFT_GAP_MS && startTime - shift.first < SHIFT_WINDOW_MS;
    shift = same
      ? { ...shift, last: startTime, sum: shift.sum + value }
      : { first: startTime, last: startTime, sum: value };
    vitals["cls"] = Math.max(vitals["cls"], Number(shift.sum.toFixed(4)));
  });
  observe("event", ({ interactionId, duration }) => {
    if (!interactionId) return;
    durations.set(interactionId, Math.max(duration, durations.get(interactionId) ?? 0));
  });

  function tell(): void {
    if (told || document.visibilityState !== "hidden") return;
    told = true;
    for (const take of pending) take();
    const interactions = (performance as { interactionCount?: number }).interactionCount ?? durations.size;
    const slowest = [...durations.values()].sort((a, b) => b - a);
    const inp = slowest[Math.min(slowest.length - 1, Math.floor(interactions / INTERACTIONS_FORGIVEN))];
    if (inp !== undefined) vitals["inp"] = inp;
    client.track("web_vitals", vitals);
    stop();
  }

  // Before the SDK's own listeners, which send what there is.
  listen("visibilitychange" as keyof WindowEventMap, tell);
  return stop;
}
