/**
 * Ten thousand visitors and 132 codes, on a bad day: messages are late, lost and repeated, objects crash in the middle of
 * a step and start again, some visitors are offered a code and never look.
 *
 * The pool is the Worker's own `PoolStore` and its SQL, as its object runs it; what flies between the objects is simulated,
 * so that the same seed gives the same disorder. A test drives the real objects (test/worker/pools.test.ts).
 */
import { randomStream } from "../../worker/domain/stats/random-stream.ts";
import { PoolStore } from "../../worker/pools/pool-store.ts";
import { sqliteMemory } from "./sqlite-storage.ts";

export interface RushOptions {
  visitors: number;
  codes: number;
  seed: number;
}

export interface RushResult {
  /** Codes shown to more than one visitor, and codes shown that never were in the pool. Must be 0. */
  oversold: number;
  /** Visitors who were shown a code. */
  shown: number;
  /** Codes that lie free although somebody who was told "nothing left" still waits: 0 unless codes get lost. */
  left: number;
  /** Messages that were sent, those that were lost, and steps that crashed. */
  messages: number;
  lost: number;
  crashes: number;
  /** Codes that were kept for somebody, not shown, and given back. */
  cameBack: number;
}

/** A piece is kept for so long: as in worker/visitor/claims.ts. */
const KEEP_MS = 30 * 60_000;
const ASK_AGAIN_MS = 10 * 60_000;
/** The pool's alarm, and how many it asks at once. */
const ALARM_EVERY_MS = 60_000;
const ASKED_AT_ONCE = 100;
/** All come within ten minutes; who was told that nothing is left comes back some time within two hours. */
const RUSH_MS = 10 * 60_000;
const SECOND_TRY_MS = 2 * 3_600_000;
const TRIES = 3;
/** A message takes up to 2 s, and one in fifty up to a minute: long enough to overtake others. */
const USUAL_DELAY_MS = 2_000;
const LATE_DELAY_MS = 60_000;
const LATE_SHARE = 0.02;
const LOST_SHARE = 0.03;
/** Steps of the pool that crash before they are committed. */
const CRASH_SHARE = 0.01;
/** Visitors for whom a code is kept ahead, of whom so many then look. */
const AHEAD_SHARE = 0.5;
const LOOK_SHARE = 0.6;
/** Who gives a code back and opens the next page within seconds. */
const BACK_SHARE = 0.3;
const END_MS = 12 * 3_600_000;

interface Holding {
  code: string;
  /** Not shown yet. */
  kept: boolean;
}

class Crash extends Error {}

export function rush({ visitors, codes, seed }: RushOptions): RushResult {
  const random = randomStream(seed);
  const memory = sqliteMemory();
  let store = new PoolStore(memory.sql);
  const pool = Array.from({ length: codes }, (_, n) => `CODE-${n}`);
  memory.transaction(() => store.add(pool));

  const queue = new Agenda();
  const holdings = new Map<string, Holding>();
  const shownTo = new Map<string, Set<string>>();
  const result: RushResult = { oversold: 0, shown: 0, left: 0, messages: 0, lost: 0, crashes: 0, cameBack: 0 };
  let now = 0;

  /** Hands a message over later, or never. */
  const send = (arrive: () => void): void => {
    result.messages += 1;
    if (random() < LOST_SHARE) {
      result.lost += 1;
      return;
    }
    queue.add(now + random() * (random() < LATE_SHARE ? LATE_DELAY_MS : USUAL_DELAY_MS), arrive);
  };
  /** One step of the pool: committed whole, or crashed and not at all; after a crash the object starts anew. */
  const poolStep = <Result>(work: () => Result): Result | undefined => {
    try {
      return memory.transaction(() => {
        const done = work();
        if (random() < CRASH_SHARE) throw new Crash();
        return done;
      });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      result.crashes += 1;
      store = new PoolStore(memory.sql);
      return undefined;
    }
  };
  const show = (visitor: string, code: string): void => {
    holdings.set(visitor, { code, kept: false });
    const before = shownTo.get(code);
    if (before === undefined) shownTo.set(code, new Set([visitor]));
    else before.add(visitor);
  };
  const claim = (visitor: string, ahead: boolean): void =>
    send(() => {
      const given = poolStep(() => store.give(visitor, undefined, now, ahead ? now + KEEP_MS : undefined));
      if (given?.code === undefined) return;
      const { code } = given;
      send(() => {
        // As the visitor's object does: what it has already stands; what was asked for now is shown now.
        if (ahead && !holdings.has(visitor)) holdings.set(visitor, { code, kept: true });
        if (!ahead) show(visitor, holdings.get(visitor)?.code ?? code);
      });
    });
  const visit = (visitor: string, tries: number): void => {
    const holding = holdings.get(visitor);
    if (holding !== undefined) {
      if (holding.kept) show(visitor, holding.code);
      return;
    }
    claim(visitor, false);
    // Nothing came, or nothing was left: another try, with the same name, some time later.
    if (tries > 1) queue.add(now + random() * SECOND_TRY_MS, () => visit(visitor, tries - 1));
  };
  const askHolder = (holder: string, until: number): void => {
    let answered = false;
    send(() => {
      const holding = holdings.get(holder);
      const was = holding !== undefined && !holding.kept;
      // Given back in the same step, so that it never is shown.
      if (holding?.kept) holdings.delete(holder);
      // The worst moment to come back: asked already, and not yet taken from.
      if (!was && random() < BACK_SHARE) {
        queue.add(now + random() * USUAL_DELAY_MS, () => claim(holder, true));
        queue.add(now + random() * SECOND_TRY_MS, () => visit(holder, TRIES));
      }
      send(() => {
        answered = true;
        if (was) poolStep(() => store.confirm(holder));
        else if (poolStep(() => (store.takeBack(holder, until), true)) !== undefined) result.cameBack += 1;
      });
    });
    queue.add(now + LATE_DELAY_MS, () => {
      if (!answered) poolStep(() => store.postpone(holder, now + ASK_AGAIN_MS));
    });
  };
  const alarm = (): void => {
    for (const { holder, until } of store.overdue(now, ASKED_AT_ONCE)) askHolder(holder, until);
    if (now < END_MS) queue.add(now + ALARM_EVERY_MS, alarm);
  };

  for (let n = 0; n < visitors; n++) {
    const visitor = `visitor-${n}`;
    const at = random() * RUSH_MS;
    if (random() < AHEAD_SHARE) {
      queue.add(at, () => claim(visitor, true));
      if (random() < LOOK_SHARE) queue.add(at + random() * SECOND_TRY_MS, () => visit(visitor, TRIES));
    } else {
      queue.add(at, () => visit(visitor, TRIES));
    }
  }
  queue.add(ALARM_EVERY_MS, alarm);
  for (let next = queue.next(); next !== undefined; next = queue.next()) {
    now = next.at;
    next.work();
  }

  const known = new Set(pool);
  for (const [code, holders] of shownTo) {
    if (!known.has(code)) result.oversold += holders.size;
    result.oversold += holders.size - 1;
    result.shown += holders.size;
  }
  const { size, given, kept } = store.counts();
  result.left = size - given - kept;
  memory.close();
  return result;
}

/** What is to happen, earliest first; at the same instant, in the order it was put in. A binary heap. */
class Agenda {
  readonly #heap: { at: number; order: number; work: () => void }[] = [];
  #order = 0;

  add(at: number, work: () => void): void {
    const heap = this.#heap;
    let place = heap.length;
    // Whole milliseconds, as clocks give them.
    heap.push({ at: Math.ceil(at), order: this.#order++, work });
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#before(place, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  next(): { at: number; work: () => void } | undefined {
    const heap = this.#heap;
    if (heap.length === 0) return undefined;
    this.#swap(0, heap.length - 1);
    const first = heap.pop();
    for (let place = 0; ;) {
      const left = 2 * place + 1;
      if (left >= heap.length) return first;
      const least = left + 1 < heap.length && this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#before(least, place)) return first;
      this.#swap(least, place);
      place = least;
    }
  }

  #before(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one]!, this.#heap[other]!];
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const kept = this.#heap[one]!;
    this.#heap[one] = this.#heap[other]!;
    this.#heap[other] = kept;
  }
}
