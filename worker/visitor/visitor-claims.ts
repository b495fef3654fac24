/** The visitor's codes and pieces of stock: fetched before they are shown, kept ahead, and given back where nobody saw them. */
import { claimIn, emptyLedger, withoutClaim, type ContactLedger } from "../domain/offers/contact-ledger.ts";
import type { Env } from "../env.ts";
import type { SiteState } from "../site/site-state.ts";
import { profileAfter } from "./answer.ts";
import { fetchClaims, placementsAhead, wantedClaims } from "./claims.ts";
import type { CollectBatch } from "./visitor-rpc.ts";
import type { Visitor } from "./visitor-store.ts";

/** What the visitor's object lends. */
export interface ObjectAccess {
  env: Env;
  load(): Visitor | undefined;
  commit(visitor: Visitor): void;
  later(work: Promise<unknown>): void;
}

/** Adds to a ledger what was fetched. */
export type Fetched = (ledger: ContactLedger, now: number) => ContactLedger;

export class VisitorClaims {
  readonly #object: ObjectAccess;

  constructor(object: ObjectAccess) {
    this.#object = object;
  }

  /** Fetches what these decisions are to show for the first time. No call to anybody where there is nothing of that. */
  async fetch(site: SiteState, batch: CollectBatch): Promise<Fetched> {
    const visitor = this.#object.load();
    if (visitor?.state.merge !== undefined || batch.becomes !== undefined) return unchanged;
    const wanted = wantedClaims(site, batch, batch.visitor, visitor?.state, () => profileAfter(visitor, batch));
    if (wanted.length === 0) return unchanged;
    return fetchClaims(this.#object.env, batch.site, batch.visitor, wanted, false);
  }

  /** After the answer: has pieces kept that other placements may show soon, so that they need not wait. */
  keepAhead(site: SiteState, batch: CollectBatch): void {
    const visitor = this.#object.load();
    const placements = placementsAhead(site, batch.placements);
    if (visitor === undefined || placements.length === 0) return;
    const wanted = wantedClaims(site, { ...batch, placements }, batch.visitor, visitor.state, () => visitor.profile);
    if (wanted.length > 0) this.#object.later(this.#keep(batch, wanted));
  }

  async #keep(batch: CollectBatch, wanted: ReturnType<typeof wantedClaims>): Promise<void> {
    const given = await fetchClaims(this.#object.env, batch.site, batch.visitor, wanted, true);
    const visitor = this.#object.load();
    // What finds nobody any more comes back by itself: the pool will ask.
    if (visitor === undefined || visitor.state.merge !== undefined) return;
    const ledger = given(visitor.state.ledger ?? emptyLedger(), batch.receivedAt);
    this.#object.commit({ ...visitor, state: { ...visitor.state, ledger } });
  }

  /** Whether what a pool keeps for this visitor was shown. If not, it is given back in the same step: it never will be. */
  wasShown(claim: string): boolean {
    const visitor = this.#object.load();
    const ledger = visitor?.state.ledger;
    const held = ledger && claimIn(ledger, claim);
    if (visitor === undefined || ledger === undefined || held === undefined) return false;
    if (held.kept === undefined) return true;
    this.#object.commit({ ...visitor, state: { ...visitor.state, ledger: withoutClaim(ledger, claim) } });
    return false;
  }
}

function unchanged(ledger: ContactLedger): ContactLedger {
  return ledger;
}
