/** The VisitorObject's schema, step by step. Steps are only ever added. */
export const VISITOR_MIGRATIONS = [
  // One row for all that changes with a request, so that a request writes one row; older events in chunks, with the
  // hashes of their ids; and what only the console asks for in a row of its own, written by the alarm.
  `CREATE TABLE visitor (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     state TEXT NOT NULL,
     profile TEXT NOT NULL,
     recent TEXT NOT NULL
   ) STRICT;
   CREATE TABLE archive (chunk INTEGER PRIMARY KEY, events TEXT NOT NULL, seen BLOB NOT NULL) STRICT;
   CREATE TABLE decisions (id INTEGER PRIMARY KEY CHECK (id = 1), log TEXT NOT NULL) STRICT;`,
  // What the latest decisions can be made again from.
  `ALTER TABLE decisions ADD COLUMN record TEXT;`,
] as const;
