/** Counters at the head of the live screen: visitors of the last 5 minutes, events of the last 30. */
import type { Pulse } from "../../wire/console.ts";
import type { PulseDelta } from "./live-tap.ts";

/** "Visitors now" counts those seen this recently: Plausible's and Umami's convention. */
const NOW_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const MINUTES_SHOWN = 30;

export class PulseCounter {
  #events = new Map<number, number>();
  #visitors = new Map<number, number>();
  /** The newest minute in which there was an event. */
  #lastMinute: number | undefined;

  add(delta: PulseDelta): void {
    for (const [minute, count] of delta.events) {
      this.#events.set(minute, (this.#events.get(minute) ?? 0) + count);
      this.#lastMinute = Math.max(minute, this.#lastMinute ?? 0);
    }
    for (const [hash, at] of delta.visitors) this.#visitors.set(hash, Math.max(at, this.#visitors.get(hash) ?? 0));
  }

  at(now: number): Pulse {
    this.#forget(now);
    const current = Math.floor(now / MINUTE_MS);
    return {
      visitorsNow: this.#visitors.size,
      eventsPerMinute: Array.from(
        { length: MINUTES_SHOWN },
        (_, i) => this.#events.get(current - MINUTES_SHOWN + i) ?? 0,
      ),
      at: now,
    };
  }

  /** Epoch ms of the minute of the last event; `undefined` where none is known of. */
  lastEventAt(): number | undefined {
    return this.#lastMinute === undefined ? undefined : this.#lastMinute * MINUTE_MS;
  }

  /** For keeping over a restart: the minutes only, since visitors of five minutes ago are soon gone anyway. */
  minutes(): [minute: number, count: number][] {
    return [...this.#events];
  }

  #forget(now: number): void {
    for (const [hash, at] of this.#visitors) if (at < now - NOW_MS) this.#visitors.delete(hash);
    const oldest = Math.floor(now / MINUTE_MS) - MINUTES_SHOWN;
    for (const minute of this.#events.keys()) if (minute < oldest) this.#events.delete(minute);
  }
}
