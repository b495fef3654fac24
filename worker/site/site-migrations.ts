/** The SiteObject's schema, step by step. Steps are only ever added. */
export const SITE_MIGRATIONS = [
  `CREATE TABLE documents (
     name TEXT NOT NULL,
     version INTEGER NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (name, version)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE document_parts (
     name TEXT NOT NULL,
     version INTEGER NOT NULL,
     part INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (name, version, part)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE facts (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE publications (
     version INTEGER PRIMARY KEY,  -- of the definitions
     by TEXT NOT NULL,
     note TEXT,
     restored INTEGER,             -- the version it repeats
     changes INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE audit (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     at INTEGER NOT NULL,          -- epoch milliseconds
     by TEXT NOT NULL,
     action TEXT NOT NULL,
     target TEXT NOT NULL,
     detail TEXT
   ) STRICT;
   CREATE TABLE tokens (
     id TEXT PRIMARY KEY,
     hash TEXT NOT NULL,           -- SHA-256 of the secret, hexadecimal
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     created_by TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE members (email TEXT PRIMARY KEY, role TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE feed_runs (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at INTEGER NOT NULL,          -- epoch milliseconds
     by TEXT NOT NULL,
     version INTEGER,              -- of the catalogue it became; NULL where no row could be used
     counts TEXT NOT NULL,         -- FeedCounts as JSON
     rejected TEXT NOT NULL        -- the first rejected rows as JSON
   ) STRICT;`,
] as const;
