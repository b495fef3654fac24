/** Facts that the order of the last steps gives away: pace, coming back, trouble. */
import type { TrailStep } from "../profile/trail.ts";
import { ENGAGEMENT_HALF_LIFE_MS } from "../profile/profile.ts";

export interface TrailFacts {
  /** Looks at products, counting half every ten minutes. */
  pace: number;
  /** Products put in the cart, likewise. */
  cartPace: number;
  /** Looks at products that were looked at before, counting half every day. */
  again: number;
  /** Errors, refusals, angry clicks and searches without result, counting half every hour. */
  trouble: number;
  /** Different products looked at since the visit began, and looks at the one looked at most. */
  products: number;
  focus: number;
}

const MINUTE_MS = 60_000;
/** What was done ten minutes ago counts half: "right now". */
export const PACE_HALF_LIFE_MS = 10 * MINUTE_MS;
/** Trouble is forgiven within hours. */
export const TROUBLE_HALF_LIFE_MS = 60 * MINUTE_MS;

/**
 * @param trail newest first
 * @param visitStart epoch ms at which the current visit began
 */
export function readTrail(trail: readonly TrailStep[], visitStart: number, now: number): TrailFacts {
  const facts: TrailFacts = { pace: 0, cartPace: 0, again: 0, trouble: 0, products: 0, focus: 0 };
  const seen = new Set<string>();
  // Oldest first: a look counts as coming back when the product was looked at before it.
  const inVisit = new Map<string, number>();
  for (let i = trail.length - 1; i >= 0; i--) {
    const { at, kind, items, amount } = trail[i]!;
    const age = now - at;
    switch (kind) {
      case "look": {
        facts.pace += 2 ** (-age / PACE_HALF_LIFE_MS);
        const id = items?.[0]?.[0];
        if (id === undefined) break;
        if (seen.has(id)) facts.again += 2 ** (-age / ENGAGEMENT_HALF_LIFE_MS);
        else seen.add(id);
        if (at >= visitStart) {
          const times = (inVisit.get(id) ?? 0) + 1;
          inVisit.set(id, times);
          facts.focus = Math.max(facts.focus, times);
        }
        break;
      }
      case "add":
        facts.cartPace += 2 ** (-age / PACE_HALF_LIFE_MS);
        break;
      case "error":
      case "refused":
      case "rage":
        facts.trouble += 2 ** (-age / TROUBLE_HALF_LIFE_MS);
        break;
      case "search":
        if (amount === 0) facts.trouble += 2 ** (-age / TROUBLE_HALF_LIFE_MS);
        break;
      default:
    }
  }
  facts.products = inVisit.size;
  return facts;
}
