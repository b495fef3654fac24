/** The decisions of one request, made from what the isolate holds of the site, and signed. For visitors and strangers alike. */
import type { PageContext, PlacementRequest } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import { decideWithIntents, type DecideInput } from "../domain/decide.ts";
import type { OfferIntent } from "../domain/offers/decide-offer.ts";
import { emptyProfile, type Profile } from "../domain/profile/profile.ts";
import { signDecisions } from "../site/signing.ts";
import type { SiteState } from "../site/site-state.ts";
import { ownFactsOf, siteFactsOf, type AskedState } from "./facts-for.ts";

/** What a request asks to be decided. */
export interface Asked {
  placements: readonly PlacementRequest[];
  page?: PageContext;
  /** Whether the visitor allows personal decisions. Without, only the page counts. */
  personal: boolean;
  explain: boolean;
  /** Epoch ms by the Worker's clock. */
  receivedAt: number;
}

/** Who is decided for; missing for a stranger, of whom nothing may be known. */
export interface KnownVisitor {
  id: string;
  profile: Profile;
  state: AskedState;
}

export interface DecidedFor {
  decisions: Decision[];
  /** Which offers were meant for the visitor, those held back included. */
  intents: OfferIntent[];
  /** What it was decided from: with it the same decisions can be made again. */
  input?: DecideInput;
}

const NOTHING: DecidedFor = { decisions: [], intents: [] };

export function decideFor(site: SiteState, asked: Asked, visitor?: KnownVisitor): DecidedFor {
  if (asked.placements.length === 0) return NOTHING;
  const input = decideInput(site, asked, visitor);
  const { decisions, intents } = decideWithIntents(input);
  return { decisions: signDecisions(site.signingKey, input.requestId, decisions), intents, input };
}

export function decideInput(site: SiteState, asked: Asked, visitor?: KnownVisitor): DecideInput {
  const id = requestId(asked.receivedAt);
  return {
    ...site,
    placements: asked.placements,
    page: asked.page,
    profile: visitor?.profile ?? emptyProfile(),
    site: siteFactsOf(site),
    own: ownFactsOf(site, visitor?.state),
    ...(visitor?.state.ledger !== undefined && { ledger: visitor.state.ledger }),
    // A stranger's draws stick to nothing but this request.
    subject: visitor?.id ?? id,
    personal: asked.personal,
    explain: asked.explain,
    now: asked.receivedAt,
    requestId: id,
  };
}

/** Unique for each request: its decisions' ids begin with it. Time first, so that they sort. */
function requestId(now: number): string {
  return `${now.toString(36)}-${crypto.randomUUID().slice(0, REQUEST_ID_RANDOM)}`;
}

/** Hexadecimal digits: 32 bits beside the millisecond. */
const REQUEST_ID_RANDOM = 8;
