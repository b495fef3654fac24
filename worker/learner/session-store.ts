/** The sessions a site's learner remembers: bounded in number and age, one row each. */
import { mergeFragment } from "../domain/recommend/session-fragment.ts";
import type {
  SessionFragment,
  SessionItem,
  SessionItemKind,
  StoredSession,
} from "../domain/recommend/session-fragment.ts";
import type { LearntSession } from "../domain/recommend/build-model.ts";

/**
 * Sessions learnt from: half a year of a shop of 300 visits a day. A rebuild over these takes about a second, and once a
 * day some ten more.
 */
const SESSIONS_KEPT = 50_000;

/** Days a session is kept: as long as events may be late (13 months) and the same season last year still speaks. */
const SESSION_DAYS = 400;

const DAY_MS = 86_400_000;

type SessionRow = { key: string; part: number; missing: string; last_at: number; items: string };
type ItemTuple = [itemId: string, at: number, kind: SessionItemKind, againDays?: number];

export class SessionStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Merges a fragment into its session. `false` where its part was there before: nothing is written. */
  merge(fragment: SessionFragment): boolean {
    const row = this.#sql.exec<SessionRow>("SELECT * FROM sessions WHERE key = ?", fragment.key).toArray()[0];
    const merged = mergeFragment(row && fromRow(row), fragment);
    if (!merged) return false;
    this.#sql.exec(
      "INSERT OR REPLACE INTO sessions (key, part, missing, last_at, items) VALUES (?, ?, ?, ?, ?)",
      fragment.key,
      merged.part,
      JSON.stringify(merged.missing),
      merged.lastAt,
      JSON.stringify(merged.items.map(toTuple)),
    );
    return true;
  }

  /** Sessions kept now. */
  count(): number {
    return this.#sql.exec<{ sessions: number }>("SELECT COUNT(*) AS sessions FROM sessions").one().sessions;
  }

  /** Of them those whose last item is later than this, epoch milliseconds. A scan of the table. */
  countAfter(at: number): number {
    return this.#sql.exec<{ sessions: number }>("SELECT COUNT(*) AS sessions FROM sessions WHERE last_at > ?", at).one()
      .sessions;
  }

  /** Drops what is too old, then the oldest above the cap. A scan of the table: for rebuilds, which read it all anyway. */
  trim(now: number): void {
    this.#sql.exec("DELETE FROM sessions WHERE last_at < ?", now - SESSION_DAYS * DAY_MS);
    const tooMany = this.count() - SESSIONS_KEPT;
    if (tooMany > 0) {
      this.#sql.exec(
        "DELETE FROM sessions WHERE key IN (SELECT key FROM sessions ORDER BY last_at, key LIMIT ?)",
        tooMany,
      );
    }
  }

  /** All sessions, oldest first: one at a time off the cursor, so that they are never in memory together. Await nothing between. */
  *all(): Generator<LearntSession> {
    for (const { items } of this.#sql.exec<{ items: string }>("SELECT items FROM sessions ORDER BY last_at, key")) {
      yield { items: parseItems(items) };
    }
  }
}

function fromRow({ part, missing, last_at: lastAt, items }: SessionRow): StoredSession {
  return { part, missing: JSON.parse(missing) as number[], lastAt, items: parseItems(items) };
}

function parseItems(json: string): SessionItem[] {
  return (JSON.parse(json) as ItemTuple[]).map(([itemId, at, kind, againDays]) => ({
    itemId,
    at,
    kind,
    ...(againDays !== undefined && { againDays }),
  }));
}

function toTuple({ itemId, at, kind, againDays }: SessionItem): ItemTuple {
  return againDays === undefined ? [itemId, at, kind] : [itemId, at, kind, againDays];
}
