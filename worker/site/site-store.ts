/** The SiteObject's SQL: immutable, versioned documents in parts below the platform's row limit, and single facts. */
import { migrate } from "../storage/migrations.ts";
import { SITE_MIGRATIONS } from "./site-migrations.ts";

export type DocumentName = "settings" | "definitions" | "catalogue" | "draft" | "scheduled";

export interface VersionedText {
  version: number;
  /** Epoch ms when it was stored. */
  at: number;
  body: string;
}

/** UTF-16 code units of one part. A row may have 2 MB; UTF-8 takes at most 3 bytes for a unit. */
const PART_LENGTH = 600_000;
/** Old versions kept, to roll back to. A catalogue is large and comes from a feed: one before the current is enough. */
const VERSIONS_KEPT: Record<DocumentName, number> = {
  settings: 50,
  definitions: 500,
  catalogue: 2,
  draft: 1,
  scheduled: 1,
};

export class SiteStore {
  readonly #sql: SqlStorage;
  #ready = false;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The newest version's number, 0 for none. Reading creates nothing: a guess at a site's name must cost no storage. */
  version(name: DocumentName): number {
    if (!this.#exists()) return 0;
    return this.#sql
      .exec<{ version: number }>("SELECT COALESCE(MAX(version), 0) AS version FROM documents WHERE name = ?", name)
      .one().version;
  }

  /** The newest version, or `undefined`. */
  newest(name: DocumentName): VersionedText | undefined {
    const version = this.version(name);
    return version === 0 ? undefined : this.read(name, version);
  }

  /** One version, or `undefined` where it was never there or is forgotten. */
  read(name: DocumentName, version: number): VersionedText | undefined {
    if (!this.#exists()) return undefined;
    const kept = this.#sql
      .exec<{ at: number }>("SELECT at FROM documents WHERE name = ? AND version = ?", name, version)
      .toArray()[0];
    if (kept === undefined) return undefined;
    const parts = this.#sql
      .exec<{ body: string }>(
        "SELECT body FROM document_parts WHERE name = ? AND version = ? ORDER BY part",
        name,
        version,
      )
      .toArray();
    return { version, at: kept.at, body: parts.map((part) => part.body).join("") };
  }

  /** The kept versions' numbers and times, newest first, those before `before`. */
  versions(name: DocumentName, before: number, limit: number): { version: number; at: number }[] {
    if (!this.#exists()) return [];
    return this.#sql
      .exec<{ version: number; at: number }>(
        "SELECT version, at FROM documents WHERE name = ? AND version < ? ORDER BY version DESC LIMIT ?",
        name,
        before,
        limit,
      )
      .toArray();
  }

  /** The newest version if it is newer than `known`. */
  newerThan(known: number, name: DocumentName): VersionedText | undefined {
    return this.version(name) > known ? this.newest(name) : undefined;
  }

  /** Stores a new version and forgets the oldest. Call inside a transaction. */
  publish(name: DocumentName, body: string, now: number): number {
    this.#create();
    const version = this.version(name) + 1;
    this.#sql.exec("INSERT INTO documents (name, version, at) VALUES (?, ?, ?)", name, version, now);
    for (let part = 0; part * PART_LENGTH < Math.max(1, body.length); part++) {
      const slice = body.slice(part * PART_LENGTH, (part + 1) * PART_LENGTH);
      this.#sql.exec(
        "INSERT INTO document_parts (name, version, part, body) VALUES (?, ?, ?, ?)",
        name,
        version,
        part,
        slice,
      );
    }
    const oldest = version - VERSIONS_KEPT[name];
    this.#sql.exec("DELETE FROM documents WHERE name = ? AND version <= ?", name, oldest);
    this.#sql.exec("DELETE FROM document_parts WHERE name = ? AND version <= ?", name, oldest);
    return version;
  }

  fact(name: string): string | undefined {
    if (!this.#exists()) return undefined;
    return this.#sql.exec<{ body: string }>("SELECT body FROM facts WHERE name = ?", name).toArray()[0]?.body;
  }

  setFact(name: string, body: string): void {
    this.#create();
    this.#sql.exec("INSERT OR REPLACE INTO facts (name, body) VALUES (?, ?)", name, body);
  }

  /** Whether the site is there, its tables with it. Asking creates nothing. */
  get exists(): boolean {
    return this.#exists();
  }

  #exists(): boolean {
    if (this.#ready) return true;
    this.#ready = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'documents'").toArray().length > 0;
    if (this.#ready) migrate(this.#sql, SITE_MIGRATIONS);
    return this.#ready;
  }

  #create(): void {
    migrate(this.#sql, SITE_MIGRATIONS);
    this.#ready = true;
  }
}
