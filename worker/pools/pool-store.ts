/** Who holds which code of a pool, or a piece of a stock. Every change is one synchronous step: nothing comes between. */
import { migrate } from "../storage/migrations.ts";
import { POOL_MIGRATIONS } from "./pool-migrations.ts";

/** A code, or a piece of a stock, given to somebody. */
export interface Given {
  /** Missing for a stock. */
  code?: string;
}

export interface PoolCounts {
  /** Codes uploaded; for a stock, its size when last asked. */
  size: number;
  /** Given for good. */
  given: number;
  /** Kept for somebody who has not seen it yet. */
  kept: number;
}

type HolderRow = { holder: string; n: number; until: number | null };

export class PoolStore {
  readonly #sql: SqlStorage;
  #ready = false;
  /** Holders; counted once, since a count reads every one. `undefined`: not counted yet. */
  #holders: number | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds codes, each once; returns how many were new. */
  add(codes: readonly string[]): number {
    this.#create();
    let added = 0;
    for (const code of codes) {
      const cursor = this.#sql.exec(
        "INSERT INTO codes (code) VALUES (?) ON CONFLICT (code) DO NOTHING RETURNING n",
        code,
      );
      added += cursor.toArray().length;
    }
    return added;
  }

  /**
   * What this holder has, given now if they had nothing: asking twice gives the same. `undefined` where nothing is left.
   *
   * @param stock size of a stock; missing for a pool of codes
   * @param until epoch ms until which it is only kept for them; missing: it is theirs
   */
  give(holder: string, stock: number | undefined, now: number, until?: number): Given | undefined {
    if (!this.#exists()) {
      // A pool nobody has filled gives nothing, and a guess at its name must cost no storage.
      if (stock === undefined) return undefined;
      this.#create();
    }
    const held = this.#holder(holder);
    if (held !== undefined) {
      if (held.until !== null) {
        this.#sql.exec("UPDATE holders SET until = ? WHERE holder = ?", until ?? null, holder);
      }
      return this.#given(held.n);
    }
    const n = stock === undefined ? this.#takeCode() : this.#takePiece(stock);
    if (n === undefined) return undefined;
    this.#sql.exec("INSERT INTO holders (holder, n, at, until) VALUES (?, ?, ?, ?)", holder, n, now, until ?? null);
    if (this.#holders !== undefined) this.#holders++;
    return this.#given(n);
  }

  /** What was kept for them has been shown: it is theirs for good. */
  confirm(holder: string): void {
    if (this.#exists()) this.#sql.exec("UPDATE holders SET until = NULL WHERE holder = ?", holder);
  }

  /**
   * What was kept for them comes back, unless they have asked again since. Nothing that was theirs for good ever does.
   *
   * @param until as it stood when they were asked
   */
  takeBack(holder: string, until: number): void {
    const held = this.#holder(holder);
    if (held === undefined || held.until !== until) return;
    this.#sql.exec("DELETE FROM holders WHERE holder = ?", holder);
    if (this.#holders !== undefined) this.#holders--;
    this.#sql.exec("UPDATE codes SET given = 0 WHERE n = ?", held.n);
  }

  /** The holder's row under another name, which leads back to nobody. */
  rename(holder: string, name: string): void {
    if (this.#exists()) this.#sql.exec("UPDATE holders SET holder = ?, until = NULL WHERE holder = ?", name, holder);
  }

  rowsOf(holder: string): number {
    return this.#holder(holder) === undefined ? 0 : 1;
  }

  /** Holders whose time to see it is over, longest first. */
  overdue(now: number, most: number): { holder: string; until: number }[] {
    if (!this.#exists()) return [];
    return this.#sql
      .exec<{ holder: string; until: number }>(
        "SELECT holder, until FROM holders WHERE until IS NOT NULL AND until <= ? ORDER BY until LIMIT ?",
        now,
        most,
      )
      .toArray();
  }

  /** Asks again later about a holder who could not be asked. */
  postpone(holder: string, until: number): void {
    this.#sql.exec("UPDATE holders SET until = ? WHERE holder = ? AND until IS NOT NULL", until, holder);
  }

  /** Epoch ms when the next time to see it is over. */
  nextDue(): number | undefined {
    if (!this.#exists()) return undefined;
    return (
      this.#sql.exec<{ due: number | null }>("SELECT MIN(until) AS due FROM holders WHERE until IS NOT NULL").one()
        .due ?? undefined
    );
  }

  /** Whether a code, or a piece of a stock of this size, is left. */
  hasLeft(stock: number | undefined): boolean {
    if (!this.#exists()) return stock !== undefined;
    return stock === undefined
      ? this.#sql.exec("SELECT 1 FROM codes WHERE given = 0 LIMIT 1").toArray().length > 0
      : this.#held() < stock;
  }

  counts(): PoolCounts {
    if (!this.#exists()) return { size: 0, given: 0, kept: 0 };
    const { size } = this.#sql.exec<{ size: number }>("SELECT COUNT(*) AS size FROM codes").one();
    const { kept } = this.#sql
      .exec<{ kept: number }>("SELECT COUNT(*) AS kept FROM holders WHERE until IS NOT NULL")
      .one();
    return { size, given: this.#held() - kept, kept };
  }

  #takeCode(): number | undefined {
    const free = this.#sql.exec<{ n: number }>("SELECT n FROM codes WHERE given = 0 ORDER BY n LIMIT 1").toArray()[0];
    if (free === undefined) return undefined;
    this.#sql.exec("UPDATE codes SET given = 1 WHERE n = ?", free.n);
    return free.n;
  }

  #takePiece(stock: number): number | undefined {
    return this.#held() < stock ? 0 : undefined;
  }

  #given(n: number): Given {
    const row = this.#sql.exec<{ code: string }>("SELECT code FROM codes WHERE n = ?", n).toArray()[0];
    return row === undefined ? {} : { code: row.code };
  }

  #holder(holder: string): HolderRow | undefined {
    if (!this.#exists()) return undefined;
    return this.#sql.exec<HolderRow>("SELECT holder, n, until FROM holders WHERE holder = ?", holder).toArray()[0];
  }

  #held(): number {
    this.#holders ??= this.#sql.exec<{ held: number }>("SELECT COUNT(*) AS held FROM holders").one().held;
    return this.#holders;
  }

  #exists(): boolean {
    if (this.#ready) return true;
    this.#ready = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'holders'").toArray().length > 0;
    if (this.#ready) migrate(this.#sql, POOL_MIGRATIONS);
    return this.#ready;
  }

  #create(): void {
    migrate(this.#sql, POOL_MIGRATIONS);
    this.#ready = true;
  }
}
