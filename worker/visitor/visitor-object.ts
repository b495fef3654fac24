import { DurableObject } from "cloudflare:workers";
import type { Condition } from "../../wire/condition.ts";
import type { VisitorView } from "../../wire/console.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Decision } from "../../wire/decision.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import { emptyProfile, mergeProfiles, type Profile } from "../domain/profile/profile.ts";
import { engagementScore, engagementValue } from "../domain/score/engagement-score.ts";
import { dueTimers, retryDelayMs, wakeToArm } from "../domain/timers.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { openSite } from "../site/site-cache.ts";
import { KNOWN_PREFIX } from "../site/signing.ts";
import { decideFor } from "./decide-for.ts";
import { afterTelling, closeOutbox, hasNews } from "./learn-outbox.ts";
import { logDecisions } from "./logged-decision.ts";
import { movesOf, moveVisitor, type Moved } from "./move-visitor.ts";
import { hashOf, SeenEvents } from "./seen-events.ts";
import { DAY_MS, DIGEST_AFTER_MS, newVisitor, takeIn, withFailure, withoutTimer, type TakenIn } from "./take-in.ts";
import type { CollectBatch, CollectOutcome, VisitorExport } from "./visitor-rpc.ts";
import type { MergeState, TimerName, VisitorState } from "./visitor-state.ts";
import { VisitorSegments } from "./visitor-segments.ts";
import { RECENT_MOST, VisitorStore, type Visitor } from "./visitor-store.ts";
import { viewOf } from "./visitor-view.ts";

/** Merges remembered, to take each once and to erase what came from them. */
const MERGES_KEPT = 200;

/**
 * One per visitor, named `<site>:<visitor>`. Takes the visitor's events, folds them into the profile and decides, in
 * one commit of one row; the alarm does the rest. Storage is the truth, memory a copy of it.
 */
export class VisitorObject extends DurableObject<Env> {
  readonly #store: VisitorStore;
  readonly #segments: VisitorSegments;
  /** `null`: not loaded yet. */
  #visitor: Visitor | undefined | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new VisitorStore(ctx.storage.sql);
    this.#segments = new VisitorSegments({
      env,
      name: ctx.id.name ?? "",
      load: () => this.#load(),
      keep: (visitor) => (this.#visitor = visitor),
      commit: (visitor) => this.#commit(visitor),
      later: (work) => ctx.waitUntil(work),
    });
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
    // The site comes first: after it there is no await until everything is written, so nothing can come between.
    const site = await openSite(this.env, batch.site, batch.receivedAt, (work) => this.ctx.waitUntil(work));
    const stored = this.#load();
    if (stored?.state.merge !== undefined) return this.#forward(stored, stored.state.merge, batch);
    const { becomes } = batch;
    if (becomes !== undefined && becomes !== batch.visitor) {
      // Another customer signs in on the same device: two known people are never merged.
      if (batch.visitor.startsWith(KNOWN_PREFIX)) return this.#pass(batch, becomes);
      return this.#becomeKnown(stored, batch, becomes);
    }
    const visitor = stored ?? newVisitor(batch.receivedAt, batch.retentionDays);
    const taken = takeIn(visitor, batch);
    const decisions = site === undefined ? [] : decideFor(site.state, batch, taken.visitor.profile);
    const decisionLog = logDecisions(visitor.decisions, decisions, batch.receivedAt);
    // A request that tells nothing new changes nothing that is worth a commit; its decisions wait for the next.
    if (taken.accepted === 0) {
      if (stored !== undefined) this.#visitor = { ...taken.visitor, decisions: decisionLog, state: stored.state };
      return this.#outcome(batch, visitor, taken, decisions);
    }
    const moved = moveVisitor(site?.state, visitor, taken.visitor, batch.receivedAt, batch.surroundings);
    this.#commit({ ...moved.visitor, decisions: decisionLog });
    this.#segments.tellSoon(batch.receivedAt);
    return this.#outcome(batch, visitor, taken, decisions, moved);
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
    const events = from.events.map((json) => ({ json, event: JSON.parse(json) as BehaviourEvent }));
    const fresh = events.filter(({ event }) => !visitor.seen.has(event.id));
    // With the whole history at hand, each event counts once however it came; else the profiles are added.
    const profile: Profile = from.complete
      ? foldEvents(
          visitor.profile,
          fresh.map(({ event }) => event),
        )
      : mergeProfiles(visitor.profile, from.profile);
    for (const { event } of fresh) visitor.seen.add(event.id);
    // Counted by the sum that came, though their events did not: those ids must be known as well.
    const kept = new Set(events.map(({ event }) => hashOf(event.id)));
    const idsOnly = from.seen.filter((hash) => !kept.has(hash));
    visitor.seen.addHashes(idsOnly);
    const state: VisitorState = {
      ...visitor.state,
      firstSeen: Math.min(visitor.state.firstSeen, from.firstSeen),
      lastSeen: Math.max(visitor.state.lastSeen, from.lastSeen),
      merged: [...visitor.state.merged, { mergeId: from.mergeId, from: from.from }].slice(-MERGES_KEPT),
      timers: {
        ...visitor.state.timers,
        retention: Math.max(from.lastSeen, visitor.state.lastSeen) + from.retentionDays * DAY_MS,
        segments: Date.now(),
      },
      ...(from.consent !== undefined && visitor.state.consent === undefined && { consent: from.consent }),
    };
    this.#commit({ ...visitor, state, profile, recent: [...visitor.recent, ...fresh.map(({ json }) => json)] });
    if (idsOnly.length > 0) this.#store.rememberIds(idsOnly);
  }

  /** Tells the learner now what it would be told within a minute. For a past that is replayed, which nobody waits for. */
  async digest(site: string): Promise<void> {
    if (this.#load() !== undefined) await this.#digest(site, Date.now());
  }

  /** Everything of the visitor, for the console; `undefined` where nothing is stored. */
  async view(visitorId: string, now: number): Promise<VisitorView | undefined> {
    const visitor = this.#load();
    if (visitor === undefined) return undefined;
    const seen = viewOf(visitorId, visitor, this.#store.events(visitor.recent), now);
    return { ...seen, segments: await this.#segments.view(visitor, now) };
  }

  /** Whether a condition holds of the visitor now; `undefined` where nothing is stored of them. Changes nothing. */
  matches(condition: Condition): Promise<boolean | undefined> {
    return this.#segments.matches(condition, Date.now());
  }

  /** The stored profile and every kept event: the answer to "what do you have of me?". */
  export(): { profile: Profile; events: BehaviourEvent[]; state: VisitorState } | undefined {
    const visitor = this.#load();
    return visitor && { profile: visitor.profile, events: this.#store.events(visitor.recent), state: visitor.state };
  }

  /** Erases the visitor, and what other devices' visitors it took in left behind as forwarding notes. */
  async erase(site: string): Promise<void> {
    const sources = new Set(this.#load()?.state.merged.map((merge) => merge.from));
    await this.#deleteAll();
    await this.#segments.forget();
    for (const source of sources) await this.#stubOf(site, source).erase(site);
  }

  override async alarm(): Promise<void> {
    const visitor = this.#load();
    if (visitor === undefined) return;
    // It has rung: whoever saves next arms it again.
    this.#visitor = { ...visitor, state: { ...visitor.state, armedAt: 0 } };
    const now = Date.now();
    const site = this.ctx.id.name?.split(":")[0] ?? "";
    for (const timer of dueTimers(visitor.state.timers, now)) {
      try {
        await this.#ring(timer, site, now);
      } catch (error) {
        log("visitor.timer_failed", { site, timer, error: String(error) });
        this.#postpone(timer, now);
      }
    }
    const left = this.#load();
    if (left !== undefined && left.state.armedAt === 0) this.#commit(left);
  }

  async #ring(timer: TimerName, site: string, now: number): Promise<void> {
    switch (timer) {
      case "digest":
        return this.#digest(site, now);
      case "merge":
        return this.#handOver(site);
      case "retention":
        return this.#retire(now);
      case "segments":
        return this.#segments.moveByTime(now);
    }
  }

  /** Sends the outbox to the learner, where what came in meanwhile waits for the next time; and keeps the decisions. */
  async #digest(site: string, now: number): Promise<void> {
    const visitor = this.#load()!;
    const learn = closeOutbox(visitor.state.learn);
    this.#store.saveDecisions(visitor.decisions);
    this.#commit({ ...visitor, state: { ...visitor.state, learn } });
    if (learn.closed.length > 0) {
      await this.env.LEARNER.getByName(site).recordMany(learn.closed.map((part) => ({ ...part, now })));
    }
    await this.#segments.tell();
    const after = this.#load();
    if (after === undefined) return;
    const state = { ...withoutTimer(after.state, "digest"), learn: afterTelling(after.state.learn, learn.closed) };
    if (hasNews(state.learn)) state.timers.digest = now + DIGEST_AFTER_MS;
    this.#commit({ ...after, state });
  }

  /**
   * An `identify` has said who this is. Everything up to it is counted here and sealed in one commit; then it is handed
   * over, and the customer's own object answers.
   */
  async #becomeKnown(stored: Visitor | undefined, batch: CollectBatch, into: string): Promise<CollectOutcome> {
    const visitor = stored ?? newVisitor(batch.receivedAt, batch.retentionDays);
    const taken = takeIn(visitor, batch);
    const merge: MergeState = { into, mergeId: `${batch.visitor}.${crypto.randomUUID()}`, acknowledged: false };
    const state = {
      ...taken.visitor.state,
      merge,
      timers: { ...taken.visitor.state.timers, merge: Date.now() + retryDelayMs(1) },
    };
    this.#commit({ ...taken.visitor, state });
    const own = this.#outcome(batch, visitor, taken, []);
    await this.#handOver(batch.site);
    const known = await this.#pass({ ...batch, events: [] }, into);
    return {
      ...known,
      accepted: own.accepted,
      duplicates: own.duplicates,
      scoreBefore: own.scoreBefore,
      rowsWritten: own.rowsWritten + known.rowsWritten,
    };
  }

  /** Seal → export → import → forward: everything goes to the known customer, and a forwarding note stays. */
  async #handOver(site: string): Promise<void> {
    const visitor = this.#load();
    const merge = visitor?.state.merge;
    if (visitor === undefined || merge === undefined || merge.acknowledged) return;
    const { state, profile } = visitor;
    const events = this.#store.lines(visitor.recent);
    await this.#stubOf(site, merge.into).import({
      mergeId: merge.mergeId,
      from: merge.mergeId.split(".")[0] ?? "",
      firstSeen: state.firstSeen,
      lastSeen: state.lastSeen,
      ...(state.consent && { consent: state.consent }),
      retentionDays: state.retentionDays,
      events,
      complete: events.length === profile.events,
      profile,
      seen: [...visitor.seen.hashes()],
    });
    await this.#segments.forget();
    const { segments: _, ...sealed } = withoutTimer(this.#load()!.state, "merge");
    // Sealed, so nothing has changed meanwhile. The learner's outbox stays: it tells on its own timer.
    this.#store.dropArchive();
    this.#store.saveDecisions([]);
    this.#commit({
      state: { ...sealed, merge: { ...merge, acknowledged: true } },
      profile: emptyProfile(),
      seen: SeenEvents.none(),
      recent: [],
      decisions: [],
    });
  }

  /** A merged visitor's requests go on to the one it has become, and never before that one has its past. */
  async #forward(visitor: Visitor, merge: MergeState, batch: CollectBatch): Promise<CollectOutcome> {
    if (!merge.acknowledged) await this.#handOver(batch.site);
    // Keeps the forwarding note while it is used; a day's grain, so that it costs no row each time.
    if (batch.receivedAt > visitor.state.lastSeen + DAY_MS) {
      this.#commit({ ...this.#load()!, state: { ...this.#load()!.state, lastSeen: batch.receivedAt } });
    }
    return this.#pass(batch, merge.into);
  }

  #pass(batch: CollectBatch, to: string): Promise<CollectOutcome> {
    return this.#stubOf(batch.site, to).collect({ ...batch, visitor: to });
  }

  #outcome(batch: CollectBatch, before: Visitor, taken: TakenIn, decisions: Decision[], moved?: Moved): CollectOutcome {
    const score = engagementScore(taken.visitor.profile, batch.receivedAt);
    return {
      accepted: taken.accepted,
      duplicates: taken.duplicates,
      visitor: batch.visitor,
      score: score.value,
      scoreParts: JSON.stringify(score),
      scoreBefore: engagementValue(before.profile, batch.receivedAt),
      decisions: JSON.stringify(decisions),
      ...(moved !== undefined && movesOf(moved)),
      rowsWritten: this.#store.takeRowsWritten(),
    };
  }

  async #retire(now: number): Promise<void> {
    const until = ({ state }: Visitor) => state.lastSeen + state.retentionDays * DAY_MS;
    // First the index: should it fail, there is still somebody here to try again.
    if (now >= until(this.#load()!)) await this.#segments.forget();
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
    const wake = wakeToArm(visitor.state.timers, visitor.state.armedAt, Date.now());
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

  #stubOf(site: string, visitor: string): DurableObjectStub<VisitorObject> {
    return this.env.VISITOR.getByName(`${site}:${visitor}`);
  }
}
