import { SCORE_MIGRATION } from "./score-migration.ts";

/**
 * The learner's tables. Additive: a step that was deployed is never edited, only followed.
 *
 * | table | one row per | written | gone |
 * |---|---|---|---|
 * | `sessions` | session | once per fragment, one row: without a rowid and without a second index | 400 days after its last item, or as the oldest above the cap |
 * | `models` | published model | once per rebuild | when two newer ones are there |
 * | `model_chunks` | 1.9 MB of a model | once per rebuild | with its model |
 * | `learner` | object | when the first fragment after a rebuild makes it dirty, and at the rebuild | never |
 *
 * A purchase's tuple in `sessions.items` may have a fourth part: days since the same visitor bought the same.
 */
export const LEARNER_MIGRATIONS: readonly string[] = [
  `CREATE TABLE sessions (
     key TEXT PRIMARY KEY,
     part INTEGER NOT NULL,
     missing TEXT NOT NULL,   -- JSON array of part numbers
     last_at INTEGER NOT NULL, -- epoch milliseconds
     items TEXT NOT NULL      -- JSON array of [item id, epoch milliseconds, "view" | "cart" | "purchase"]
   ) WITHOUT ROWID;
   CREATE TABLE models (
     version INTEGER PRIMARY KEY,
     built_at INTEGER NOT NULL,
     sessions INTEGER NOT NULL,
     items INTEGER NOT NULL,
     bytes INTEGER NOT NULL,
     announced INTEGER NOT NULL -- 1 once the site's object knows of it
   );
   CREATE TABLE model_chunks (
     version INTEGER NOT NULL,
     place INTEGER NOT NULL,
     chunk BLOB NOT NULL,
     PRIMARY KEY (version, place)
   );
   CREATE TABLE learner (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     dirty INTEGER NOT NULL -- 1 while sessions hold something no model has learnt
   );
   INSERT INTO learner (id, dirty) VALUES (1, 0);`,
  SCORE_MIGRATION,
  // The last build's `ModelEvaluation` as JSON; NULL where there was too little to tell.
  // When, and from how many sessions, the order of the current model was learnt.
  `ALTER TABLE learner ADD COLUMN evaluation TEXT;
   ALTER TABLE learner ADD COLUMN trained_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE learner ADD COLUMN trained_sessions INTEGER NOT NULL DEFAULT 0;`,
  // How a model did when it was last asked, as JSON of `ModelJudgement`; the version it repeats, where it is one taken
  // back. Epoch milliseconds until which no model takes over by itself.
  `ALTER TABLE models ADD COLUMN judged TEXT;
   ALTER TABLE models ADD COLUMN repeats INTEGER;
   ALTER TABLE learner ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;`,
];
