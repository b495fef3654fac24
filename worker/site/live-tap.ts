/**
 * What one isolate has to tell a site's live feed. The counters go along with the isolate's regular question for news;
 * entries go at once while somebody watches, and otherwise a few of the last wait for that question, so that a console
 * just opened is not empty. So nothing is added to the way of a request, and an unwatched site pays nothing.
 */
import type { LiveEntry } from "../../wire/console.ts";
import type { DoorSighting } from "../../wire/install.ts";
import { DoorLog, type Seen } from "../domain/install/door-log.ts";

/** A live entry before the SiteObject numbers it. */
export type UnnumberedEntry = Omit<LiveEntry, "seq">;

/** Counters since the last time they were taken. */
export interface PulseDelta {
  /** Events by minute (epoch minutes). */
  events: [minute: number, count: number][];
  /** Visitors seen, each with the last time in epoch ms; hashed, since only their number is wanted. */
  visitors: [hash: number, at: number][];
}

/** What an isolate has to tell. */
export interface Told {
  pulse: PulseDelta;
  entries: UnnumberedEntry[];
  /** What became of requests at the door. Missing from isolates of an older version during a deployment. */
  door?: DoorSighting[];
}

/**
 * A kind that was told within this time waits for the regular question, which comes sooner on a site with traffic: only
 * on a quiet site does what comes to the door cause a call of its own.
 */
const DOOR_WAITS_MS = 10_000;
/** And at most so often, for whoever knocks with ever new origins. */
const DOOR_EVERY_MS = 1_000;
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
  readonly #door = new DoorLog();
  /** Kinds told lately, and when the last of them was: epoch ms. */
  readonly #doorTold = new DoorLog();
  #doorToldAt = 0;
  #notedAt = 0;
  #isTellingDoor = false;

  count(visitorHash: number, events: number, now: number): void {
    const minute = Math.floor(now / MINUTE_MS);
    this.#events.set(minute, (this.#events.get(minute) ?? 0) + events);
    if (this.#visitors.size < VISITORS_REPORTED) this.#visitors.set(visitorHash, now);
  }

  /**
   * Remembers what became of a request at the door.
   *
   * @returns after how many ms to tell it; `undefined` where it goes along with something else
   */
  noteAtDoor(seen: Seen, now: number): number | undefined {
    this.#door.note(seen, now);
    this.#notedAt = now;
    if (now - this.#doorToldAt >= DOOR_WAITS_MS) this.#doorTold.take();
    if (this.#isTellingDoor || this.#doorTold.knows(seen)) return undefined;
    this.#isTellingDoor = true;
    return Math.max(0, this.#doorToldAt + DOOR_EVERY_MS - now);
  }

  /** @param entry made only if it is told: most are not */
  keep(entry: () => UnnumberedEntry): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > WAITING_ENTRIES) this.#waiting.shift();
  }

  take(): Required<Told> {
    const door = this.#door.take();
    if (door.length > 0) this.#doorToldAt = this.#notedAt;
    for (const one of door) this.#doorTold.add(one);
    this.#isTellingDoor = false;
    const taken = {
      pulse: { events: [...this.#events], visitors: [...this.#visitors] },
      entries: this.#waiting.map((entry) => entry()),
      door,
    };
    this.#events = new Map();
    this.#visitors = new Map();
    this.#waiting = [];
    return taken;
  }

  /** Puts back what could not be delivered. */
  putBack({ pulse, door }: Required<Told>): void {
    for (const one of door) this.#door.add(one);
    for (const [minute, count] of pulse.events) this.#events.set(minute, (this.#events.get(minute) ?? 0) + count);
    for (const [hash, at] of pulse.visitors) this.#visitors.set(hash, Math.max(at, this.#visitors.get(hash) ?? 0));
  }
}
