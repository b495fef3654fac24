/** The VisitorObject's SQL. One row changes with a request; `rowsWritten` counts what the platform bills. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { emptyProfile, type Profile } from "../domain/profile/profile.ts";
import { migrate } from "../storage/migrations.ts";
import type { LoggedDecision } from "./logged-decision.ts";
import { SeenEvents } from "./seen-events.ts";
import { VISITOR_MIGRATIONS } from "./visitor-migrations.ts";
import type { VisitorState } from "./visitor-state.ts";

/** Everything of one visitor in memory. `recent` holds each event's JSON, in order of arrival. */
export interface Visitor {
  state: VisitorState;
  profile: Profile;
  seen: SeenEvents;
  recent: readonly string[];
  decisions: readonly LoggedDecision[];
}

/** Events kept in the visitor's row after archiving; older ones lie in chunks. */
const RECENT_KEPT = 32;
/** From here on the older part is archived: rewriting more than this with each request would cost more than a chunk. */
export const RECENT_MOST = 96;
/** Events kept in all; beyond that the oldest chunk goes. The profile keeps what they amounted to. */
const ARCHIVE_CHUNKS = 40;

export class VisitorStore {
  readonly #sql: SqlStorage;
  #created = false;
  /** Rows written since `takeRowsWritten`, as the platform counts them. */
  #rowsWritten = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `undefined` where nothing was ever stored. Creates nothing: looking must cost no storage. */
  load(): Visitor | undefined {
    const table = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'visitor'").toArray();
    if (table.length === 0) return undefined;
    migrate(this.#sql, VISITOR_MIGRATIONS);
    this.#created = true;
    const row = this.#sql
      .exec<{ state: string; profile: string; seen: ArrayBuffer; recent: string; decisions: string }>(
        "SELECT state, profile, seen, recent, decisions FROM visitor WHERE id = 1",
      )
      .toArray()[0];
    if (row === undefined) return undefined;
    return {
      state: JSON.parse(row.state) as VisitorState,
      profile: row.profile === "" ? emptyProfile() : (JSON.parse(row.profile) as Profile),
      seen: SeenEvents.fromBytes(row.seen),
      recent: row.recent === "" ? [] : row.recent.split("\n"),
      decisions: JSON.parse(row.decisions) as LoggedDecision[],
    };
  }

  save(visitor: Visitor): void {
    if (!this.#created) {
      migrate(this.#sql, VISITOR_MIGRATIONS);
      this.#created = true;
    }
    const cursor = this.#sql.exec(
      "INSERT OR REPLACE INTO visitor (id, state, profile, seen, recent, decisions) VALUES (1, ?, ?, ?, ?, ?)",
      JSON.stringify(visitor.state),
      JSON.stringify(visitor.profile),
      visitor.seen.toBytes(),
      // JSON never holds a bare line feed, so one event is one line.
      visitor.recent.join("\n"),
      JSON.stringify(visitor.decisions),
    );
    this.#rowsWritten += cursor.rowsWritten;
  }

  /** Moves all but the newest events into a chunk; returns what stays in the row. Call in the saving transaction. */
  archive(recent: readonly string[]): readonly string[] {
    const older = recent.slice(0, -RECENT_KEPT);
    const { last } = this.#sql.exec<{ last: number }>("SELECT COALESCE(MAX(chunk), 0) AS last FROM archive").one();
    this.#rowsWritten += this.#sql.exec(
      "INSERT INTO archive (chunk, events) VALUES (?, ?)",
      last + 1,
      older.join("\n"),
    ).rowsWritten;
    this.#sql.exec("DELETE FROM archive WHERE chunk <= ?", last + 1 - ARCHIVE_CHUNKS);
    return recent.slice(-RECENT_KEPT);
  }

  /** Every kept event's JSON, in order of arrival. */
  lines(recent: readonly string[]): string[] {
    const chunks = this.#sql.exec<{ events: string }>("SELECT events FROM archive ORDER BY chunk").toArray();
    return [...chunks.flatMap((chunk) => chunk.events.split("\n")), ...recent];
  }

  /** Every kept event, in order of arrival. */
  events(recent: readonly string[]): BehaviourEvent[] {
    return this.lines(recent).map((line) => JSON.parse(line) as BehaviourEvent);
  }

  dropArchive(): void {
    this.#sql.exec("DELETE FROM archive");
  }

  countAlarmRow(): void {
    this.#rowsWritten++;
  }

  takeRowsWritten(): number {
    const rows = this.#rowsWritten;
    this.#rowsWritten = 0;
    return rows;
  }

  /** After `deleteAll()`: the tables are gone with the rest. */
  forget(): void {
    this.#created = false;
    this.#rowsWritten = 0;
  }
}
