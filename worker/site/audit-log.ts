/** What was done to a site, and by whom: rows that are only ever added. */
import type { AuditAction, AuditEntry } from "../../wire/access.ts";

/** Entries kept: some years of a busy team. The oldest go first. */
const ENTRIES_KEPT = 20_000;
/** Entries between two looks at how many there are: counting costs a scan. */
const TRIM_EVERY = 500;

type Row = { seq: number; at: number; by: string; action: string; target: string; detail: string | null };

/** Who does something, and what of it should be remembered beside the action and its target. */
export interface Deed {
  by: string;
  detail?: string;
}

export class AuditLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Call in the transaction of what it records: neither is ever there without the other. */
  add(action: AuditAction, target: string, { by, detail }: Deed, now: number): void {
    const { seq } = this.#sql
      .exec<{ seq: number }>(
        "INSERT INTO audit (at, by, action, target, detail) VALUES (?, ?, ?, ?, ?) RETURNING seq",
        now,
        by,
        action,
        target,
        detail ?? null,
      )
      .one();
    if (seq % TRIM_EVERY === 0) this.#sql.exec("DELETE FROM audit WHERE seq <= ?", seq - ENTRIES_KEPT);
  }

  /** Newest first, those before `before`. @param actions only these; empty: all */
  list(before: number, limit: number, actions: readonly string[]): AuditEntry[] {
    const only = actions.length === 0 ? "" : `AND action IN (${actions.map(() => "?").join(", ")})`;
    return this.#sql
      .exec<Row>(
        `SELECT seq, at, by, action, target, detail FROM audit WHERE seq < ? ${only} ORDER BY seq DESC LIMIT ?`,
        before,
        ...actions,
        limit,
      )
      .toArray()
      .map(({ detail, action, ...entry }) => ({
        ...entry,
        action: action as AuditAction,
        ...(detail !== null && { detail }),
      }));
  }
}
