/**
 * What one isolate has to tell a site's live feed. The counters go along with the isolate's regular question for news;
 * entries go at once while somebody watches, and otherwise a few of the last wait for that question, so that a console
 * just opened is not empty. So nothing is added to the way of a request, and an unwatched site pays nothing.
 */
import type { LiveEntry } from "../../wire/console.ts";

/** A live entry before the SiteObject numbers it. */
export type UnnumberedEntry = Omit<LiveEntry, "seq">;

/** Counters since the last time they were taken. */
export interface PulseDelta {
  /** Events by minute (epoch minutes). */
  events: [minute: number, count: number][];
  /** Visitors seen, each with the last time in epoch ms; hashed, since only their number is wanted. */
  visitors: [hash: number, at: number][];
}

/** Entries kept for a console that opens later. */
const WAITING_ENTRIES = 20;
/** Visitors reported at once; past that the count is a lower bound, which a busy site's "now" can bear. */
const VISITORS_REPORTED = 5_000;
const MINUTE_MS = 60_000;

export class LiveTap {
  watched = false;
  #events = new Map<number, number>();
  #visitors = new Map<number, number>();
  #waiting: (() => UnnumberedEntry)[] = [];

  count(visitorHash: number, events: number, now: number): void {
    const minute = Math.floor(now / MINUTE_MS);
    this.#events.set(minute, (this.#events.get(minute) ?? 0) + events);
    if (this.#visitors.size < VISITORS_REPORTED) this.#visitors.set(visitorHash, now);
  }

  /** @param entry made only if it is told: most are not */
  keep(entry: () => UnnumberedEntry): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > WAITING_ENTRIES) this.#waiting.shift();
  }

  take(): { pulse: PulseDelta; entries: UnnumberedEntry[] } {
    const taken = {
      pulse: { events: [...this.#events], visitors: [...this.#visitors] },
      entries: this.#waiting.map((entry) => entry()),
    };
    this.#events = new Map();
    this.#visitors = new Map();
    this.#waiting = [];
    return taken;
  }

  /** Puts back what could not be delivered. */
  putBack({ pulse }: { pulse: PulseDelta }): void {
    for (const [minute, count] of pulse.events) this.#events.set(minute, (this.#events.get(minute) ?? 0) + count);
    for (const [hash, at] of pulse.visitors) this.#visitors.set(hash, Math.max(at, this.#visitors.get(hash) ?? 0));
  }
}
