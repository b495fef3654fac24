/**
 * A request's decisions, logged so that they can be made again: the visitor's facts as they were, and the versions of all
 * that is the site's. With the same versions at hand, the same bytes come out ([DE-2], [DE-5]).
 */
import type { PageContext, PlacementRequest } from "../../wire/collect.ts";
import { hash53 } from "./chance.ts";
import type { FactSources, Signal } from "./conditions/facts.ts";
import { decide, type DecideInput, type DecisionBasis } from "./decide.ts";
import type { UnsignedDecision } from "./decision-base.ts";
import type { BanditPosterior } from "./bandit/posterior.ts";
import { claimOf, type OfferUse } from "./offers/offer-setting.ts";
import { NO_STANDINGS, type OfferStandings } from "./offers/offer-standings.ts";
import { offerRecordsOf } from "./offers/eligibility.ts";
import type { ContactLedger } from "./offers/contact-ledger.ts";
import type { Profile } from "./profile/profile.ts";

/** Versions of what was decided by; replaying needs the same. */
export interface DecisionVersions {
  definitions: number;
  model: number;
  catalogue: number;
  /** 0: the one in the bundle. */
  scorecard: number;
}

/**
 * What of the standings had a say: those change every minute, so a version would be gone before anybody asks. Posteriors
 * whole, since the reason given quotes what is pending too.
 */
export interface StandingsPart {
  version: number;
  use: [offer: string, use: OfferUse][];
  emptyClaims: string[];
  posteriors: [placement: string, posterior: BanditPosterior][];
}

/** JSON-safe. */
export interface DecisionRecord {
  versions: DecisionVersions;
  placements: PlacementRequest[];
  page?: PageContext;
  profile: Profile;
  ledger?: ContactLedger;
  subject: string;
  personal: boolean;
  explain: boolean;
  /** Epoch ms. */
  now: number;
  requestId: string;
  /** BCP 47. */
  locale: string;
  /** IANA. */
  timeZone?: string;
  own: Pick<FactSources, "consent" | "surroundings" | "scoreSteps" | "moments" | "locale">;
  signals?: [name: string, signal: Signal][];
  standings?: StandingsPart;
  /** Of the decisions as JSON: what a replay is held against. */
  digest: number;
}

/** What of the decisions' input has to be kept. */
export function recordOf(input: DecideInput, decisions: readonly UnsignedDecision[]): DecisionRecord {
  const { placements, page, profile, ledger, subject, personal, explain, now, requestId, locale, timeZone } = input;
  const { consent, surroundings, scoreSteps, moments, locale: ownLocale, signals } = input.own ?? {};
  return {
    versions: versionsOf(input),
    placements: [...placements],
    ...(page !== undefined && { page }),
    profile,
    ...(ledger !== undefined && { ledger }),
    subject,
    personal,
    explain,
    now,
    requestId,
    locale,
    ...(timeZone !== undefined && { timeZone }),
    own: {
      ...(consent !== undefined && { consent }),
      ...(surroundings !== undefined && { surroundings }),
      ...(scoreSteps !== undefined && { scoreSteps }),
      ...(moments !== undefined && { moments }),
      ...(ownLocale !== undefined && { locale: ownLocale }),
    },
    ...(signals !== undefined && { signals: [...signals] }),
    ...(input.standings !== undefined && { standings: partOf(input.standings, input) }),
    digest: digestOf(decisions),
  };
}

/** What differs from the versions that the record needs; empty where it can be replayed. */
export function versionsMissing(record: DecisionRecord, basis: DecisionBasis): (keyof DecisionVersions)[] {
  const have = versionsOf(basis);
  return (Object.keys(have) as (keyof DecisionVersions)[]).filter((name) => have[name] !== record.versions[name]);
}

export interface Replayed {
  /** Whether the same bytes came out. */
  identical: boolean;
  /** As logged, or with every candidate explained where asked. */
  decisions: UnsignedDecision[];
}

/**
 * Makes the logged decisions again.
 *
 * @param basis of the versions that `versionsMissing` finds nothing missing of
 */
export function replayDecision(record: DecisionRecord, basis: DecisionBasis, explain = false): Replayed {
  const { versions: _, digest, own, signals, standings, placements, page, profile, ledger, ...rest } = record;
  const input: DecideInput = {
    ...basis,
    ...rest,
    standings: standings === undefined ? NO_STANDINGS : wholeOf(standings),
    page,
    placements,
    profile,
    ...(ledger !== undefined && { ledger }),
    own: {
      ...own,
      ...(ledger !== undefined && { offers: offerRecordsOf(ledger) }),
      ...(signals !== undefined && { signals: new Map(signals) }),
    },
  };
  const decisions = decide(input);
  const identical = digestOf(decisions) === digest;
  return { identical, decisions: explain && !record.explain ? decide({ ...input, explain: true }) : decisions };
}

function versionsOf({ definitionsVersion, model, catalogueVersion, scorecard }: DecisionBasis): DecisionVersions {
  return {
    definitions: definitionsVersion,
    model: model.version,
    catalogue: catalogueVersion ?? 0,
    scorecard: scorecard?.version ?? 0,
  };
}

function partOf(standings: OfferStandings, { placements, definitions }: DecideInput): StandingsPart {
  const asked = new Set(placements.map(({ id }) => id));
  const offers = definitions.offers.filter((offer) => asked.has(offer.placement));
  const claims = new Set(offers.map(claimOf));
  const limited = new Set(offers.filter(({ budget }) => budget !== undefined).map(({ id }) => id));
  return {
    version: standings.version,
    use: [...standings.use].filter(([offer]) => limited.has(offer)),
    emptyClaims: [...standings.emptyClaims].filter((claim) => claims.has(claim)),
    posteriors: [...standings.posteriors].filter(([placement]) => asked.has(placement)),
  };
}

function wholeOf({ version, use, emptyClaims, posteriors }: StandingsPart): OfferStandings {
  return { version, use: new Map(use), emptyClaims: new Set(emptyClaims), posteriors: new Map(posteriors) };
}

function digestOf(decisions: readonly UnsignedDecision[]): number {
  return hash53(JSON.stringify(decisions));
}
