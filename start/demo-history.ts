/**
 * Gives the demo site its past: visits of the last 30 days, replayed through the same door, with the clock of then. What
 * was offered then is decided then, by the Worker; who saw it, and what they made of it, is the shoppers' affair.
 */
import type { CollectRequest } from "../wire/collect.ts";
import type { Decision } from "../wire/decision.ts";
import type { AdminApi } from "./admin-api.ts";
import { readRecord, writeRecord } from "./demo-record.ts";

/** One request of the past. */
interface PastRequest {
  /** Epoch milliseconds at which the Worker would have received it. */
  receivedAt: number;
  request: CollectRequest;
  /** The last one of its visit. */
  over: boolean;
}

/** A visit, made as it is walked. */
export interface Visit {
  visitor: string;
  /** Told what was decided for each request. Once only, and after the visitor's visits before it. */
  walk(): Walk;
}

type Walk = Generator<PastRequest, void, readonly Decision[]>;

/** How far the history has come, in visits. */
export interface Progress {
  done: number;
  total: number;
}

/** Walked side by side. The Worker takes 100 at most; fewer keep a round under half a second, so that the live demo is not held up. */
const BATCH = 50;

export interface SeedOptions {
  admin: AdminApi;
  storage: string;
  seed: number;
  /** All visits up to `end`, oldest first; the same for the same seed and end. */
  makeVisits: (options: { seed: number; end: number }) => Visit[];
  /** Ends it after the batch under way. The next start goes on from there. */
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Seeds what is missing. Event ids are the seed's, so that a batch sent twice is stored once. */
export async function seedHistory(options: SeedOptions): Promise<void> {
  const { admin, storage, seed, makeVisits, signal, onProgress } = options;
  const record = readRecord(storage);
  const begun = record.history;
  if (begun && begun.done >= begun.total) return;
  const end = begun?.end ?? Date.now();
  const visits = makeVisits({ seed: begun?.seed ?? seed, end });
  const total = visits.length;
  // What people had in their carts is remembered by walking again, as if nothing had been offered to them.
  for (const visit of visits.slice(0, begun?.done ?? 0)) {
    const walk = visit.walk();
    while (!walk.next([]).done);
  }
  for (let done = begun?.done ?? 0; done < total && !signal.aborted;) {
    onProgress({ done, total });
    const batch = visits.slice(done, done + BATCH);
    await replay(admin, batch);
    done += batch.length;
    writeRecord(storage, { ...readRecord(storage), history: { seed: begun?.seed ?? seed, end, done, total } });
    // The model learns from the whole; only then has the history come to its end.
    if (done >= total) {
      await admin.post("model/rebuild");
      onProgress({ done, total });
    }
  }
}

/** Walks these visits side by side, those of one person one after the other. */
async function replay(admin: AdminApi, batch: readonly Visit[]): Promise<void> {
  const waiting = Map.groupBy(batch, ({ visitor }) => visitor);
  const begin = (visitor: string): Step[] => {
    for (let visit = waiting.get(visitor)?.shift(); visit; visit = waiting.get(visitor)?.shift()) {
      const walk = visit.walk();
      const turn = walk.next([]);
      // Who would only come after now does not come at all.
      if (!turn.done) return [{ visitor, walk, past: turn.value }];
    }
    return [];
  };
  let walking = [...waiting.keys()].flatMap(begin);
  while (walking.length > 0) {
    const answer = await admin.dev<{ decisions: Decision[][] }>("POST", "history", {
      visits: walking.map(({ past }) => past),
    });
    walking = walking.flatMap(({ visitor, walk }, place) => {
      const turn = walk.next(answer.decisions[place] ?? []);
      return turn.done ? begin(visitor) : [{ visitor, walk, past: turn.value }];
    });
  }
}

/** Where somebody is on their visit. */
interface Step {
  visitor: string;
  walk: Walk;
  past: PastRequest;
}
