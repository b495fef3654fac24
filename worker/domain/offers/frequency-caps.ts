/** How often is enough? Counted are exposures: what was seen, not what was decided. */
import type { FrequencyCaps } from "../../../wire/definitions.ts";
import type { ContactLedger, OfferContact } from "./contact-ledger.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Exposures that a cap counts: of one offer, of a placement's, or of all. */
export interface ExposureCount {
  ever: number;
  /** Epoch ms, in no order; those of the last day at least. */
  times: readonly number[];
}

export function exposuresOf(contacts: readonly OfferContact[]): ExposureCount {
  if (contacts.length === 1) return { ever: contacts[0]!.seen, times: contacts[0]!.times };
  return {
    ever: contacts.reduce((sum, { seen }) => sum + seen, 0),
    times: contacts.flatMap(({ times }) => times),
  };
}

export function contactsIn(ledger: ContactLedger, placement?: string): OfferContact[] {
  const all = Object.values(ledger.offers);
  return placement === undefined ? all : all.filter((one) => one.placement === placement);
}

/**
 * Which cap is reached, as a fact in plain English; `undefined` for none.
 *
 * @param sessionStart epoch ms
 * @param subject what is counted, such as "this offer"
 */
export function capReached(
  caps: FrequencyCaps | undefined,
  count: ExposureCount,
  sessionStart: number,
  now: number,
  subject: string,
): string | undefined {
  if (caps === undefined || count.ever === 0) return undefined;
  const { perSession, perDay, lifetime, minGapMinutes } = caps;
  const since = (from: number): number => count.times.reduce((seen, at) => seen + Number(at >= from), 0);
  if (lifetime !== undefined && count.ever >= lifetime)
    return `${subject} seen ${count.ever} times, at most ${lifetime}`;
  if (perSession !== undefined && since(sessionStart) >= perSession) {
    return `${subject} seen ${since(sessionStart)} times in this session, at most ${perSession}`;
  }
  if (perDay !== undefined && since(now - DAY_MS + 1) >= perDay) {
    return `${subject} seen ${since(now - DAY_MS + 1)} times in 24 hours, at most ${perDay}`;
  }
  if (minGapMinutes !== undefined) {
    const gap = Math.floor((now - Math.max(...count.times)) / MINUTE_MS);
    if (gap < minGapMinutes)
      return `${subject} seen ${Math.max(0, gap)} minutes ago, at least ${minGapMinutes} between`;
  }
  return undefined;
}
