/** Where definitions are worked on: the draft, what is published, when the next is due, and the way back. */
import type { DefinitionsVersion } from "../../wire/draft.ts";
import type { Definitions } from "../../wire/definitions.ts";
import { compareDefinitions } from "../domain/definitions/compare-definitions.ts";
import { SINCE_EVER, sharesSince, type SharesSince } from "../domain/experiments/shares-since.ts";
import type { AuditLog } from "./audit-log.ts";
import { NO_DEFINITIONS } from "./site-state.ts";
import type { SiteStore } from "./site-store.ts";

/** The draft as it is kept. */
export interface KeptDraft {
  revision: number;
  /** Version of the published definitions it began from. */
  base: number;
  definitions: Definitions;
  savedAt: number;
  savedBy: string;
}

/** A publication arranged for later: what was in the draft then, whatever becomes of the draft. */
export interface Scheduled {
  /** Epoch ms. */
  at: number;
  by: string;
  note?: string;
  base: number;
  definitions: Definitions;
}

export interface Publishing {
  by: string;
  note?: string;
  /** The version whose content this repeats. */
  restored?: number;
}

/** Somebody else was first: what is there now. */
export interface Conflict {
  conflict: "draft" | "published";
  /** Revision of the draft, or version published. */
  current: number;
}

type PublicationRow = { version: number; by: string; note: string | null; restored: number | null; changes: number };

/** No method awaits: each is one transaction of its object. */
export class DefinitionsDesk {
  readonly #sql: SqlStorage;
  readonly #store: SiteStore;
  readonly #audit: AuditLog;

  constructor(sql: SqlStorage, store: SiteStore, audit: AuditLog) {
    this.#sql = sql;
    this.#store = store;
    this.#audit = audit;
  }

  /** What is being worked on; `undefined` where that is what is published. */
  draft(): KeptDraft | undefined {
    const kept = this.#store.newest("draft");
    const body = kept && (JSON.parse(kept.body) as Omit<KeptDraft, "revision" | "savedAt"> | null);
    return kept && body ? { ...body, revision: kept.version, savedAt: kept.at } : undefined;
  }

  /** Revision of the draft last saved, also where it has been discarded since: the next save must name it. */
  revision(): number {
    return this.#store.version("draft");
  }

  save(revision: number, definitions: Definitions, by: string, now: number): { revision: number } | Conflict {
    const current = this.revision();
    if (revision !== current) return { conflict: "draft", current };
    const base = this.draft()?.base ?? this.#store.version("definitions");
    const body = JSON.stringify({ base, definitions, savedBy: by });
    return { revision: this.#store.publish("draft", body, now) };
  }

  /** `false` where there was none. */
  discard(by: string, now: number): boolean {
    if (this.draft() === undefined) return false;
    this.#store.publish("draft", NOTHING, now);
    this.#audit.add("draft.discarded", "draft", { by }, now);
    return true;
  }

  /** A new immutable version. */
  publish(definitions: Definitions, publishing: Publishing, now: number): number {
    const { by, note, restored } = publishing;
    const before = this.#published();
    const changes = compareDefinitions(before ?? NO_DEFINITIONS, definitions);
    this.#store.setFact(SHARES_SINCE, JSON.stringify(sharesSince(this.sharesSince(), before, definitions, now)));
    const version = this.#store.publish("definitions", JSON.stringify(definitions), now);
    this.#sql.exec(
      "INSERT INTO publications (version, by, note, restored, changes) VALUES (?, ?, ?, ?, ?)",
      version,
      by,
      note ?? null,
      restored ?? null,
      changes.length,
    );
    const names = changes.map(({ kind, collection, name, id }) => [kind, name ?? id ?? collection].join(" "));
    this.#audit.add(
      restored === undefined ? "definitions.published" : "definitions.restored",
      `version ${version}`,
      { by, detail: [note, restored && `version ${restored} again`, names.join("; ")].filter(Boolean).join(" · ") },
      now,
    );
    return version;
  }

  /**
   * Publishes the draft and ends it.
   *
   * @param over version published that the publisher has seen: where the draft began from an older one, publishing
   *   replaces what was published since, and that must be meant
   */
  publishDraft(
    revision: number,
    over: number,
    publishing: Publishing,
    now: number,
  ): { version: number } | Conflict | undefined {
    const draft = this.draft();
    if (draft === undefined) return undefined;
    const conflict = this.#conflict(draft, revision, over);
    if (conflict !== undefined) return conflict;
    const version = this.publish(draft.definitions, publishing, now);
    this.#store.publish("draft", NOTHING, now);
    return { version };
  }

  /** Arranges for what is in the draft now to be published later. One at a time: arranging again replaces it. */
  schedule(
    revision: number,
    over: number,
    { at, by, note }: { at: number; by: string; note?: string },
    now: number,
  ): { at: number } | Conflict | undefined {
    const draft = this.draft();
    if (draft === undefined) return undefined;
    const conflict = this.#conflict(draft, revision, over);
    if (conflict !== undefined) return conflict;
    const { definitions } = draft;
    const scheduled: Scheduled = { at, by, base: over, definitions, ...(note !== undefined && { note }) };
    this.#store.publish("scheduled", JSON.stringify(scheduled), now);
    this.#audit.add(
      "definitions.scheduled",
      new Date(at).toISOString(),
      { by, ...(note !== undefined && { detail: note }) },
      now,
    );
    return { at };
  }

  scheduled(): Scheduled | undefined {
    const kept = this.#store.newest("scheduled");
    return kept && ((JSON.parse(kept.body) as Scheduled | null) ?? undefined);
  }

  /** `false` where nothing was arranged. */
  unschedule(by: string, now: number, why?: string): boolean {
    const scheduled = this.scheduled();
    if (scheduled === undefined) return false;
    this.#store.publish("scheduled", NOTHING, now);
    const target = new Date(scheduled.at).toISOString();
    this.#audit.add("definitions.unscheduled", target, { by, ...(why !== undefined && { detail: why }) }, now);
    return true;
  }

  /**
   * Publishes what is due. Not over something that was published after it was arranged: nobody has seen the two
   * together, so it is called off, and the audit log says so.
   *
   * @returns the new version, if one was published
   */
  publishDue(now: number): number | undefined {
    const scheduled = this.scheduled();
    if (scheduled === undefined || scheduled.at > now) return undefined;
    const published = this.#store.version("definitions");
    if (published !== scheduled.base) {
      this.unschedule(
        "schedule",
        now,
        `version ${published} was published after this was arranged on ${scheduled.base}`,
      );
      return undefined;
    }
    const { definitions, by, note } = scheduled;
    const version = this.publish(definitions, { by, ...(note !== undefined && { note }) }, now);
    this.#store.publish("scheduled", NOTHING, now);
    // The draft goes only if it holds nothing more than what has just been published.
    const draft = this.draft();
    if (draft !== undefined && compareDefinitions(draft.definitions, definitions).length === 0) {
      this.#store.publish("draft", NOTHING, now);
    }
    return version;
  }

  /** Published versions, newest first, those before `before`. */
  versions(before: number, limit: number): DefinitionsVersion[] {
    return this.#store.versions("definitions", before, limit).map(({ version, at }) => {
      const row = this.#sql.exec<PublicationRow>("SELECT * FROM publications WHERE version = ?", version).toArray()[0];
      return {
        version,
        at,
        ...(row && { by: row.by, changes: row.changes }),
        ...(row?.note && { note: row.note }),
        ...(row?.restored && { restored: row.restored }),
      };
    });
  }

  /** The content of one version. */
  version(version: number): Definitions | undefined {
    const kept = this.#store.read("definitions", version);
    return kept && (JSON.parse(kept.body) as Definitions);
  }

  #conflict(draft: KeptDraft, revision: number, over: number): Conflict | undefined {
    if (draft.revision !== revision) return { conflict: "draft", current: draft.revision };
    const published = this.#store.version("definitions");
    return published === over ? undefined : { conflict: "published", current: published };
  }

  /** Since when visitors are divided as they are now. */
  sharesSince(): SharesSince {
    const kept = this.#store.fact(SHARES_SINCE);
    return kept === undefined ? SINCE_EVER : (JSON.parse(kept) as SharesSince);
  }

  #published(): Definitions | undefined {
    const kept = this.#store.newest("definitions");
    return kept && (JSON.parse(kept.body) as Definitions);
  }
}

const SHARES_SINCE = "shares_since";

/** In place of a draft or a schedule that has ended: the revision's number goes on. */
const NOTHING = "null";
