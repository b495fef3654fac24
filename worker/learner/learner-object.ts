/** What all of a site's visitors teach: gathers their sessions, builds the model, publishes it. One per site, named by its id. */
import { DurableObject } from "cloudflare:workers";
import type {
  ModelAccuracy,
  ModelEvaluation,
  ModelJudgement,
  ModelStatus,
  ScorecardStatus,
} from "../../wire/console.ts";
import type { InSteps } from "../domain/in-steps.ts";
import type { Env } from "../env.ts";
import type { RecommendModel } from "../domain/recommend/recommend-model.ts";
import type { SessionFragment } from "../domain/recommend/session-fragment.ts";
import { log } from "../log.ts";
import { migrate } from "../storage/migrations.ts";
import type { ScoreExample } from "../visitor/score-example.ts";
import { inTurns } from "./in-turns.ts";
import { isOutgrown, learnAndJudge } from "./learn-and-judge.ts";
import type { Learnt, Training } from "./learn-and-judge.ts";
import { LEARNER_MIGRATIONS } from "./learner-migrations.ts";
import { ModelStore } from "./model-store.ts";
import { RETRY_DELAY_MS, rebuildDelayMs } from "./rebuild-schedule.ts";
import { ScoreLearner } from "./score-learner.ts";
import { SessionStore } from "./session-store.ts";

/** Milliseconds after a roll-back in which no model takes over by itself: time to find out why, and no harm if forgotten. */
const HELD_FOR_MS = 86_400_000;

/** Milliseconds between looks whether that is over: as the slowest rebuilds, so that the scorecard is learnt meanwhile. */
const HELD_LOOK_MS = 600_000;

/** Days of visits whose scores are told where nobody says: four whole weeks, so that every weekday counts alike. */
export const SCORE_DAYS = 28;

export class LearnerObject extends DurableObject<Env> {
  readonly #sessions: SessionStore;
  readonly #models: ModelStore;
  readonly #score: ScoreLearner;
  /** Whether an alarm is known to be set. `false` only means: ask. */
  #armed = false;
  /** Whether the sessions hold something no model has learnt: the stored flag, read once. */
  #dirty: boolean;
  /** Times something new was recorded since this object woke: tells a build whether it has learnt everything. */
  #news = 0;
  /** Ends with the build under way, however that ends; and the one that begins then. */
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;
  /** Ends with the scorecard being learnt, however that ends. */
  #scoreRunning: Promise<void> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.transactionSync(() => migrate(ctx.storage.sql, LEARNER_MIGRATIONS));
    this.#sessions = new SessionStore(ctx.storage.sql);
    this.#models = new ModelStore(ctx.storage.sql);
    this.#score = new ScoreLearner(ctx.storage.sql);
    this.#dirty = ctx.storage.sql.exec<{ dirty: number }>("SELECT dirty FROM learner").one().dirty === 1;
  }

  /** Durable when it resolves. A part of a session that came before changes nothing. */
  async record(fragment: SessionFragment): Promise<void> {
    await this.recordMany([fragment]);
  }

  /** The same for many, in one commit. */
  async recordMany(fragments: readonly SessionFragment[]): Promise<void> {
    let news = false;
    for (const fragment of fragments) news = this.#sessions.merge(fragment) || news;
    if (news) this.#news++;
    // Also where an earlier alarm was lost with the platform's last retry.
    if (news || (this.#dirty && !this.#armed)) await this.#order();
  }

  /** Keeps visits that have ended, for the scorecard. Durable when it resolves; a repeat changes nothing. */
  async recordScoreExamples(examples: readonly ScoreExample[]): Promise<void> {
    if (!this.#score.record(examples) || this.#armed) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.#arm(rebuildDelayMs(this.#sessions.count()));
    this.#armed = true;
  }

  /** @param days looked back for how the scores are spread */
  scoreStatus(days = SCORE_DAYS): ScorecardStatus {
    return this.#score.status(days, Date.now());
  }

  /** Learns the scorecard now if enough is new, publishes it if it is not worse, and tells the site. */
  async rebuildScore(now: number): Promise<ScorecardStatus> {
    await this.#learnScore(now);
    await this.#announceScore();
    return this.scoreStatus();
  }

  /** One at a time: who asks while a card is learnt learns after it, if there is still enough new. */
  #learnScore(now: number): Promise<void> {
    const learning = this.#scoreRunning.then(async () => {
      const learnt = await inTurns(this.#score.learnIfDue(now));
      if (learnt !== undefined) this.ctx.storage.transactionSync(() => this.#score.keep(learnt));
    });
    this.#scoreRunning = learning.catch(() => undefined);
    return learning;
  }

  /** Publishes the scorecard before the newest again; without one, changes nothing. */
  async rollBackScore(): Promise<ScorecardStatus> {
    if (this.#score.rollBack()) await this.#announceScore();
    return this.scoreStatus();
  }

  /** The newest published model, the one kept to go back to, and how the newest build did against the one before. */
  status(): ModelStatus {
    const evaluation = this.#evaluation();
    const previous = this.#models.before();
    const heldUntil = this.#heldUntil();
    return {
      ...this.#models.newest(),
      ...(evaluation && { evaluation }),
      ...(previous && { previous }),
      ...(heldUntil > Date.now() && { heldUntil }),
    };
  }

  /**
   * Builds from all sessions, publishes unless the model is worse than the current one, and tells the site. Ends what a
   * roll-back held: somebody asked for a new one.
   *
   * @param now epoch milliseconds the sessions' age is counted to.
   */
  async rebuild(now: number): Promise<ModelStatus> {
    this.#holdUntil(0);
    await this.#build(now);
    await this.#announce();
    return this.status();
  }

  /**
   * Publishes the model before the newest again, under a new version, and lets none take over by itself for a day: the
   * next build would learn from the same sessions what was just taken back.
   *
   * @param now epoch milliseconds
   * @returns `undefined` where there is none to go back to, or it cannot be read: then nothing is changed
   */
  async rollBack(now: number): Promise<ModelStatus | undefined> {
    const previous = this.#models.previousSound(refused);
    const kept = this.#models.before();
    if (previous === undefined || kept === undefined) return undefined;
    this.ctx.storage.transactionSync(() => {
      const version = this.#models.newest().version + 1;
      const repeats = kept.repeats ?? kept.version;
      this.#models.add({ ...previous.model, version }, { repeats, ...(kept.judged && { judged: kept.judged }) });
      this.#holdUntil(now + HELD_FOR_MS);
    });
    await this.#announce();
    return this.status();
  }

  /**
   * The newest sound model as bytes (`recommend/index-format.ts`). One that cannot be read is refused, the one before
   * it served, and a new one ordered.
   */
  async model(): Promise<{ version: number; bytes: ArrayBuffer }> {
    let isRefused = false;
    const { version, bytes } = this.#models.newestSound((badVersion, error) => {
      isRefused = true;
      refused(badVersion, error);
    });
    if (isRefused) await this.#order();
    return { version, bytes: bytes.buffer };
  }

  /** What a roll-back would publish again, as `model`: for comparing. `undefined` where there is none that can be read. */
  previousModel(): { version: number; bytes: ArrayBuffer } | undefined {
    const previous = this.#models.previousSound(refused);
    return previous && { version: previous.version, bytes: previous.bytes.buffer };
  }

  /** Rebuilds if something is new, and tells the site of a model it has not heard of. Ringing twice does no more than once. */
  override async alarm(): Promise<void> {
    this.#armed = false;
    try {
      await this.#running;
      if (this.#dirty && this.#heldUntil() > Date.now()) await this.#arm(HELD_LOOK_MS);
      else if (this.#dirty) await this.#build(Date.now());
    } catch (error) {
      // Caught, because the platform gives up on an alarm after six retries, and then nothing would ever be learnt.
      log("learner.build-failed", { error: String(error) });
      await this.#arm(RETRY_DELAY_MS);
    }
    await this.#announce();
    try {
      await this.rebuildScore(Date.now());
    } catch (error) {
      log("learner.scorecard-failed", { error: String(error) });
      await this.#arm(RETRY_DELAY_MS);
    }
  }

  /** Has the next alarm rebuild. */
  async #order(): Promise<void> {
    this.#setDirty(true);
    if (this.#armed) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.#arm(rebuildDelayMs(this.#sessions.count()));
    this.#armed = true;
  }

  async #arm(delayMs: number): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + delayMs);
    this.#armed = true;
  }

  /** One build at a time. Who asks while one runs shares the next, which learns all that came until it begins. */
  #build(now: number): Promise<void> {
    this.#waiting ??= this.#running.then(() => {
      this.#waiting = undefined;
      const build = this.#buildAlone(now);
      this.#running = build.catch(() => undefined);
      return build;
    });
    return this.#waiting;
  }

  /**
   * Step by step, so that visitors' reports need not wait for the end. What comes meanwhile keeps the object dirty, and
   * where the object ends in the middle it still is: no session is called learnt that was not read. What was learnt is
   * written in one transaction.
   */
  async #buildAlone(now: number): Promise<void> {
    const news = this.#news;
    const before = this.#models.newest().version;
    const { model, trained, evaluation, sessions, judged } = await inTurns(this.#learn(before + 1, now));
    if (this.#models.newest().version !== before) {
      log("learner.build-overtaken", { version: before + 1 });
      return this.#order();
    }
    this.ctx.storage.transactionSync(() => {
      const { sql } = this.ctx.storage;
      if (evaluation) this.#models.judge(judged, judgementOf(evaluation.against, evaluation, now));
      if (evaluation?.published ?? true) {
        this.#models.add(model, evaluation && { judged: judgementOf(evaluation, evaluation, now) });
      }
      if (trained) sql.exec("UPDATE learner SET trained_at = ?, trained_sessions = ?", now, sessions);
      sql.exec("UPDATE learner SET evaluation = ?", evaluation ? JSON.stringify(evaluation) : null);
    });
    if (evaluation?.published === false) log("learner.model-kept", { refused: model.version, why: evaluation.why });
    if (this.#news === news) this.#setDirty(false);
  }

  /** A new model beside the current one. @returns with it the sessions there were, and the version it was judged against */
  *#learn(version: number, now: number): InSteps<Learnt & { sessions: number; judged: number }> {
    const snapshot = yield* this.#sessions.snapshot(now);
    const current = this.#current();
    yield;
    const outgrown = isOutgrown(this.#training(), snapshot.count, now);
    const learnt = yield* learnAndJudge(snapshot, current, outgrown, now, version);
    yield;
    return { ...learnt, sessions: snapshot.count, judged: current?.version ?? 0 };
  }

  /** The published model, if there is one that can be read. */
  #current(): RecommendModel | undefined {
    const { version, model } = this.#models.newestSound(refused);
    return version === 0 ? undefined : model;
  }

  #training(): Training {
    return this.ctx.storage.sql
      .exec<{ at: number; sessions: number }>("SELECT trained_at AS at, trained_sessions AS sessions FROM learner")
      .one();
  }

  #evaluation(): ModelEvaluation | undefined {
    const { evaluation } = this.ctx.storage.sql
      .exec<{ evaluation: string | null }>("SELECT evaluation FROM learner")
      .one();
    return evaluation === null ? undefined : (JSON.parse(evaluation) as ModelEvaluation);
  }

  #heldUntil(): number {
    return this.ctx.storage.sql.exec<{ until: number }>("SELECT held_until AS until FROM learner").one().until;
  }

  /** Writes only what changes. */
  #holdUntil(until: number): void {
    this.ctx.storage.sql.exec("UPDATE learner SET held_until = ? WHERE held_until <> ?", until, until);
  }

  #setDirty(dirty: boolean): void {
    if (dirty === this.#dirty) return;
    this.ctx.storage.sql.exec("UPDATE learner SET dirty = ?", Number(dirty));
    this.#dirty = dirty;
  }

  /** Tells the site of the newest model unless it knows. A site out of reach is told later; the model is safe meanwhile. */
  async #announce(): Promise<void> {
    if (!this.#models.unannounced) return;
    const site = this.ctx.id.name;
    if (site === undefined) throw new Error("a learner is reached by its site's id: getByName");
    const status = this.status();
    try {
      await this.env.SITE.getByName(site).modelPublished(status);
      this.#models.markAnnounced(status.version);
    } catch (error) {
      log("learner.site-not-told", { version: status.version, error: String(error) });
      await this.#arm(RETRY_DELAY_MS);
    }
  }

  /** Hands the site the newest scorecard unless it has it. A site out of reach is told later. */
  async #announceScore(): Promise<void> {
    const news = this.#score.unannounced();
    const site = this.ctx.id.name;
    if (news === undefined || site === undefined) return;
    try {
      await this.env.SITE.getByName(site).scorecardPublished(news);
      this.#score.markAnnounced(news.version);
    } catch (error) {
      log("learner.site-not-told", { scorecard: news.version, error: String(error) });
      await this.#arm(RETRY_DELAY_MS);
    }
  }
}

function refused(version: number, error: Error): void {
  log("learner.model-refused", { version, error: error.message });
}

function judgementOf({ hr20, mrr20 }: ModelAccuracy, { sessions }: ModelEvaluation, at: number): ModelJudgement {
  return { hr20, mrr20, at, sessions };
}
