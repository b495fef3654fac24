/** `identify` has named a customer: everything of this visitor goes to the customer's object, in steps that can be repeated. */
import { emptyProfile } from "../domain/profile/profile.ts";
import type { Env } from "../env.ts";
import type { SiteState } from "../site/site-state.ts";
import { followed } from "./answer.ts";
import { withoutLedger } from "./contacts.ts";
import { outcomeOf } from "./outcome.ts";
import { SeenEvents } from "./seen-events.ts";
import { DAY_MS, newVisitor, sealed, takeIn, withoutTimer } from "./take-in.ts";
import type { VisitorObject } from "./visitor-object.ts";
import type { CollectBatch, CollectOutcome } from "./visitor-rpc.ts";
import type { VisitorSegments } from "./visitor-segments.ts";
import type { MergeState } from "./visitor-state.ts";
import type { Visitor, VisitorStore } from "./visitor-store.ts";

/** Whoever is about to become another is not decided for. */
const NOT_DECIDED = { decisions: [], moved: undefined };

/** What the visitor's object lends. */
interface Host {
  env: Env;
  load(): Visitor | undefined;
  commit(visitor: Visitor): void;
}

export class VisitorMerging {
  readonly #host: Host;
  readonly #store: VisitorStore;
  readonly #segments: VisitorSegments;

  constructor(host: Host, store: VisitorStore, segments: VisitorSegments) {
    this.#host = host;
    this.#store = store;
    this.#segments = segments;
  }

  /** Everything up to it is counted here and sealed in one commit; then it is handed over, and the customer's object answers. */
  async becomeKnown(
    stored: Visitor | undefined,
    batch: CollectBatch,
    into: string,
    site: SiteState | undefined,
  ): Promise<CollectOutcome> {
    const visitor = stored ?? newVisitor(batch.receivedAt, batch.retentionDays);
    const counted = takeIn(visitor, batch);
    const taken = site === undefined ? counted : followed(site, visitor, counted, batch);
    const merge: MergeState = { into, mergeId: `${batch.visitor}.${crypto.randomUUID()}`, acknowledged: false };
    const state = sealed(taken.visitor.state, merge);
    this.#host.commit({ ...taken.visitor, state });
    const own = outcomeOf(batch, visitor, taken, NOT_DECIDED, site, this.#store.takeRowsWritten());
    await this.handOver(batch.site);
    const known = await this.pass({ ...batch, events: [] }, into);
    return {
      ...known,
      accepted: own.accepted,
      duplicates: own.duplicates,
      scoreBefore: own.scoreBefore,
      rowsWritten: own.rowsWritten + known.rowsWritten,
    };
  }

  /** Seal → export → import → forward: everything goes to the known customer, and a forwarding note stays. */
  async handOver(site: string): Promise<void> {
    const visitor = this.#host.load();
    const merge = visitor?.state.merge;
    if (visitor === undefined || merge === undefined || merge.acknowledged) return;
    const { state, profile } = visitor;
    const events = this.#store.lines(visitor.recent);
    await this.stubOf(site, merge.into).import({
      mergeId: merge.mergeId,
      from: merge.mergeId.split(".")[0] ?? "",
      firstSeen: state.firstSeen,
      lastSeen: state.lastSeen,
      ...(state.consent && { consent: state.consent }),
      retentionDays: state.retentionDays,
      events,
      complete: events.length === profile.events,
      profile,
      ...(state.ledger !== undefined && { ledger: state.ledger }),
      ...(state.countedDays !== undefined && { countedDays: state.countedDays }),
      seen: [...visitor.seen.hashes()],
    });
    await this.#segments.forget();
    const { segments: _, ...note } = withoutLedger(withoutTimer(this.#host.load()!.state, "merge"));
    // Sealed, so nothing has changed meanwhile. The outboxes stay: they tell on their own timer.
    this.#store.dropArchive();
    this.#store.dropDecisions();
    this.#host.commit({
      state: { ...note, merge: { ...merge, acknowledged: true } },
      profile: emptyProfile(),
      seen: SeenEvents.none(),
      recent: [],
      decisions: [],
    });
  }

  /** A merged visitor's requests go on to the one it has become, and never before that one has its past. */
  async forward(visitor: Visitor, merge: MergeState, batch: CollectBatch): Promise<CollectOutcome> {
    if (!merge.acknowledged) await this.handOver(batch.site);
    // Keeps the forwarding note while it is used; a day's grain, so that it costs no row each time.
    if (batch.receivedAt > visitor.state.lastSeen + DAY_MS) {
      const now = this.#host.load()!;
      this.#host.commit({ ...now, state: { ...now.state, lastSeen: batch.receivedAt } });
    }
    return this.pass(batch, merge.into);
  }

  pass(batch: CollectBatch, to: string): Promise<CollectOutcome> {
    const { stranger: _settled, ...rest } = batch;
    return this.stubOf(batch.site, to).collect({ ...rest, visitor: to });
  }

  stubOf(site: string, visitor: string): DurableObjectStub<VisitorObject> {
    return this.#host.env.VISITOR.getByName(`${site}:${visitor}`);
  }
}
