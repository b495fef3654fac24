/** Since when visitors are divided as they are meant to be now: days before that are not judged by today's shares. */
import type { Definitions } from "../../../wire/definitions.ts";

export interface SharesSince {
  /** Epoch ms at which the hold-out last changed; missing: it never has. */
  holdout?: number;
  /** By offer, epoch ms at which its own control group last changed. */
  controls: Record<string, number>;
}

/** Nothing ever changed. */
export const SINCE_EVER: SharesSince = { controls: {} };

/** What is known after `after` is published over `before`. The first publication changes nothing: nobody was divided. */
export function sharesSince(
  known: SharesSince,
  before: Definitions | undefined,
  after: Definitions,
  now: number,
): SharesSince {
  if (before === undefined) return known;
  const holdout = before.holdout === after.holdout ? known.holdout : now;
  const controls: Record<string, number> = {};
  for (const { id, control = 0 } of after.offers) {
    const old = before.offers.find((offer) => offer.id === id);
    const since = old !== undefined && (old.control ?? 0) !== control ? now : known.controls[id];
    if (since !== undefined) controls[id] = since;
  }
  return { ...(holdout !== undefined && { holdout }), controls };
}

/** The latest change that touches the groups of `offer`, epoch ms; `undefined` where there was none. */
export function lastChange(since: SharesSince, offer: string): number | undefined {
  const latest = Math.max(since.holdout ?? -Infinity, since.controls[offer] ?? -Infinity);
  return latest === -Infinity ? undefined : latest;
}
