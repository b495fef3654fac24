import { DurableObject } from "cloudflare:workers";
import type { Condition } from "../../wire/condition.ts";
import type { VisitorView } from "../../wire/console.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { VisitorSummary } from "../../wire/visitors.ts";
import type { Profile } from "../domain/profile/profile.ts";
import { dueTimers, wakeToArm } from "../domain/timers.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { openSite } from "../site/site-cache.ts";
import { KNOWN_PREFIX } from "../site/signing.ts";
import type { SentenceLocale } from "../wording/condition-sentence.ts";
import { answer, type Answered } from "./answer.ts";
import { forgetClaims } from "./claims.ts";
import { withOffersOf } from "./contacts.ts";
import { closed, hasSomethingToTell, tell, withoutTold } from "./outboxes.ts";
import { replayed } from "./replayed.ts";
import { takeOver } from "./take-over.ts";
import { closeExample } from "./score-example.ts";
import { afterVisits, DAY_MS, DIGEST_AFTER_MS, newVisitor, takeIn, withFailure, withoutTimer } from "./take-in.ts";
import { outcomeOf } from "./outcome.ts";
import { VisitorClaims } from "./visitor-claims.ts";
import type { CollectBatch, CollectOutcome, VisitorExport } from "./visitor-rpc.ts";
import type { TimerName, VisitorState } from "./visitor-state.ts";
import { VisitorMerging } from "./visitor-merging.ts";
import { VisitorSegments } from "./visitor-segments.ts";
import { RECENT_MOST, VisitorStore, type Visitor } from "./visitor-store.ts";
import { visitorNow } from "./visitor-now.ts";
import { summaryOf, viewOf } from "./visitor-view.ts";
import { mustProve } from "./who-sent.ts";

/**
 * One per visitor, named `<site>:<visitor>`. Takes the visitor's events, folds them into the profile and decides, in
 * one commit of one row; the alarm does the rest. Storage is the truth, memory a copy of it.
 */
export class VisitorObject extends DurableObject<Env> {
  readonly #store: VisitorStore;
  readonly #claims: VisitorClaims;
  readonly #segments: VisitorSegments;
  readonly #merging: VisitorMerging;
  /** `null`: not loaded yet. */
  #visitor: Visitor | undefined | null = null;
  #ringing = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new VisitorStore(ctx.storage.sql);
    const lent = {
      env,
      name: ctx.id.name ?? "",
      load: () => this.#load(),
      keep: (visitor: Visitor) => (this.#visitor = visitor),
      commit: (visitor: Visitor) => this.#commit(visitor),
      later: (work: Promise<unknown>) => ctx.waitUntil(work),
    };
    this.#claims = new VisitorClaims(lent);
    this.#segments = new VisitorSegments(lent);
    this.#merging = new VisitorMerging(lent, this.#store, this.#segments);
  }

  /** Events in, decisions out. Durable when it resolves; repeats by event id change nothing. */
  async collect(batch: CollectBatch): Promise<CollectOutcome> {
    try {
      return await this.#collect(batch);
    } catch (error) {
      // Whatever memory holds may be half a step ahead of storage: storage is the truth.
      this.#visitor = null;
      throw error;
    }
  }

  async #collect(batch: CollectBatch): Promise<CollectOutcome> {
    // The site comes first, and a coupon's code where one is to be shown for the first time: after them there is no await
    // until everything is written, so nothing can come between.
    const site = await openSite(this.env, batch.site, batch.receivedAt, (work) => this.ctx.waitUntil(work));
    // Before anything is fetched in this visitor's name.
    const proof = this.#load()?.state;
    if (batch.stranger !== undefined && proof !== undefined && mustProve(proof, batch.receivedAt)) {
      return this.#merging.pass(batch, batch.stranger);
    }
    const fetched = site && (await this.#claims.fetch(site.state, batch));
    const stored = this.#load();
    if (stored?.state.merge !== undefined) return this.#merging.forward(stored, stored.state.merge, batch);
    const { becomes } = batch;
    if (becomes !== undefined && becomes !== batch.visitor) {
      // Another customer signs in on the same device: two known people are never merged.
      if (batch.visitor.startsWith(KNOWN_PREFIX)) return this.#merging.pass(batch, becomes);
      return this.#merging.becomeKnown(stored, batch, becomes, site?.state);
    }
    const visitor = stored ?? newVisitor(batch.receivedAt, batch.retentionDays);
    const taken = takeIn(visitor, batch);
    const answered: Answered =
      site === undefined || fetched === undefined
        ? { visitor: taken.visitor, decisions: [], given: false, moved: undefined }
        : answer(site.state, visitor, taken, batch, fetched);
    const next = answered.visitor;
    // A request that tells nothing new changes nothing that is worth a commit; its decisions wait for the next.
    if (taken.accepted > 0 || answered.given) this.#commit(next);
    else if (stored !== undefined) this.#visitor = { ...next, state: withOffersOf(stored.state, next.state) };
    if (taken.accepted > 0) {
      this.#segments.tellSoon(batch.receivedAt);
      if (site !== undefined) this.#claims.keepAhead(site.state, batch);
    }
    const rowsWritten = this.#store.takeRowsWritten();
    return outcomeOf(batch, visitor, taken, answered, site?.state, rowsWritten);
  }

  /**
   * A pool asks whether what it keeps for this visitor has been shown. If not, it is given back in the same step, so that
   * it never is.
   */
  async wasShown(claim: string): Promise<boolean> {
    const merge = this.#load()?.state.merge;
    if (merge !== undefined) {
      if (!merge.acknowledged) throw new Error("its visitor is being merged; ask again");
      return this.#merging.stubOf(this.#site(), merge.into).wasShown(claim);
    }
    return this.#claims.wasShown(claim);
  }

  /** Takes over another visitor's everything. Idempotent: a merge taken before changes nothing. */
  import(from: VisitorExport): void {
    try {
      this.#import(from);
    } catch (error) {
      this.#visitor = null;
      throw error;
    }
  }

  #import(from: VisitorExport): void {
    const visitor = this.#load() ?? newVisitor(from.lastSeen, from.retentionDays);
    if (visitor.state.merged.some((merge) => merge.mergeId === from.mergeId)) return;
    const { visitor: next, idsOnly } = takeOver(visitor, from);
    this.#commit(next);
    if (idsOnly.length > 0) this.#store.rememberIds(idsOnly);
  }

  /** Tells the learner now what it would be told within a minute. For a past that is replayed, which nobody waits for. */
  async digest(site: string): Promise<void> {
    if (this.#load() === undefined) return;
    await this.#digest(site, Date.now());
    await this.#tellVisits(site, Date.now());
  }

  /** Everything of the visitor, for the console; `undefined` where nothing is stored. @param locale of sentences */
  async view(visitorId: string, now: number, locale: SentenceLocale = "en"): Promise<VisitorView | undefined> {
    if (this.#load() === undefined) return undefined;
    const site = await openSite(this.env, this.#site(), now, (work) => this.ctx.waitUntil(work));
    const visitor = this.#load();
    if (visitor === undefined) return undefined;
    const seen = viewOf(visitorId, visitor, this.#store.events(visitor.recent), now, site?.state);
    return { ...seen, segments: await this.#segments.view(visitor, now, locale) };
  }

  /** The visitor in a line; `undefined` where nothing is stored. */
  async summary(visitorId: string, now: number): Promise<VisitorSummary | undefined> {
    if (this.#load() === undefined) return undefined;
    const site = await openSite(this.env, this.#site(), now, (work) => this.ctx.waitUntil(work));
    const visitor = this.#load();
    return visitor && summaryOf(visitorId, visitor, now, site?.state);
  }

  /** `VisitorNow` as JSON: what would be shown now; `undefined` where nothing is stored. Changes nothing. */
  async now(visitorId: string, locale: SentenceLocale, now: number): Promise<string | undefined> {
    if (this.#load() === undefined) return undefined;
    const site = await openSite(this.env, this.#site(), now, (work) => this.ctx.waitUntil(work));
    const visitor = this.#load();
    if (visitor === undefined || site === undefined) return undefined;
    const events = this.#store.events(visitor.recent);
    return JSON.stringify(visitorNow(site.state, visitorId, visitor, events, now, locale));
  }

  /** Rows stored here, outboxes and timers included; 0 where nothing is. */
  storedRows(): number {
    return this.#store.rows();
  }

  /** `Profile` as JSON: what decisions are made from, for whoever asks why; `undefined` where nothing is stored. */
  profile(): string | undefined {
    const visitor = this.#load();
    return visitor && JSON.stringify(visitor.profile);
  }

  /** Whether a condition holds of the visitor now; `undefined` where nothing is stored of them. Changes nothing. */
  matches(condition: Condition): Promise<boolean | undefined> {
    return this.#segments.matches(condition, Date.now());
  }

  /** Makes the latest decisions again, to see that the same come out, and why; `undefined` where none are known. */
  async replay(): Promise<string | undefined> {
    const record = this.#load() && (this.#visitor?.record?.() ?? this.#store.record());
    const site = await openSite(this.env, this.#site(), Date.now(), (work) => this.ctx.waitUntil(work));
    return record && site && JSON.stringify(replayed(record, site.state));
  }

  /** The stored profile and every kept event: the answer to "what do you have of me?". */
  export(): { profile: Profile; events: BehaviourEvent[]; state: VisitorState } | undefined {
    const visitor = this.#load();
    return visitor && { profile: visitor.profile, events: this.#store.events(visitor.recent), state: visitor.state };
  }

  /**
   * Erases the visitor, and what other devices' visitors it took in left behind as forwarding notes.
   *
   * @returns the ids of those
   */
  async erase(site: string): Promise<string[]> {
    const visitor = this.#load();
    const sources = new Set(visitor?.state.merged.map((merge) => merge.from));
    await forgetClaims(this.env, site, [this.#ownId(), ...sources], visitor?.state.ledger);
    await this.#deleteAll();
    await this.#segments.forget();
    for (const source of sources) await this.#merging.stubOf(site, source).erase(site);
    return [...sources];
  }

  override async alarm(): Promise<void> {
    const visitor = this.#load();
    if (visitor === undefined) return;
    // It has rung: whoever saves next arms it again.
    this.#visitor = { ...visitor, state: { ...visitor.state, armedAt: 0 } };
    const now = Date.now();
    const site = this.#site();
    this.#ringing = true;
    for (const timer of dueTimers(visitor.state.timers, now)) {
      try {
        await this.#ring(timer, site, now);
      } catch (error) {
        log("visitor.timer_failed", { site, timer, error: String(error) });
        this.#postpone(timer, now);
      }
    }
    this.#ringing = false;
    const left = this.#load();
    if (left !== undefined && left.state.armedAt === 0) this.#commit(left);
  }

  async #ring(timer: TimerName, site: string, now: number): Promise<void> {
    switch (timer) {
      case "digest":
        return this.#digest(site, now);
      case "visit":
        return this.#tellVisits(site, now);
      case "merge":
        return this.#merging.handOver(site);
      case "retention":
        return this.#retire(now);
      case "segments":
        return this.#segments.moveByTime(now);
    }
  }

  /** Tells learner and reports, where what came in meanwhile waits for the next time; and keeps the decisions. */
  async #digest(site: string, now: number): Promise<void> {
    const visitor = this.#load()!;
    const told = closed(visitor.state);
    this.#store.saveDecisions(visitor.decisions, visitor.record?.());
    this.#commit({ ...visitor, state: { ...visitor.state, ...told } });
    await tell(this.env, site, told, now);
    await this.#segments.tell();
    const after = this.#load();
    if (after === undefined) return;
    const state = { ...withoutTimer(after.state, "digest"), ...withoutTold(after.state, told) };
    if (hasSomethingToTell(state)) state.timers.digest = now + DIGEST_AFTER_MS;
    this.#commit({ ...after, state });
  }

  /** Sends the visits that have ended. */
  async #tellVisits(site: string, now: number): Promise<void> {
    const visitor = this.#load();
    if (visitor?.state.examples === undefined) return;
    const examples = closeExample(visitor.state.examples, now);
    if (examples.closed.length > 0) {
      this.#commit({ ...visitor, state: { ...visitor.state, examples } });
      await this.env.LEARNER.getByName(site).recordScoreExamples(examples.closed);
    }
    const after = this.#load();
    if (after !== undefined) this.#commit({ ...after, state: afterVisits(after.state, examples.closed) });
  }

  async #retire(now: number): Promise<void> {
    const until = ({ state }: Visitor) => state.lastSeen + state.retentionDays * DAY_MS;
    // First the index and the pools: should it fail, there is still somebody here to try again.
    if (now >= until(this.#load()!)) {
      await this.#segments.forget();
      await forgetClaims(this.env, this.#site(), [this.#ownId()], this.#load()?.state.ledger);
    }
    const visitor = this.#load();
    if (visitor === undefined || now >= until(visitor)) return this.#deleteAll();
    const timers = { ...visitor.state.timers, retention: until(visitor) };
    this.#commit({ ...visitor, state: { ...visitor.state, timers } });
  }

  async #deleteAll(): Promise<void> {
    // Also removes the alarm (platform behaviour since compatibility date 2026-02-24).
    await this.ctx.storage.deleteAll();
    this.#visitor = undefined;
    this.#store.forget();
  }

  #postpone(timer: TimerName, now: number): void {
    const visitor = this.#load();
    if (visitor !== undefined) this.#commit({ ...visitor, state: withFailure(visitor.state, timer, now) });
  }

  /**
   * One commit: the visitor's row, and the alarm or an archived chunk where due, never both. All of it is synchronous,
   * so the platform makes it one transaction and holds the answer until it is on disk.
   */
  #commit(visitor: Visitor): void {
    // While it rings, once all is done.
    const wake = this.#ringing ? undefined : wakeToArm(visitor.state.timers, visitor.state.armedAt, Date.now());
    const recent =
      visitor.recent.length > RECENT_MOST && wake === undefined ? this.#store.archive(visitor.recent) : visitor.recent;
    const next = {
      ...visitor,
      recent,
      state: wake === undefined ? visitor.state : { ...visitor.state, armedAt: wake },
    };
    this.#store.save(next);
    this.#visitor = next;
    if (wake === undefined) return;
    this.#store.countAlarmRow();
    this.ctx.waitUntil(this.ctx.storage.setAlarm(wake));
  }

  #load(): Visitor | undefined {
    if (this.#visitor === null) this.#visitor = this.#store.load();
    return this.#visitor;
  }

  /** The site's id: the first half of this object's name. */
  #site(): string {
    return this.ctx.id.name?.split(":")[0] ?? "";
  }

  #ownId(): string {
    return this.ctx.id.name?.split(":").slice(1).join(":") ?? "";
  }
}
