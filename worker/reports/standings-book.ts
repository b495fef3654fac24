/** What the first reports object has learnt from all: the posteriors of each placement's draw, and what offers used up. */
import { emptyPosterior, type BanditPosterior } from "../domain/bandit/posterior.ts";
import { readPosterior } from "../domain/bandit/read-posterior.ts";
import { updatePosterior, type BanditOutcome } from "../domain/bandit/update-posterior.ts";
import { CHOICE_SETTINGS } from "../domain/offers/choice-context.ts";
import type { OfferUse } from "../domain/offers/offer-setting.ts";
import { STANDINGS_FORMAT, STANDINGS_VERSION, type CountedStandings } from "../domain/offers/offer-standings.ts";
import type { PlacedOutcome } from "./report-store.ts";

/** What one shard's alarm tells. */
export interface ShardNews {
  shard: number;
  /** Number of the newest outcome: what is not above the last one heard is a repeat. */
  n: number;
  outcomes: PlacedOutcome[];
  /** What this shard's offers have used up, as whole totals. */
  use: [offer: string, use: OfferUse][];
}

export class StandingsBook {
  readonly #sql: SqlStorage;
  /** Told of a stored posterior that cannot be read: it begins anew. */
  readonly #refused: (placement: string, why: string) => void;

  constructor(sql: SqlStorage, refused: (placement: string, why: string) => void) {
    this.#sql = sql;
    this.#refused = refused;
  }

  /** Takes in a shard's news, each once. Call inside a transaction. */
  hear({ shard, n, outcomes, use }: ShardNews, now: number): void {
    for (const [offer, { exposures, redemptions }] of use) {
      this.#sql.exec(
        "INSERT OR REPLACE INTO uses (shard, offer, exposures, redemptions) VALUES (?, ?, ?, ?)",
        shard,
        offer,
        exposures,
        redemptions,
      );
    }
    const heard = this.#sql.exec<{ n: number }>("SELECT n FROM heard WHERE shard = ?", shard).toArray()[0]?.n ?? 0;
    if (n <= heard) return;
    this.#sql.exec("INSERT OR REPLACE INTO heard (shard, n) VALUES (?, ?)", shard, n);
    const byPlacement = new Map<string, BanditOutcome[]>();
    for (const { placement, outcome } of outcomes) {
      const list = byPlacement.get(placement) ?? [];
      list.push(outcome);
      byPlacement.set(placement, list);
    }
    for (const [placement, list] of byPlacement) {
      const { posterior } = updatePosterior({ posterior: this.#posterior(placement, now), outcomes: list, now });
      this.#sql.exec(
        "INSERT OR REPLACE INTO posteriors (placement, body) VALUES (?, ?)",
        placement,
        JSON.stringify(posterior),
      );
    }
  }

  /** What the isolates are to know, as JSON. */
  published(): string {
    const posteriors: Record<string, BanditPosterior> = {};
    for (const { placement, body } of this.#sql.exec<PosteriorRow>("SELECT placement, body FROM posteriors")) {
      posteriors[placement] = JSON.parse(body) as BanditPosterior;
    }
    const use: Record<string, OfferUse> = {};
    const totals = this.#sql.exec<{ offer: string; exposures: number; redemptions: number }>(
      "SELECT offer, SUM(exposures) AS exposures, SUM(redemptions) AS redemptions FROM uses GROUP BY offer",
    );
    for (const { offer, exposures, redemptions } of totals) use[offer] = { exposures, redemptions };
    return JSON.stringify({
      format: STANDINGS_FORMAT,
      version: STANDINGS_VERSION,
      use,
      posteriors,
    } satisfies CountedStandings);
  }

  #posterior(placement: string, now: number): BanditPosterior {
    const row = this.#sql.exec<PosteriorRow>("SELECT * FROM posteriors WHERE placement = ?", placement).toArray()[0];
    if (row === undefined) return emptyPosterior(CHOICE_SETTINGS, now);
    const reading = readPosterior(row.body);
    if (reading.ok) return reading.posterior;
    this.#refused(placement, `${reading.reason}: ${reading.detail}`);
    return emptyPosterior(CHOICE_SETTINGS, now);
  }
}

type PosteriorRow = { placement: string; body: string };
