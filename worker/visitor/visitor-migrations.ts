/** The VisitorObject's schema, step by step. Steps are only ever added. */
export const VISITOR_MIGRATIONS = [
  // One row for all that changes with a request, so that a request writes one row; and older events in chunks.
  `CREATE TABLE visitor (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     state TEXT NOT NULL,
     profile TEXT NOT NULL,
     seen BLOB NOT NULL,
     recent TEXT NOT NULL,
     decisions TEXT NOT NULL
   ) STRICT;
   CREATE TABLE archive (chunk INTEGER PRIMARY KEY, events TEXT NOT NULL) STRICT;`,
] as const;
