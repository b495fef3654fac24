/** The newest model and the one before it, as rows: the way back when the newest turns out bad. */
import type { ModelJudgement, PublishedModel } from "../../wire/console.ts";
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
  judged: string | null;
  repeats: number | null;
};

/** What is known of a model beside its bytes. */
export interface Provenance {
  judged?: ModelJudgement;
  /** The version whose content it is. */
  repeats?: number;
}

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

  /** The newest model; the bundle's where none was published. */
  newest(): PublishedModel {
    const row = this.#rows()[0];
    return row ? fromRow(row) : BUNDLED;
  }

  /** The model before the newest, if it is there. */
  before(): PublishedModel | undefined {
    const row = this.#rows()[1];
    return row && fromRow(row);
  }

  /** Keeps a model as the newest, not announced yet, and drops all but the one before it. */
  add(model: RecommendModel, { judged, repeats }: Provenance = {}): void {
    const bytes = encodeModel(model);
    this.#sql.exec(
      `INSERT INTO models (version, built_at, sessions, items, bytes, announced, judged, repeats)
       VALUES (?, ?, ?, ?, ?, 0, ?, ?)`,
      model.version,
      model.builtAt,
      model.sessions,
      model.next.itemIds.length,
      bytes.length,
      judged === undefined ? null : JSON.stringify(judged),
      repeats ?? null,
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
      const sound = this.#readSound(version, refused);
      if (sound) return sound;
    }
    return { version: EMPTY_MODEL.version, bytes: encodeModel(EMPTY_MODEL), model: EMPTY_MODEL };
  }

  /** Keeps how a model did when it was asked. */
  judge(version: number, judged: ModelJudgement): void {
    this.#sql.exec("UPDATE models SET judged = ? WHERE version = ?", JSON.stringify(judged), version);
  }

  /** The model before the newest, if it is there and can be read. What cannot be read is passed to `refused`. */
  previousSound(refused: (version: number, error: ModelFormatError) => void): StoredModel | undefined {
    const row = this.#rows()[1];
    return row && this.#readSound(row.version, refused);
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

  #readSound(version: number, refused: (version: number, error: ModelFormatError) => void): StoredModel | undefined {
    try {
      return this.#read(version);
    } catch (error) {
      if (!(error instanceof ModelFormatError)) throw error;
      refused(version, error);
      return undefined;
    }
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

const BUNDLED: PublishedModel = {
  version: EMPTY_MODEL.version,
  builtAt: EMPTY_MODEL.builtAt,
  sessions: 0,
  items: 0,
  bytes: encodeModel(EMPTY_MODEL).length,
};

function fromRow({ version, built_at: builtAt, sessions, items, bytes, judged, repeats }: ModelRow): PublishedModel {
  return {
    version,
    builtAt,
    sessions,
    items,
    bytes,
    ...(repeats !== null && { repeats }),
    ...(judged !== null && { judged: JSON.parse(judged) as ModelJudgement }),
  };
}
