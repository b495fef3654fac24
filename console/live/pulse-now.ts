/** The pulse as it is now: the Worker tells it only when something happens, and time goes on without it. Pure. */
import type { LiveEntry, Pulse } from "../../wire/console.ts";

const MINUTE_MS = 60_000;
/** A visitor counts as here for so long, by the wire's definition. */
const HERE_MS = 5 * MINUTE_MS;

/**
 * The pulse, brought forward to `now` by the Worker's clock. Minutes that ended since it was told are filled from the
 * entries at hand, which since then are all there were.
 */
export function pulseAt(pulse: Pulse, entries: readonly LiveEntry[], now: number): Pulse {
  const endedMinutes = minuteOf(now) - minuteOf(pulse.at);
  if (endedMinutes <= 0) return pulse;
  const length = pulse.eventsPerMinute.length;
  const counts = new Map<number, number>();
  const here = new Set<string>();
  for (const entry of entries) {
    const minute = minuteOf(entry.at);
    counts.set(minute, (counts.get(minute) ?? 0) + entry.events.length);
    if (now - entry.at < HERE_MS) here.add(entry.visitor);
  }
  const ended = Array.from({ length: endedMinutes }, (_, index) => counts.get(minuteOf(pulse.at) + index) ?? 0);
  return {
    at: now,
    visitorsNow: now - pulse.at < HERE_MS ? Math.max(here.size, pulse.visitorsNow) : here.size,
    eventsPerMinute: [...pulse.eventsPerMinute, ...ended].slice(-length),
  };
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS);
}
