/**
 * A pool's tables. Additive: a step that was deployed is never edited, only followed.
 *
 * | table | one row per | written | gone |
 * |---|---|---|---|
 * | `codes` | coupon code | at upload; once more when it is given | never: a code once given must stay known |
 * | `holders` | visitor who was given a code, or a piece of a stock | when it is given, and when it is known to have been shown | when it comes back unshown; erased visitors' rows stay under a random name |
 */
export const POOL_MIGRATIONS: readonly string[] = [
  `CREATE TABLE codes (n INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, given INTEGER NOT NULL DEFAULT 0) STRICT;
   CREATE INDEX free_codes ON codes (n) WHERE given = 0;
   CREATE TABLE holders (
     holder TEXT PRIMARY KEY,
     n INTEGER NOT NULL,      -- codes.n; for a stock, 0
     at INTEGER NOT NULL,     -- epoch milliseconds
     until INTEGER            -- epoch milliseconds until which it is only kept for them; NULL once it is theirs
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX kept_holders ON holders (until) WHERE until IS NOT NULL;`,
];
