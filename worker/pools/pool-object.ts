import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { PoolStore, type Given, type PoolCounts } from "./pool-store.ts";

/** Who asks, and how much there is. */
export interface ClaimRequest {
  /** The visitor's id: asking twice gives the same. */
  visitor: string;
  /** Size of a stock; missing for a pool of codes. */
  stock?: number;
  /** Kept only, until it is shown or this many ms have passed: for one who may soon be shown it. Missing: theirs at once. */
  keepMs?: number;
}

/** Holders asked in one alarm, so that it ends before the platform ends it. */
const ASKED_AT_ONCE = 100;
/** One who could not be asked is asked again after this. Until then what they hold stays theirs. */
const ASK_AGAIN_MS = 10 * 60_000;
/** Visitors' ids never begin so: what an erased visitor held stays given, under a name that leads to nobody. */
const ERASED = "erased:";

/**
 * One for each pool of coupon codes, `<site>:pool:<pool>`, and for each offer with a stock, `<site>:stock:<offer>`.
 * All give and take goes through this one place, a step at a time: nothing is ever given twice.
 *
 * What is kept for a visitor comes back only after the visitor's own object, which alone knows, has said that it was not
 * shown. Time alone frees nothing.
 */
export class PoolObject extends DurableObject<Env> {
  readonly #store: PoolStore;
  /** Whether the site was last told that nothing is left; unknown after a restart. */
  #toldEmpty: boolean | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new PoolStore(ctx.storage.sql);
  }

  /** Durable when it resolves; `undefined` where nothing is left. */
  async claim({ visitor, stock, keepMs }: ClaimRequest): Promise<Given | undefined> {
    const now = Date.now();
    const given = this.#store.give(visitor, stock, now, keepMs === undefined ? undefined : now + keepMs);
    if (keepMs !== undefined) await this.#arm();
    if (given === undefined || !this.#store.hasLeft(stock)) await this.#tell(true);
    // A stock may have been made larger.
    else if (this.#toldEmpty === true) await this.#tell(false);
    return given;
  }

  /** What was kept has been shown: it is the visitor's for good. */
  confirm(visitor: string): void {
    this.#store.confirm(visitor);
  }

  /** Adds codes; those there already are left as they are. */
  async add(codes: readonly string[]): Promise<{ added: number } & PoolCounts> {
    const added = this.ctx.storage.transactionSync(() => this.#store.add(codes));
    if (added > 0) await this.#tell(false);
    return { added, ...this.#store.counts() };
  }

  counts(): PoolCounts {
    return this.#store.counts();
  }

  /** Rows under the visitor's id. */
  rowsOf(visitor: string): number {
    return this.#store.rowsOf(visitor);
  }

  /** The visitor is erased: what they were given stays given, and nothing says to whom. */
  forget(visitor: string): void {
    this.#store.rename(visitor, ERASED + crypto.randomUUID());
  }

  /** Asks those whose time is over whether they have shown it, and takes back what they have not. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    const [site, ...claim] = (this.ctx.id.name ?? "").split(":");
    let cameBack = false;
    for (const { holder, until } of this.#store.overdue(now, ASKED_AT_ONCE)) {
      try {
        if (await this.env.VISITOR.getByName(`${site}:${holder}`).wasShown(claim.join(":"))) {
          this.#store.confirm(holder);
        } else {
          this.#store.takeBack(holder, until);
          cameBack = true;
        }
      } catch (error) {
        log("pool.holder_not_reached", { pool: this.ctx.id.name ?? "", error: String(error) });
        this.#store.postpone(holder, now + ASK_AGAIN_MS);
      }
    }
    if (cameBack) await this.#tell(false);
    await this.#arm();
  }

  async #arm(): Promise<void> {
    const due = this.#store.nextDue();
    if (due === undefined) return;
    const armed = await this.ctx.storage.getAlarm();
    if (armed === null || armed > due) await this.ctx.storage.setAlarm(due);
  }

  /** Tells the site whether there is something left, so that nobody asks in vain. Best effort: asking tells it too. */
  async #tell(empty: boolean): Promise<void> {
    if (this.#toldEmpty === empty) return;
    // Before telling, so that a rush tells it once.
    this.#toldEmpty = empty;
    const [site = "", ...claim] = (this.ctx.id.name ?? "").split(":");
    try {
      await this.env.SITE.getByName(site).claimChanged(claim.join(":"), empty);
    } catch (error) {
      this.#toldEmpty = undefined;
      log("pool.site_not_told", { pool: this.ctx.id.name ?? "", error: String(error) });
    }
  }
}
