/** The VisitorObject's SQL. One row changes with a request; `rowsWritten` counts what the platform bills. */
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Profile } from "../domain/profile/profile.ts";
import type { DecisionRecord } from "../domain/decision-record.ts";
import { migrate } from "../storage/migrations.ts";
import { distinctDecisions, type LoggedDecision } from "./logged-decision.ts";
import { hashesFromBytes, hashesToBytes, hashOf, SeenEvents } from "./seen-events.ts";
import { VISITOR_MIGRATIONS } from "./visitor-migrations.ts";
import type { VisitorState } from "./visitor-state.ts";

/** Everything of one visitor in memory. `recent` holds each event's JSON, in order of arrival. */
export interface Visitor {
  state: VisitorState;
  profile: Profile;
  seen: SeenEvents;
  recent: readonly string[];
  decisions: readonly LoggedDecision[];
  /** What the latest decisions can be made again from; made when it is kept. */
  record?: () => DecisionRecord;
}

/** Events kept in the visitor's row after archiving; older ones lie in chunks. */
const RECENT_KEPT = 8;
/**
 * From here on the older part is archived. The row is rewritten with each request, so it stays small: at five events a
 * request, every seventh writes a chunk besides.
 */
export const RECENT_MOST = 40;
/** Chunks kept, some 4,000 events; beyond that the oldest goes. The profile keeps what they amounted to. */
const ARCHIVE_CHUNKS = 128;

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
      .exec<{ state: string; profile: string; recent: string }>(
        "SELECT state, profile, recent FROM visitor WHERE id = 1",
      )
      .toArray()[0];
    if (row === undefined) return undefined;
    const recent = row.recent === "" ? [] : row.recent.split("\n");
    return {
      state: JSON.parse(row.state) as VisitorState,
      profile: JSON.parse(row.profile) as Profile,
      seen: this.#seen(recent),
      recent,
      decisions: this.#decisions(),
    };
  }

  save({ state, profile, recent }: Visitor): void {
    if (!this.#created) {
      migrate(this.#sql, VISITOR_MIGRATIONS);
      this.#created = true;
    }
    // JSON never holds a bare line feed, so one event is one line.
    const values = [JSON.stringify(state), JSON.stringify(profile), recent.join("\n")];
    const updated = this.#sql.exec("UPDATE visitor SET state = ?, profile = ?, recent = ? WHERE id = 1", ...values);
    this.#rowsWritten += updated.rowsWritten;
    if (updated.rowsWritten > 0) return;
    const inserted = this.#sql.exec("INSERT INTO visitor (id, state, profile, recent) VALUES (1, ?, ?, ?)", ...values);
    this.#rowsWritten += inserted.rowsWritten;
  }

  /** Without a record, the one kept before stays. */
  saveDecisions(decisions: readonly LoggedDecision[], record?: DecisionRecord): void {
    this.#sql.exec(
      `INSERT INTO decisions (id, log, record) VALUES (1, ?1, ?2)
       ON CONFLICT (id) DO UPDATE SET log = ?1, record = COALESCE(?2, record)`,
      JSON.stringify(distinctDecisions(decisions)),
      record === undefined ? null : JSON.stringify(record),
    );
  }

  /** What the latest kept decisions can be made again from. */
  record(): DecisionRecord | undefined {
    const row = this.#sql.exec<{ record: string | null }>("SELECT record FROM decisions WHERE id = 1").toArray()[0];
    return row?.record ? (JSON.parse(row.record) as DecisionRecord) : undefined;
  }

  dropDecisions(): void {
    this.#sql.exec("DELETE FROM decisions");
  }

  /** Moves all but the newest events into a chunk; returns what stays in the row. Call where the row is saved. */
  archive(recent: readonly string[]): readonly string[] {
    const older = recent.slice(0, -RECENT_KEPT);
    this.#addChunk(older, older.map(hashOfLine));
    return recent.slice(-RECENT_KEPT);
  }

  /** Remembers event ids whose events are not kept: another object's past, taken over as a sum. */
  rememberIds(hashes: readonly number[]): void {
    this.#addChunk([], hashes);
  }

  /** Every kept event's JSON, in order of arrival. */
  lines(recent: readonly string[]): string[] {
    const chunks = this.#sql.exec<{ events: string }>("SELECT events FROM archive ORDER BY chunk").toArray();
    return [...chunks.flatMap(({ events }) => (events === "" ? [] : events.split("\n"))), ...recent];
  }

  /** Every kept event, in order of arrival. */
  events(recent: readonly string[]): BehaviourEvent[] {
    return this.lines(recent).map((line) => JSON.parse(line) as BehaviourEvent);
  }

  dropArchive(): void {
    this.#sql.exec("DELETE FROM archive");
  }

  /** Rows stored, of every table there is. Creates nothing. */
  rows(): number {
    const tables = this.#sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'")
      .toArray();
    return tables.reduce((sum, { name }) => {
      const { rows } = this.#sql.exec<{ rows: number }>(`SELECT COUNT(*) AS rows FROM "${name}"`).one();
      return sum + rows;
    }, 0);
  }

  countAlarmRow(): void {
    this.#rowsWritten++;
  }

  takeRowsWritten(): number {
    const rows = this.#rowsWritten;
    this.#rowsWritten = 0;
    return rows;
  }

  #addChunk(lines: readonly string[], hashes: readonly number[]): void {
    const { last } = this.#sql.exec<{ last: number }>("SELECT COALESCE(MAX(chunk), 0) AS last FROM archive").one();
    const cursor = this.#sql.exec(
      "INSERT INTO archive (chunk, events, seen) VALUES (?, ?, ?)",
      last + 1,
      lines.join("\n"),
      hashesToBytes(hashes),
    );
    this.#rowsWritten += cursor.rowsWritten;
    this.#sql.exec("DELETE FROM archive WHERE chunk <= ?", last + 1 - ARCHIVE_CHUNKS);
  }

  #seen(recent: readonly string[]): SeenEvents {
    const chunks = this.#sql.exec<{ seen: ArrayBuffer }>("SELECT seen FROM archive ORDER BY chunk").toArray();
    return SeenEvents.of([...chunks.flatMap(({ seen }) => hashesFromBytes(seen)), ...recent.map(hashOfLine)]);
  }

  #decisions(): LoggedDecision[] {
    const row = this.#sql.exec<{ log: string }>("SELECT log FROM decisions WHERE id = 1").toArray()[0];
    return row === undefined ? [] : (JSON.parse(row.log) as LoggedDecision[]);
  }

  /** After `deleteAll()`: the tables are gone with the rest. */
  forget(): void {
    this.#created = false;
    this.#rowsWritten = 0;
  }
}

function hashOfLine(line: string): number {
  return hashOf((JSON.parse(line) as BehaviourEvent).id);
}
