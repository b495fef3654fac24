/**
 * Core Web Vitals of the document, as the metrics' own definitions have them (web.dev/articles/lcp, /cls, /inp).
 * Of the first visit only: a page back from the cache is not measured anew.
 */
import { listen } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

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

/** Event: `web_vitals` with `lcp`, `inp` (ms) and `cls`, when the page is first hidden; each only where the browser knows it. */
export const captureWebVitals: Capture = (client, signal) => {
  const vitals: { lcp?: number; cls?: number; inp?: number } = {};
  /** Milliseconds each interaction took, by its id. */
  const durations: Record<number, number> = {};
  /** Of the window of shifts that goes on. */
  let first = 0;
  let last = 0;
  let sum = 0;

  const observers: Record<string, (entry: Entry) => void> = {
    "largest-contentful-paint"({ startTime }) {
      const [navigation] = performance.getEntriesByType("navigation") as { activationStart?: number }[];
      // A prerendered page begins when it is shown.
      vitals.lcp = Math.round(startTime - (navigation?.activationStart ?? 0));
    },
    "layout-shift"({ startTime, value, hadRecentInput }) {
      if (hadRecentInput) return;
      if (startTime - last > SHIFT_GAP_MS || startTime - first > SHIFT_WINDOW_MS) {
        sum = 0;
        first = startTime;
      }
      last = startTime;
      sum += value;
      vitals.cls = Math.max(vitals.cls!, Math.round(sum * 1e4) / 1e4);
    },
    event({ interactionId, duration }) {
      if (interactionId) durations[interactionId] = Math.max(duration, durations[interactionId] ?? 0);
    },
  };

  const started = Object.entries(observers).flatMap(([type, each]) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return [];
    if (type === "layout-shift") vitals.cls = 0;
    const take = (entries: PerformanceEntryList): void => (entries as Entry[]).forEach(each);
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type, buffered: true, durationThreshold: LEAST_INTERACTION_MS } as PerformanceObserverInit);
    return () => {
      take(observer.takeRecords());
      observer.disconnect();
    };
  });

  listen("visibilitychange", signal, () => {
    // Once: afterwards nothing observes any more.
    if (document.visibilityState !== "hidden" || started.length === 0) return;
    for (const finish of started.splice(0)) finish();
    const slowest = Object.values(durations).sort((a, b) => b - a);
    const interactions = (performance as { interactionCount?: number }).interactionCount ?? slowest.length;
    const inp = slowest[Math.min(slowest.length - 1, Math.floor(interactions / INTERACTIONS_FORGIVEN))];
    client.track("web_vitals", { ...vitals, ...(inp !== undefined && { inp }) });
  });
};
