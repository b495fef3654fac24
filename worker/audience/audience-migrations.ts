/** The AudienceObject's schema, step by step. Steps are only ever added. */
export const AUDIENCE_MIGRATIONS = [
  // Visitor ids are random, so ordering by them is drawing lots: a sample is a stretch from a random place on.
  `CREATE TABLE visitors (visitor TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE members (
     segment TEXT NOT NULL,
     visitor TEXT NOT NULL,
     since INTEGER NOT NULL,
     PRIMARY KEY (segment, visitor)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE flow (
     segment TEXT NOT NULL,
     hour INTEGER NOT NULL,
     entered INTEGER NOT NULL,
     departed INTEGER NOT NULL,
     PRIMARY KEY (segment, hour)
   ) STRICT, WITHOUT ROWID;`,
] as const;
