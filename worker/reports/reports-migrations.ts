/**
 * The tables of one of a site's reports objects. Additive: a step that was deployed is never edited, only followed.
 *
 * | table | one row per | written | gone |
 * |---|---|---|---|
 * | `told` | visitor's outbox, under its random key | with each part, one row; so a repeat is known, and what is not counted yet is safe | 60 days after its last part |
 * | `counted` | object | by the alarm: up to where `told` is in the tables below | never |
 * | `rollups` | offer and day of enrolment | by the alarm | 400 days after the day |
 * | `days` | day by the shop's calendar | by the alarm | 400 days after |
 * | `draws` | logged draw | by the alarm, once, and when its visitor converts | as the oldest above 5,000 |
 * | `outcomes` | alarm that brought something to learn from | by the alarm | when the first object has counted it |
 * | `uses` | shard and offer (first object only) | by a shard's alarm | never: one an offer |
 * | `heard` | shard (first object only) | by a shard's alarm | never |
 * | `posteriors` | placement (first object only) | by a shard's alarm | never: one a placement |
 */
export const REPORTS_MIGRATIONS: readonly string[] = [
  `CREATE TABLE told (
     key TEXT PRIMARY KEY,
     part INTEGER NOT NULL,
     n INTEGER NOT NULL,     -- epoch milliseconds, or one more than the last: grows with each part taken in
     entries TEXT NOT NULL   -- ReportEntry[] as JSON, all that may not be counted yet
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE counted (id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER NOT NULL) STRICT;
   INSERT INTO counted (id, n) VALUES (1, 0);
   CREATE TABLE rollups (
     offer TEXT NOT NULL,
     day INTEGER NOT NULL,   -- days since 1970, UTC
     body TEXT NOT NULL,     -- RollUp as JSON
     PRIMARY KEY (offer, day)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE draws (
     id TEXT PRIMARY KEY,
     placement TEXT NOT NULL,
     at INTEGER NOT NULL,    -- epoch milliseconds
     body TEXT NOT NULL      -- LoggedDraw as JSON
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE outcomes (n INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
   CREATE TABLE uses (
     shard INTEGER NOT NULL,
     offer TEXT NOT NULL,
     exposures INTEGER NOT NULL,
     redemptions INTEGER NOT NULL,
     PRIMARY KEY (shard, offer)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE heard (shard INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;
   CREATE TABLE posteriors (placement TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE told ADD COLUMN totals TEXT;  -- TotalsByDay as JSON, all that may not be counted yet; NULL for none
   CREATE TABLE days (
     day INTEGER PRIMARY KEY,  -- days since 1970, by the shop's calendar
     body TEXT NOT NULL        -- DayTotals as JSON
   ) STRICT;`,
];
