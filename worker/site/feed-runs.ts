/** What came of each upload of the catalogue: rows that are only ever added, and dropped when there are enough newer ones. */
import type { FeedCounts, FeedRun, FeedRunDetails, RejectedProduct } from "../../wire/catalogue.ts";

/** Runs kept: three months of a feed that comes every day. */
const RUNS_KEPT = 100;
/** Rejected rows kept of each: who has read so many knows what is wrong. With the lengths below, 60 kB a run. */
export const REJECTED_KEPT = 200;
/** Characters of an id and of a detail, which hold what somebody sent. */
const ID_LENGTH = 80;
const DETAIL_LENGTH = 160;

type Row = { id: number; at: number; by: string; version: number | null; counts: string };

/** An upload that has been checked. */
export interface Upload {
  by: string;
  counts: FeedCounts;
  rejected: readonly RejectedProduct[];
  /** Of the catalogue it became. */
  version?: number;
}

export class FeedRuns {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Call in the transaction of what it records. @returns the run's id */
  add({ by, counts, rejected, version }: Upload, now: number): number {
    const { id } = this.#sql
      .exec<{ id: number }>(
        "INSERT INTO feed_runs (at, by, version, counts, rejected) VALUES (?, ?, ?, ?, ?) RETURNING id",
        now,
        by,
        version ?? null,
        JSON.stringify(counts),
        JSON.stringify(rejected.slice(0, REJECTED_KEPT).map(shortened)),
      )
      .one();
    this.#sql.exec("DELETE FROM feed_runs WHERE id <= ?", id - RUNS_KEPT);
    return id;
  }

  /** Newest first, those before `before`. */
  list(before: number, limit: number): FeedRun[] {
    return this.#sql
      .exec<Row>(
        "SELECT id, at, by, version, counts FROM feed_runs WHERE id < ? ORDER BY id DESC LIMIT ?",
        before,
        limit,
      )
      .toArray()
      .map(runOf);
  }

  get(id: number): FeedRunDetails | undefined {
    const row = this.#sql.exec<Row & { rejected: string }>("SELECT * FROM feed_runs WHERE id = ?", id).toArray()[0];
    return row && { ...runOf(row), rejected: JSON.parse(row.rejected) as RejectedProduct[] };
  }
}

function runOf({ id, at, by, version, counts }: Row): FeedRun {
  return { id, at, by, ...(version !== null && { version }), counts: JSON.parse(counts) as FeedCounts };
}

function shortened({ id, detail, ...rest }: RejectedProduct): RejectedProduct {
  return {
    ...rest,
    ...(id !== undefined && { id: id.slice(0, ID_LENGTH) }),
    detail: detail.slice(0, DETAIL_LENGTH),
  };
}
