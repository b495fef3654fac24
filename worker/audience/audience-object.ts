import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import {
  AudienceStore,
  type MemberRow,
  type SegmentFlow,
  type SharedCount,
  type SharedQuestion,
} from "./audience-store.ts";
import type { MemberUpdate } from "./audience-shards.ts";

const HOUR_MS = 3_600_000;

/** What one object knows of the site's segments. */
export interface AudienceSummary {
  /** Visitors known, in a segment or not. */
  visitors: number;
  members: { segment: string; members: number }[];
  /** By hour, oldest first. */
  flow: (SegmentFlow & { segment: string })[];
}

/**
 * Who is in which segment: a part of a site's visitors, named `<site>#<n>`. It is told by the visitors' objects, which
 * are the truth; it answers what no visitor's object can, and is right within seconds.
 */
export class AudienceObject extends DurableObject<Env> {
  readonly #store: AudienceStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new AudienceStore(ctx.storage.sql);
  }

  /** Durable when it resolves. An update that is not newer than what is known changes nothing. */
  update(update: MemberUpdate): void {
    this.#change(() => this.#store.update(update, Date.now()));
  }

  /** The visitor has been erased, or has become another. */
  forget(visitor: string): void {
    this.#change(() => this.#store.forget(visitor, Date.now()));
  }

  /** @param hours of comings and goings, the current one included */
  summary(hours: number): AudienceSummary {
    const sinceHour = Math.floor(Date.now() / HOUR_MS) - hours + 1;
    return { visitors: this.#store.visitors(), members: this.#store.counts(), flow: this.#store.flow(sinceHour) };
  }

  /** A page of a segment's members; the next begins after the last one's id. */
  members(segment: string, cursor: string, limit: number): MemberRow[] {
    return this.#store.members(segment, cursor, limit);
  }

  /** For each pair of segments, how many are in both; in the order asked. */
  shared(questions: readonly SharedQuestion[]): SharedCount[] {
    return questions.map((question) => this.#store.shared(question));
  }

  /** Rows that are about a visitor: one where they are known, and one for each segment. */
  rowsOf(visitor: string): number {
    return this.#store.rowsOf(visitor);
  }

  /** Some visitors, drawn by lot. */
  sample(limit: number): string[] {
    return this.#store.sample(Math.random(), limit);
  }

  #change(change: () => void): void {
    try {
      this.ctx.storage.transactionSync(change);
    } catch (error) {
      // Storage is as it was before; what memory has counted may not be.
      this.#store.recount();
      throw error;
    }
  }
}
