/**
 * The scorecard's tables.
 *
 * | table | one row per | written | gone |
 * |---|---|---|---|
 * | `score_examples` | visit that has ended, without any id | once | 400 days after it, or as the oldest above the cap |
 * | `scorecards` | published card | when a better one was learnt | when two newer ones are there |
 * | `score_learner` | object | at each try | never |
 */
export const SCORE_MIGRATION = `CREATE TABLE score_examples (
     key TEXT PRIMARY KEY,
     at INTEGER NOT NULL,       -- epoch milliseconds
     owners INTEGER NOT NULL,   -- 0 to 9: of whose visits this is one
     features INTEGER NOT NULL, -- version of the list of features
     facts TEXT NOT NULL,       -- JSON array of numbers
     bought INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE scorecards (
     version INTEGER PRIMARY KEY,
     card TEXT NOT NULL,        -- as domain/score/scorecard.ts writes it
     judged TEXT NOT NULL,      -- JSON: what it was judged by
     announced INTEGER NOT NULL -- 1 once the site's object has it
   );
   CREATE TABLE score_learner (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     fresh INTEGER NOT NULL,    -- examples that no try has learnt from
     tried TEXT NOT NULL        -- JSON: the last try and what came of it, or null
   );
   INSERT INTO score_learner (id, fresh, tried) VALUES (1, 0, 'null');`;
