/** The AudienceObject's SQL. */
import { migrate } from "../storage/migrations.ts";
import { AUDIENCE_MIGRATIONS } from "./audience-migrations.ts";
import type { MemberUpdate } from "./audience-shards.ts";

const HOUR_MS = 3_600_000;
/** Hours of comings and goings kept: a chart of a fortnight. */
const HOURS_KEPT = 14 * 24;

export interface SegmentFlow {
  /** Whole hours since the epoch. */
  hour: number;
  entered: number;
  left: number;
}

export interface MemberRow {
  visitor: string;
  /** Epoch ms. */
  since: number;
}

/** Of two segments, whose members are looked up in the other. */
export interface SharedQuestion {
  /** The smaller of both costs least. */
  driver: string;
  other: string;
  /** Every how many-th member, 1 for all. */
  step: number;
  /** Number of the first one drawn, from 0 to `step` − 1. */
  first: number;
}

export interface SharedCount {
  /** Members of the driver that were looked up. */
  asked: number;
  /** Those of them who are in the other segment. */
  shared: number;
}

export class AudienceStore {
  readonly #sql: SqlStorage;
  #created = false;
  /** Counted once and kept up to date: counting reads every row, and a console asks every few seconds. */
  #counts: { visitors: number; members: Map<string, number> } | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Takes an update unless it is not newer than what is known. Call in a transaction. */
  update({ visitor, version, memberships }: MemberUpdate, now: number): void {
    this.#create();
    const known = this.#sql
      .exec<{ version: number }>("SELECT version FROM visitors WHERE visitor = ?", visitor)
      .toArray()[0]?.version;
    if (known !== undefined && known >= version) return;
    this.#sql.exec("INSERT OR REPLACE INTO visitors (visitor, version) VALUES (?, ?)", visitor, version);
    if (known === undefined && this.#counts !== undefined) this.#counts.visitors++;
    const before = new Set(this.#segmentsOf(visitor));
    for (const [segment, since] of Object.entries(memberships)) {
      if (before.delete(segment)) continue;
      this.#sql.exec("INSERT INTO members (segment, visitor, since) VALUES (?, ?, ?)", segment, visitor, since);
      this.#count(segment, 1);
      this.#flow(segment, now, 1, 0);
    }
    for (const segment of before) this.#remove(segment, visitor, now);
  }

  /** As if the visitor had never been, but for the counts of the hour. Call in a transaction. */
  forget(visitor: string, now: number): void {
    if (!this.#exists()) return;
    for (const segment of this.#segmentsOf(visitor)) this.#remove(segment, visitor, now);
    const { rowsWritten } = this.#sql.exec("DELETE FROM visitors WHERE visitor = ?", visitor);
    if (rowsWritten > 0 && this.#counts !== undefined) this.#counts.visitors--;
  }

  /** Counts anew when next asked: what was changed has been undone. */
  recount(): void {
    this.#counts = undefined;
  }

  visitors(): number {
    return this.#counted().visitors;
  }

  /** Members by segment, of those that have any. */
  counts(): { segment: string; members: number }[] {
    return [...this.#counted().members]
      .filter(([, members]) => members > 0)
      .map(([segment, members]) => ({ segment, members }));
  }

  #counted(): { visitors: number; members: Map<string, number> } {
    if (!this.#exists()) return { visitors: 0, members: new Map() };
    if (this.#counts === undefined) {
      const { visitors } = this.#sql.exec<{ visitors: number }>("SELECT COUNT(*) AS visitors FROM visitors").one();
      const members = this.#sql
        .exec<{ segment: string; members: number }>("SELECT segment, COUNT(*) AS members FROM members GROUP BY segment")
        .toArray();
      this.#counts = { visitors, members: new Map(members.map((one) => [one.segment, one.members])) };
    }
    return this.#counts;
  }

  #count(segment: string, by: 1 | -1): void {
    this.#counts?.members.set(segment, (this.#counts.members.get(segment) ?? 0) + by);
  }

  /** Comings and goings from an hour on, oldest first. */
  flow(sinceHour: number): (SegmentFlow & { segment: string })[] {
    if (!this.#exists()) return [];
    return this.#sql
      .exec<{ segment: string; hour: number; entered: number; left: number }>(
        "SELECT segment, hour, entered, departed AS left FROM flow WHERE hour >= ? ORDER BY hour",
        sinceHour,
      )
      .toArray();
  }

  /** Members after `cursor` (a visitor id; empty for the first), in the order of their random ids. */
  members(segment: string, cursor: string, limit: number): MemberRow[] {
    if (!this.#exists()) return [];
    return this.#sql
      .exec<{ visitor: string; since: number }>(
        "SELECT visitor, since FROM members WHERE segment = ? AND visitor > ? ORDER BY visitor LIMIT ?",
        segment,
        cursor,
        limit,
      )
      .toArray();
  }

  /** A stretch of visitors, in the order of their random ids. @param chance in [0, 1): where it begins */
  sample(chance: number, limit: number): string[] {
    if (!this.#exists()) return [];
    const start = Math.floor(chance * Math.max(1, this.visitors() - limit + 1));
    return this.#sql
      .exec<{ visitor: string }>("SELECT visitor FROM visitors ORDER BY visitor LIMIT ? OFFSET ?", limit, start)
      .toArray()
      .map(({ visitor }) => visitor);
  }

  /**
   * How many of a segment's members are in another one too. Every `step`-th member is looked up there, in the order of
   * their random ids, from the one numbered `first` on: with a step of 1 that is all of them.
   */
  shared({ driver, other, step, first }: SharedQuestion): SharedCount {
    if (!this.#exists()) return { asked: 0, shared: 0 };
    // CROSS JOIN keeps SQLite from turning the join around: the cost is one look-up for each member drawn.
    return this.#sql
      .exec<{ asked: number; shared: number }>(
        `WITH drawn AS MATERIALIZED (
           SELECT visitor FROM (
             SELECT visitor, ROW_NUMBER() OVER (ORDER BY visitor) - 1 AS number FROM members WHERE segment = ?
           ) WHERE number % ? = ?
         )
         SELECT (SELECT COUNT(*) FROM drawn) AS asked, COUNT(*) AS shared
         FROM drawn CROSS JOIN members ON members.segment = ? AND members.visitor = drawn.visitor`,
        driver,
        step,
        first,
        other,
      )
      .one();
  }

  /** Rows that are about a visitor. */
  rowsOf(visitor: string): number {
    if (!this.#exists()) return 0;
    const { known } = this.#sql
      .exec<{ known: number }>("SELECT COUNT(*) AS known FROM visitors WHERE visitor = ?", visitor)
      .one();
    return known + this.#segmentsOf(visitor).length;
  }

  /** The index has a row for each pair, by segment first: segments are few, so each is looked up. */
  #segmentsOf(visitor: string): string[] {
    return this.#sql
      .exec<{ segment: string }>(
        `WITH RECURSIVE names(segment) AS (
           SELECT MIN(segment) FROM members
           UNION ALL
           SELECT (SELECT MIN(segment) FROM members WHERE segment > names.segment) FROM names WHERE names.segment IS NOT NULL
         )
         SELECT names.segment AS segment FROM names JOIN members
         ON members.segment = names.segment AND members.visitor = ?`,
        visitor,
      )
      .toArray()
      .map(({ segment }) => segment);
  }

  #remove(segment: string, visitor: string, now: number): void {
    this.#sql.exec("DELETE FROM members WHERE segment = ? AND visitor = ?", segment, visitor);
    this.#count(segment, -1);
    this.#flow(segment, now, 0, 1);
  }

  #flow(segment: string, now: number, entered: number, left: number): void {
    const hour = Math.floor(now / HOUR_MS);
    this.#sql.exec(
      `INSERT INTO flow (segment, hour, entered, departed) VALUES (?, ?, ?, ?)
       ON CONFLICT (segment, hour) DO UPDATE SET entered = entered + excluded.entered, departed = departed + excluded.departed`,
      segment,
      hour,
      entered,
      left,
    );
    // Once an hour and segment at most: the row was new.
    this.#sql.exec("DELETE FROM flow WHERE segment = ? AND hour <= ?", segment, hour - HOURS_KEPT);
  }

  /** Looking must cost no storage: nothing is created by it. */
  #exists(): boolean {
    if (this.#created) return true;
    this.#created = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'visitors'").toArray().length > 0;
    if (this.#created) migrate(this.#sql, AUDIENCE_MIGRATIONS);
    return this.#created;
  }

  #create(): void {
    if (this.#created) return;
    migrate(this.#sql, AUDIENCE_MIGRATIONS);
    this.#created = true;
  }
}
