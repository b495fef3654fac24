/** Codes and pieces of stock for a visitor: which are needed, and fetching them from the one place that gives them. */
import type { PlacementRequest } from "../../wire/collect.ts";
import type { Offer } from "../../wire/definitions.ts";
import { decideWithIntents } from "../domain/decide.ts";
import { claimIn, emptyLedger, withClaim, type ContactLedger } from "../domain/offers/contact-ledger.ts";
import { claimOf } from "../domain/offers/offer-setting.ts";
import { offersOf } from "../domain/offers/offers-of.ts";
import type { Env } from "../env.ts";
import type { Profile } from "../domain/profile/profile.ts";
import { log } from "../log.ts";
import type { SiteState } from "../site/site-state.ts";
import type { AskedState } from "./facts-for.ts";
import { decideInput, type Asked } from "./decide-for.ts";

export interface WantedClaim {
  claim: string;
  /** Size of the stock; missing for a pool of codes. */
  stock?: number;
}

/** How long a piece is kept for somebody who may soon be shown it: a session's gap, so that it waits for the next page. */
const KEEP_MS = 30 * 60_000;

/** How long a page waits for a pool that does not answer. What it gives later is the visitor's all the same. */
const PATIENCE_MS = 1_000;

/**
 * What the visitor must be given of, before these placements can show what they should. Nearly always nothing: the
 * offers there need none, or the visitor has it already, or nothing is left.
 *
 * @param profile with the request's events; asked for only where it matters
 */
export function wantedClaims(
  site: SiteState,
  asked: Asked,
  visitor: string,
  state: AskedState | undefined,
  profile: () => Profile,
): WantedClaim[] {
  if (!asked.personal) return [];
  const ledger = state?.ledger ?? emptyLedger();
  const placements = asked.placements.filter(({ id }) =>
    offersOf(site.definitions, id).some((offer) => mayBeWanted(offer, site, ledger)),
  );
  if (placements.length === 0) return [];
  const known = { id: visitor, profile: profile(), state: state ?? {} };
  const input = decideInput(site, { ...asked, placements, explain: false }, known);
  const { decisions } = decideWithIntents(input, true);
  const wanted = new Map<string, WantedClaim>();
  for (const decision of decisions) {
    if (decision.kind !== "offer") continue;
    const offer = offersOf(site.definitions, decision.placement).find(({ id }) => id === decision.offer.id);
    const claim = offer && claimOf(offer);
    if (offer === undefined || claim === undefined || claimIn(ledger, claim) !== undefined) continue;
    wanted.set(claim, { claim, ...(offer.couponPool === undefined && { stock: offer.stock ?? 0 }) });
  }
  return [...wanted.values()];
}

/** Placements that were not asked for and have offers with codes or a stock: where a piece can be kept ahead. */
export function placementsAhead(site: SiteState, asked: readonly PlacementRequest[]): PlacementRequest[] {
  return site.definitions.placements.filter(
    ({ id }) =>
      !asked.some((one) => one.id === id) &&
      offersOf(site.definitions, id).some((offer) => claimOf(offer) !== undefined),
  );
}

/**
 * Fetches what is wanted; returns the ledger with what was given.
 *
 * @param kept whether it is only kept for the visitor, until shown
 */
export async function fetchClaims(
  env: Env,
  site: string,
  visitor: string,
  wanted: readonly WantedClaim[],
  kept: boolean,
): Promise<(ledger: ContactLedger, now: number) => ContactLedger> {
  const given = await Promise.all(
    wanted.map(async ({ claim, stock }) => {
      try {
        const request = { visitor, ...(stock !== undefined && { stock }), ...(kept && { keepMs: KEEP_MS }) };
        const asked = env.POOL.getByName(`${site}:${claim}`).claim(request);
        return { claim, piece: await inTime(asked) };
      } catch (error) {
        // The page must not wait for a pool that is out of reach: the offer is left out this once.
        log("claims.pool_not_reached", { site, claim, error: String(error) });
        return { claim, piece: undefined };
      }
    }),
  );
  return (ledger, now) => {
    let next = ledger;
    for (const { claim, piece } of given) {
      if (piece === undefined || claimIn(next, claim) !== undefined) continue;
      const code = piece.code === undefined ? {} : { code: piece.code };
      next = withClaim(next, claim, { ...code, at: now, ...(kept && { kept: true as const }) });
    }
    return next;
  };
}

/** The ledger with what was kept and is now shown as the visitor's own; the same ledger where nothing was. */
export function withShown(ledger: ContactLedger, shown: readonly Offer[]): ContactLedger {
  let next = ledger;
  for (const offer of shown) {
    const claim = claimOf(offer);
    const held = claim === undefined ? undefined : claimIn(next, claim);
    if (claim === undefined || held?.kept === undefined) continue;
    const { kept: _shown, ...own } = held;
    next = withClaim(next, claim, own);
  }
  return next;
}

function mayBeWanted(offer: Offer, { standings }: SiteState, ledger: ContactLedger): boolean {
  const claim = claimOf(offer);
  return claim !== undefined && claimIn(ledger, claim) === undefined && standings?.emptyClaims.has(claim) !== true;
}

/** An erased visitor's codes stay given, and nothing says to whom. */
export async function forgetClaims(
  env: Env,
  site: string,
  visitors: readonly string[],
  ledger: ContactLedger | undefined,
): Promise<void> {
  for (const claim of Object.keys(ledger?.claims ?? {})) {
    const pool = env.POOL.getByName(`${site}:${claim}`);
    for (const visitor of visitors) await pool.forget(visitor);
  }
}

async function inTime<T>(asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
