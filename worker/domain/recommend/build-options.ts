/** How the model is built: each number with its reason. */
import type { SessionItemKind } from "./session-fragment.ts";

export interface BuildOptions {
  /** Milliseconds in which a session's weight halves. */
  halfLifeMs: number;
  /** Number of common sessions at which a similarity counts half. */
  shrinkage: number;
  /** Neighbours kept of each item. */
  neighbours: number;
  /** Items kept, the most popular ones. */
  maxItems: number;
  /** Weight of an item in a session, by the strongest thing done with it there. */
  strength: Readonly<Record<SessionItemKind, number>>;
}

export const DEFAULT_BUILD_OPTIONS: BuildOptions = {
  // A season's taste outlasts a month, a promotion's does not.
  halfLifeMs: 30 * 86_400_000,
  // Two sessions together may be chance; half a dozen seldom are. On held-out sessions of Diginetica and YooChoose any
  // value from 1 to 10 beat 0 by one to two points of HR@20, and hardly differed.
  shrinkage: 3,
  // A row shows at most 24, and some will be sold out, bought or on the page.
  neighbours: 32,
  // 20,000 × 32 neighbours × 12 bytes = 7.7 MB, well inside an isolate's 128 MB beside other sites' models.
  maxItems: 20_000,
  // What was put in the cart was meant; what was bought, meant most.
  strength: { view: 1, cart: 2, purchase: 3 },
};
