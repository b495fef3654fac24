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
] as const;
