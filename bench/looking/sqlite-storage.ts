/** SQLite in this process, in the shape in which an object has it: so that the Worker's own SQL can be run without a Worker. */
import { DatabaseSync } from "node:sqlite";

type Value = string | number | bigint | null;

/** The part of the platform's `SqlStorage` that stores use. */
export interface SqliteStorage {
  exec(query: string, ...bindings: Value[]): { toArray(): unknown[]; one(): unknown };
}

export interface SqliteMemory {
  sql: SqliteStorage;
  /** Runs `work` whole, or, where it throws, not at all. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** A database in memory, gone with the process. */
export function sqliteMemory(): SqliteMemory {
  const database = new DatabaseSync(":memory:");
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  return {
    sql: {
      exec(query, ...bindings) {
        // Several statements in one text, as migrations have them: without bindings and without rows.
        if (bindings.length === 0 && /;\s*\S/.test(query)) {
          database.exec(query);
          return cursorOf([]);
        }
        let statement = statements.get(query);
        if (statement === undefined) statements.set(query, (statement = database.prepare(query)));
        return cursorOf(statement.all(...bindings));
      },
    },
    transaction(work) {
      database.exec("BEGIN");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => database.close(),
  };
}

function cursorOf(rows: unknown[]) {
  return {
    toArray: () => rows,
    one() {
      if (rows.length !== 1) throw new Error(`${rows.length} rows where one was expected`);
      return rows[0];
    },
  };
}
