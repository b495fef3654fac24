/** Numbered, additive schema steps for one object's SQLite database. */

/**
 * Brings the database to the newest schema. Call it first thing in the object's constructor, and again after
 * `deleteAll()` in an object that lives on: that drops the tables under it.
 *
 * A step's number is its place in `steps`, from 1; a step that was ever deployed is never edited or moved, only
 * followed by another. Steps are additive, so that an older bundle, rolled back to, still runs on a newer schema:
 * a stored version above `steps.length` is therefore left alone.
 *
 * Costs a database that is up to date two rows read, none written and no DDL.
 *
 * @param steps SQL each, one or more statements without bindings. No `BEGIN` and no `PRAGMA user_version`: the
 *   platform refuses both, which is why the version lies in a table.
 * @throws whatever SQLite says of a bad step. Steps before it stay; so do the bad step's own first statements, unless
 *   the call stands inside `ctx.storage.transactionSync`.
 */
export function migrate(sql: SqlStorage, steps: readonly string[]): void {
  const stored = storedVersion(sql);
  if (stored >= steps.length) return;
  sql.exec(
    "CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL)",
  );
  for (const [offset, step] of steps.slice(stored).entries()) {
    sql.exec(step);
    sql.exec("INSERT OR REPLACE INTO schema_version (id, version) VALUES (1, ?)", stored + offset + 1);
  }
}

/** 0 for a database that has no schema yet. */
function storedVersion(sql: SqlStorage): number {
  const table = sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'").toArray();
  if (table.length === 0) return 0;
  return sql.exec<{ version: number }>("SELECT version FROM schema_version WHERE id = 1").toArray()[0]?.version ?? 0;
}
