/** The visits a site's scorecard is learnt from, and the cards published, as rows. */
import { DEFAULT_SCORECARD } from "../domain/score/default-scorecard.ts";
import { FEATURE_SET, SCORE_FEATURES } from "../domain/score/features.ts";
import type { Judgement } from "../domain/score/learn/judge-scorecard.ts";
import { readScorecard, ScorecardFormatError, writeScorecard, type Scorecard } from "../domain/score/scorecard.ts";
import { log } from "../log.ts";
import type { ScoreExample } from "../visitor/score-example.ts";

/** Visits kept: with more the points hardly move, and learning from these takes about a second. */
const EXAMPLES_KEPT = 20_000;
/** Days a visit is kept: the same season last year still speaks. */
const EXAMPLE_DAYS = 400;
const DAY_MS = 86_400_000;
/** The newest card and the one before it: the way back. */
const CARDS_KEPT = 2;

export interface StoredExample {
  group: number;
  at: number;
  values: number[];
  bought: boolean;
}

/** The last time a card was learnt. */
export interface Try {
  /** Epoch ms. */
  at: number;
  judgement: Judgement;
}

export class ScoreStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps visits. @returns how many were not there yet */
  add(examples: readonly ScoreExample[]): number {
    let added = 0;
    for (const { key, at, group, features, values, bought } of examples) {
      // A shorter or longer list is of another version, whatever it says.
      if (features !== FEATURE_SET || values.length !== SCORE_FEATURES.length) continue;
      const { rowsWritten } = this.#sql.exec(
        "INSERT OR IGNORE INTO score_examples (key, at, owners, features, facts, bought) VALUES (?, ?, ?, ?, ?, ?)",
        key,
        at,
        group,
        features,
        JSON.stringify(values),
        Number(bought),
      );
      if (rowsWritten > 0) added++;
    }
    if (added > 0) this.#sql.exec("UPDATE score_learner SET fresh = fresh + ?", added);
    return added;
  }

  /** Drops what is too old, then the oldest above the cap. */
  trim(now: number): void {
    this.#sql.exec("DELETE FROM score_examples WHERE at < ?", now - EXAMPLE_DAYS * DAY_MS);
    this.#sql.exec(
      "DELETE FROM score_examples WHERE key IN (SELECT key FROM score_examples ORDER BY at DESC, key LIMIT -1 OFFSET ?)",
      EXAMPLES_KEPT,
    );
  }

  /** All visits of this version's features, in an order that does not depend on that of arrival. */
  examples(): StoredExample[] {
    return this.#sql
      .exec<{ owners: number; at: number; facts: string; bought: number }>(
        "SELECT owners, at, facts, bought FROM score_examples WHERE features = ? ORDER BY key",
        FEATURE_SET,
      )
      .toArray()
      .map(({ owners, at, facts, bought }) => ({
        group: owners,
        at,
        values: JSON.parse(facts) as number[],
        bought: bought === 1,
      }));
  }

  /** Visits that no try has learnt from. */
  fresh(): number {
    return this.#sql.exec<{ fresh: number }>("SELECT fresh FROM score_learner").one().fresh;
  }

  lastTry(): Try | undefined {
    const { tried } = this.#sql.exec<{ tried: string }>("SELECT tried FROM score_learner").one();
    return (JSON.parse(tried) as Try | null) ?? undefined;
  }

  /** @param learnt visits that were fresh when the try began; what came since still is */
  keepTry(one: Try, learnt: number): void {
    this.#sql.exec("UPDATE score_learner SET fresh = max(0, fresh - ?), tried = ?", learnt, JSON.stringify(one));
  }

  /** The newest card that can be read, with what it was judged by; the bundle's where there is none. */
  newest(): { card: Scorecard; judgement?: Judgement } {
    for (const row of this.#rows()) {
      try {
        return { card: readScorecard(row.card), judgement: JSON.parse(row.judged) as Judgement };
      } catch (error) {
        if (!(error instanceof ScorecardFormatError)) throw error;
        log("learner.scorecard-refused", { version: row.version, error: error.message });
      }
    }
    return { card: DEFAULT_SCORECARD };
  }

  /** Keeps a card as the newest, not announced yet, and drops all but the one before it. */
  publish(card: Scorecard, judgement: Judgement): void {
    this.#sql.exec(
      "INSERT INTO scorecards (version, card, judged, announced) VALUES (?, ?, ?, 0)",
      card.version,
      writeScorecard(card),
      JSON.stringify(judgement),
    );
    this.#sql.exec("DELETE FROM scorecards WHERE version <= ?", card.version - CARDS_KEPT);
  }

  /** The number the next card will have. */
  nextVersion(): number {
    return (this.#rows()[0]?.version ?? 0) + 1;
  }

  /** The card before the newest: the bundle's before the first. */
  previous(): { card: Scorecard; judgement: Judgement } | undefined {
    const [newest, before] = this.#rows();
    if (newest === undefined) return undefined;
    if (before === undefined) return { card: DEFAULT_SCORECARD, judgement: JSON.parse(newest.judged) as Judgement };
    return { card: readScorecard(before.card), judgement: JSON.parse(before.judged) as Judgement };
  }

  /** The newest card as text, where the site's object has yet to hear of it. */
  unannounced(): { version: number; card: string } | undefined {
    const row = this.#rows()[0];
    return row?.announced === 0 ? { version: row.version, card: row.card } : undefined;
  }

  markAnnounced(version: number): void {
    this.#sql.exec("UPDATE scorecards SET announced = 1 WHERE version = ?", version);
  }

  #rows(): { version: number; card: string; judged: string; announced: number }[] {
    return this.#sql
      .exec<{ version: number; card: string; judged: string; announced: number }>(
        "SELECT version, card, judged, announced FROM scorecards ORDER BY version DESC",
      )
      .toArray();
  }
}
