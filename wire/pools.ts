/** Pools of coupon codes, each code for one visitor: `/v1/sites/:site/pools/:pool`. */

/** How a pool stands. A pool that nobody has filled has none of anything. */
export interface PoolStanding {
  /** Codes ever added. */
  size: number;
  /** Shown to somebody, and theirs for good. */
  given: number;
  /** Held for visitors who may soon be shown one. */
  kept: number;
  /** Free to be given. */
  left: number;
}

/** Answer to codes that were sent. */
export interface PoolFilled extends PoolStanding {
  /** Codes that were not there before. */
  added: number;
}
