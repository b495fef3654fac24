/** The sessions a site's learner remembers: bounded in number and age, one row each. */
import type { InSteps } from "../domain/in-steps.ts";
import { mergeFragment } from "../domain/recommend/session-fragment.ts";
import type {
  SessionFragment,
  SessionItem,
  SessionItemKind,
  StoredSession,
} from "../domain/recommend/session-fragment.ts";
import type { LearntSession } from "../domain/recommend/build-model.ts";
import type { SessionSource } from "./learn-and-judge.ts";

/**
 * Sessions learnt from: half a year of a shop of 300 visits a day. A rebuild over these takes about a second, and once a
 * day some ten more.
 */
const SESSIONS_KEPT = 50_000;

/** Days a session is kept: as long as events may be late (13 months) and the same season last year still speaks. */
const SESSION_DAYS = 400;

const DAY_MS = 86_400_000;

/** Sessions listed or dropped in one step: some 20 ms. */
const STEP_SESSIONS = 4_096;

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

  /**
   * What a build learns from: drops what is too old and the oldest above the cap, and lists the rest, in steps. What
   * comes meanwhile is kept, and may or may not be on the list.
   */
  *snapshot(now: number): InSteps<SessionSnapshot> {
    const listed = yield* this.#list();
    const expired = now - SESSION_DAYS * DAY_MS;
    let first = Math.max(0, listed.length - SESSIONS_KEPT);
    while (first < listed.length && listed[first]!.last_at < expired) first++;
    for (const [place, { key, last_at: lastAt }] of listed.slice(0, first).entries()) {
      // One that has grown meanwhile is no longer what was listed.
      this.#sql.exec("DELETE FROM sessions WHERE key = ? AND last_at = ?", key, lastAt);
      if (place % STEP_SESSIONS === STEP_SESSIONS - 1) yield;
    }
    return new SessionSnapshot(this.#sql, listed.slice(first));
  }

  /** All keys by the time of their last item: a page at a time, since a cursor does not last from one step to the next. */
  *#list(): InSteps<ListedSession[]> {
    const listed: ListedSession[] = [];
    for (;;) {
      const page = this.#sql
        .exec<ListedSession>(
          "SELECT key, last_at FROM sessions WHERE key > ? ORDER BY key LIMIT ?",
          listed.at(-1)?.key ?? "",
          STEP_SESSIONS,
        )
        .toArray();
      listed.push(...page);
      if (page.length < STEP_SESSIONS) break;
      yield;
    }
    return listed.sort((a, b) => a.last_at - b.last_at || (a.key < b.key ? -1 : 1));
  }
}

type ListedSession = { key: string; last_at: number };

/** The sessions there were when it was taken, oldest first. Only their keys are in memory. */
class SessionSnapshot implements SessionSource {
  readonly #sql: SqlStorage;
  readonly #listed: readonly ListedSession[];

  constructor(sql: SqlStorage, listed: readonly ListedSession[]) {
    this.#sql = sql;
    this.#listed = listed;
  }

  get count(): number {
    return this.#listed.length;
  }

  countAfter(at: number): number {
    const first = this.#listed.findIndex(({ last_at: lastAt }) => lastAt > at);
    return first < 0 ? 0 : this.#listed.length - first;
  }

  *read(from: number, to: number): Generator<LearntSession> {
    for (let place = from; place < to; place++) {
      const { key } = this.#listed[place]!;
      const row = this.#sql.exec<{ items: string }>("SELECT items FROM sessions WHERE key = ?", key).toArray()[0];
      if (row) yield { items: parseItems(row.items) };
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
