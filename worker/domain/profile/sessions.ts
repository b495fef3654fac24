/**
 * Sessions by the 30-minute rule and by change of campaign (Universal Analytics' definition, which GA4 relaxed:
 * support.google.com/analytics/answer/2731565).
 *
 * A session is an interval. An event within 30 minutes of one belongs to it; one that closes the gap between two
 * joins them. So the outcome does not depend on the order of arrival, except that a campaign learnt of late splits
 * nothing that was already counted ([PR-6]).
 */
export interface Session {
  /** Epoch ms of the first event. */
  readonly start: number;
  /** Epoch ms of the last event. */
  readonly end: number;
  readonly events: number;
  /** The campaign it began with, as `source/medium/campaign`. */
  readonly campaign?: string;
}

export interface Sessions {
  /** Sessions too old to be kept one by one. */
  retired: number;
  /** End of the newest retired session, epoch ms: an event before it belongs to the past. */
  retiredUntil: number;
  /** Oldest first. */
  latest: Session[];
}

/** A pause this long ends a session. */
export const SESSION_GAP_MS = 30 * 60_000;
/** Kept one by one: enough for a year of weekly visits, and about 2 kB. */
export const SESSIONS_KEPT = 50;

export function noSessions(): Sessions {
  return { retired: 0, retiredUntil: 0, latest: [] };
}

export function copySessions(from: Sessions): Sessions {
  // Sessions themselves are never changed, only replaced.
  return { ...from, latest: [...from.latest] };
}

/** Counts one event at `at`. `campaign` is what the page's URL says, if it says anything. Changes `into`. */
export function addToSessions(into: Sessions, at: number, campaign: string | undefined): void {
  insert(into, { start: at, end: at, events: 1, ...(campaign ? { campaign } : {}) }, campaign !== undefined);
}

/** Adds all sessions of `from`, joining those that touch. Changes `into`. */
export function mergeSessions(into: Sessions, from: Sessions): void {
  into.retired += from.retired;
  into.retiredUntil = Math.max(into.retiredUntil, from.retiredUntil);
  for (const session of from.latest) insert(into, session, session.campaign !== undefined);
}

export function sessionCount(sessions: Sessions): number {
  return sessions.retired + sessions.latest.length;
}

function insert(into: Sessions, one: Session, landing: boolean): void {
  if (into.retired > 0 && one.start <= into.retiredUntil + SESSION_GAP_MS) return;
  const list = into.latest;
  // From the newest: nearly every event belongs to the last session.
  let i = list.length - 1;
  while (i >= 0 && list[i]!.start > one.end + SESSION_GAP_MS) i--;
  const near = list[i];
  const touches = near !== undefined && one.start <= near.end + SESSION_GAP_MS;
  const changesCampaign = landing && touches && near.campaign !== one.campaign && one.start >= near.start;
  if (!touches || changesCampaign) {
    // A late first half takes its place before the sessions that began after it.
    while (i >= 0 && list[i]!.start > one.start) i--;
    list.splice(i + 1, 0, one);
  } else {
    list[i] = joined(near, one);
    // The gap before may have closed as well; a session that began with a campaign stays apart from the one before.
    while (i > 0 && list[i]!.start <= list[i - 1]!.end + SESSION_GAP_MS && list[i]!.campaign === undefined) {
      list.splice(i - 1, 2, joined(list[i - 1]!, list[i]!));
      i--;
    }
  }
  while (list.length > SESSIONS_KEPT) {
    const oldest = list.shift()!;
    into.retired++;
    into.retiredUntil = Math.max(into.retiredUntil, oldest.end);
  }
}

/** Both as one. The campaign is that of the earlier. */
function joined(a: Session, b: Session): Session {
  const [first, second] = b.start < a.start ? [b, a] : [a, b];
  const campaign = first.campaign ?? second.campaign;
  return {
    start: first.start,
    end: Math.max(a.end, b.end),
    events: a.events + b.events,
    ...(campaign !== undefined && { campaign }),
  };
}
