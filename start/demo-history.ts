/** Gives the demo site its past: visits of the last 30 days, replayed through the same door, with the clock of then. */
import type { CollectRequest } from "../wire/collect.ts";
import type { AdminApi } from "./admin-api.ts";
import { readRecord, writeRecord } from "./demo-record.ts";

/** One request of the past. */
export interface Visit {
  /** Epoch milliseconds at which the Worker would have received it. */
  receivedAt: number;
  request: CollectRequest;
}

/** How far the history has come, in visits. */
export interface Progress {
  done: number;
  total: number;
}

/** The Worker takes 100 at most; fewer keep a batch under half a second, so that the live demo is not held up. */
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
  for (let done = begun?.done ?? 0; done < total && !signal.aborted;) {
    onProgress({ done, total });
    const batch = visits.slice(done, done + BATCH);
    await admin.dev("POST", "history", { visits: batch });
    done += batch.length;
    writeRecord(storage, { ...readRecord(storage), history: { seed: begun?.seed ?? seed, end, done, total } });
    // The model learns from the whole; only then has the history come to its end.
    if (done >= total) {
      await admin.post("model/rebuild");
      onProgress({ done, total });
    }
  }
}
