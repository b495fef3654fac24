import { DurableObject } from "cloudflare:workers";
import type { CountedTotals } from "../domain/totals/site-report.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { migrate } from "../storage/migrations.ts";
import { ReportStore, type ReportPart } from "./report-store.ts";
import { REPORTS_MIGRATIONS } from "./reports-migrations.ts";
import { reportShard } from "./report-shards.ts";
import { StandingsBook, type ShardNews } from "./standings-book.ts";

/** From the first news until it is learnt from: a minute's answers in one step, and no offer's budget older than that. */
const LEARN_AFTER_MS = 60_000;
const RETRY_AFTER_MS = 5 * 60_000;
/** Parts told to the first object at once: some 5,000 outcomes, well below the limit of one call. */
const PARTS_AT_ONCE = 1_000;

/**
 * Counts what came of a site's offers: one of a few per site, `<site>#0` and on, each with its own share of the visitors.
 * Knows counts, never visitors. The first also learns from all of them and publishes what isolates decide by.
 */
export class ReportsObject extends DurableObject<Env> {
  #store: ReportStore;
  readonly #book: StandingsBook;
  /** Offers whose use has changed since it was told; `undefined` after a restart: perhaps all. */
  #changed: Set<string> | undefined;
  #armed = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.transactionSync(() => migrate(ctx.storage.sql, REPORTS_MIGRATIONS));
    this.#store = new ReportStore(ctx.storage.sql);
    this.#book = new StandingsBook(ctx.storage.sql, (placement, why) =>
      log("reports.posterior_refused", { object: ctx.id.name ?? "", placement, why }),
    );
  }

  /** Counts parts of visitors' outboxes. Durable when it resolves; a part that came before changes nothing. */
  async record(parts: readonly ReportPart[]): Promise<void> {
    const now = Date.now();
    const offers = new Set<string>();
    let isNews = false;
    this.#atOnce(() => {
      for (const part of parts) {
        const spokeOf = this.#store.add(part, now);
        if (spokeOf === undefined) continue;
        isNews = true;
        for (const offer of spokeOf) offers.add(offer);
      }
    });
    if (!isNews) return;
    if (this.#changed !== undefined) for (const offer of offers) this.#changed.add(offer);
    if (this.#armed) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + LEARN_AFTER_MS);
    this.#armed = true;
  }

  /** `DayOfOffer[]` as JSON: text crosses cheapest. @param since days since 1970, UTC */
  rollUpsJson(since: number, offer?: string): string {
    this.#count();
    return JSON.stringify(this.#store.rollUps(since, offer));
  }

  /** The days' totals. @param since days since 1970, by the shop's calendar */
  totals(since: number): CountedTotals {
    this.#count();
    return this.#store.totals(since);
  }

  /** `LoggedDraw[]` as JSON. */
  drawsJson(placement: string): string {
    this.#count();
    return JSON.stringify(this.#store.draws(placement));
  }

  /** For the first object: learns from a shard's news, and publishes. A repeat is counted once. */
  async learn(news: ShardNews): Promise<void> {
    this.ctx.storage.transactionSync(() => this.#book.hear(news, Date.now()));
    const { site } = this.#name();
    await this.env.SITE.getByName(site).standingsPublished(this.#book.published());
  }

  override async alarm(): Promise<void> {
    this.#armed = false;
    try {
      await this.#tell();
    } catch (error) {
      // Caught, because the platform gives up on an alarm after six tries, and then nothing would ever be learnt.
      log("reports.not_told", { object: this.ctx.id.name ?? "", error: String(error) });
      await this.ctx.storage.setAlarm(Date.now() + RETRY_AFTER_MS);
    }
  }

  /** Tells the first object what this one has counted since the last time. */
  async #tell(): Promise<void> {
    this.#count();
    this.#store.trim(Date.now());
    const { site, shard } = this.#name();
    const changed = this.#changed ?? new Set(this.#store.offers());
    this.#changed = new Set();
    const { n, outcomes } = this.#store.outcomes(PARTS_AT_ONCE);
    const use = [...changed].map((offer): ShardNews["use"][number] => [offer, this.#store.useOf(offer)]);
    const news = { shard, n, outcomes, use };
    try {
      await (shard === 0 ? this.learn(news) : reportShard(this.env, site, 0).learn(news));
    } catch (error) {
      this.#changed = undefined;
      throw error;
    }
    this.#store.dropOutcomes(n);
    if (this.#store.outcomes(1).n > 0) await this.ctx.storage.setAlarm(Date.now());
  }

  #count(): void {
    this.#atOnce(() => this.#store.count());
  }

  /** All or nothing; where it fails, memory is read anew from storage, which is the truth. */
  #atOnce(work: () => void): void {
    try {
      this.ctx.storage.transactionSync(work);
    } catch (error) {
      this.#store = new ReportStore(this.ctx.storage.sql);
      throw error;
    }
  }

  #name(): { site: string; shard: number } {
    const [site = "", shard] = (this.ctx.id.name ?? "").split("#");
    return { site, shard: Number(shard ?? 0) };
  }
}
