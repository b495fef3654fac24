/** The newest model and the one before it, as rows: the way back when the newest turns out bad. */
import type { ModelStatus } from "../../wire/console.ts";
import { decodeModel, encodeModel } from "../domain/recommend/index-format.ts";
import { ModelFormatError } from "../domain/recommend/model-format-error.ts";
import { EMPTY_MODEL } from "../domain/recommend/recommend-model.ts";
import type { RecommendModel } from "../domain/recommend/recommend-model.ts";

/** Bytes of a model in one row: the platform's rows end at 2 MB, the rest is for the other columns. */
const CHUNK_BYTES = 1_900_000;

/** The newest and the one before. */
const MODELS_KEPT = 2;

type ModelRow = {
  version: number;
  built_at: number;
  sessions: number;
  items: number;
  bytes: number;
  announced: number;
};

/** A model that was read back and found sound. */
export interface StoredModel {
  version: number;
  bytes: Uint8Array<ArrayBuffer>;
  model: RecommendModel;
}

export class ModelStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** State of the newest model; the bundle's where none was published. */
  status(): ModelStatus {
    const row = this.#rows()[0];
    if (!row) return { version: 0, builtAt: 0, sessions: 0, items: 0, bytes: encodeModel(EMPTY_MODEL).length };
    return { version: row.version, builtAt: row.built_at, sessions: row.sessions, items: row.items, bytes: row.bytes };
  }

  /** Keeps a model as the newest, not announced yet, and drops all but the one before it. */
  add(model: RecommendModel): void {
    const bytes = encodeModel(model);
    this.#sql.exec(
      "INSERT INTO models (version, built_at, sessions, items, bytes, announced) VALUES (?, ?, ?, ?, ?, 0)",
      model.version,
      model.builtAt,
      model.sessions,
      model.next.itemIds.length,
      bytes.length,
    );
    for (let from = 0, place = 0; from < bytes.length; from += CHUNK_BYTES, place++) {
      const chunk = bytes.slice(from, from + CHUNK_BYTES);
      this.#sql.exec(
        "INSERT INTO model_chunks (version, place, chunk) VALUES (?, ?, ?)",
        model.version,
        place,
        chunk.buffer,
      );
    }
    for (const { version } of this.#rows().slice(MODELS_KEPT)) {
      this.#sql.exec("DELETE FROM models WHERE version = ?", version);
      this.#sql.exec("DELETE FROM model_chunks WHERE version = ?", version);
    }
  }

  /** The newest model that can be read; the bundle's where there is none. What cannot be read is passed to `refused`. */
  newestSound(refused: (version: number, error: ModelFormatError) => void): StoredModel {
    for (const { version } of this.#rows()) {
      try {
        return this.#read(version);
      } catch (error) {
        if (!(error instanceof ModelFormatError)) throw error;
        refused(version, error);
      }
    }
    return { version: EMPTY_MODEL.version, bytes: encodeModel(EMPTY_MODEL), model: EMPTY_MODEL };
  }

  /** The model before the newest, if it is there. @throws ModelFormatError where it cannot be read */
  previous(): RecommendModel | undefined {
    const row = this.#rows()[1];
    return row && this.#read(row.version).model;
  }

  /** Whether the site's object has yet to hear of the newest model. */
  get unannounced(): boolean {
    return this.#rows()[0]?.announced === 0;
  }

  markAnnounced(version: number): void {
    this.#sql.exec("UPDATE models SET announced = 1 WHERE version = ?", version);
  }

  /** Newest first. */
  #rows(): ModelRow[] {
    return this.#sql.exec<ModelRow>("SELECT * FROM models ORDER BY version DESC").toArray();
  }

  #read(version: number): StoredModel {
    const chunks = this.#sql
      .exec<{ chunk: ArrayBuffer }>("SELECT chunk FROM model_chunks WHERE version = ? ORDER BY place", version)
      .toArray();
    const bytes = new Uint8Array(chunks.reduce((sum, { chunk }) => sum + chunk.byteLength, 0));
    let at = 0;
    for (const { chunk } of chunks) {
      bytes.set(new Uint8Array(chunk), at);
      at += chunk.byteLength;
    }
    return { version, bytes, model: decodeModel(bytes) };
  }
}
