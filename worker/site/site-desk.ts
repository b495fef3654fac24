/** The definitions' desk as the admin API reaches it: each call one transaction. */
import { RpcTarget } from "cloudflare:workers";
import type { Definitions } from "../../wire/definitions.ts";
import type { DefinitionsVersion } from "../../wire/draft.ts";
import type { Conflict, DefinitionsDesk, KeptDraft, Publishing, Scheduled } from "./definitions-desk.ts";
import type { SiteStore } from "./site-store.ts";

export interface DeskState {
  draft: KeptDraft | undefined;
  /** Of the draft last saved, discarded or not. */
  revision: number;
  /** Version of the definitions; 0 where nothing was published. */
  published: number;
  scheduled: Scheduled | undefined;
}

export class SiteDesk extends RpcTarget {
  readonly #storage: DurableObjectStorage;
  readonly #store: SiteStore;
  readonly #desk: DefinitionsDesk;
  readonly #onPublished: (version: number) => void;

  constructor(
    storage: DurableObjectStorage,
    store: SiteStore,
    desk: DefinitionsDesk,
    onPublished: (version: number) => void,
  ) {
    super();
    this.#storage = storage;
    this.#store = store;
    this.#desk = desk;
    this.#onPublished = onPublished;
  }

  state(): DeskState {
    return {
      draft: this.#desk.draft(),
      revision: this.#desk.revision(),
      published: this.#store.version("definitions"),
      scheduled: this.#desk.scheduled(),
    };
  }

  save(revision: number, definitions: Definitions, by: string): { revision: number } | Conflict {
    return this.#storage.transactionSync(() => this.#desk.save(revision, definitions, by, Date.now()));
  }

  /** `false` where there was no draft. */
  discard(by: string): boolean {
    return this.#storage.transactionSync(() => this.#desk.discard(by, Date.now()));
  }

  /** `undefined` where there is no draft. */
  publish(revision: number, over: number, publishing: Publishing): { version: number } | Conflict | undefined {
    const done = this.#storage.transactionSync(() => this.#desk.publishDraft(revision, over, publishing, Date.now()));
    if (done !== undefined && "version" in done) this.#onPublished(done.version);
    return done;
  }

  /** `undefined` where there is no draft. */
  async schedule(
    revision: number,
    over: number,
    arrangement: { at: number; by: string; note?: string },
  ): Promise<{ at: number } | Conflict | undefined> {
    const done = this.#storage.transactionSync(() => this.#desk.schedule(revision, over, arrangement, Date.now()));
    if (done !== undefined && "at" in done) await this.#storage.setAlarm(done.at);
    return done;
  }

  /** `false` where nothing was arranged. */
  async unschedule(by: string): Promise<boolean> {
    if (!this.#store.exists) return false;
    await this.#storage.deleteAlarm();
    return this.#storage.transactionSync(() => this.#desk.unschedule(by, Date.now()));
  }

  versions(before: number, limit: number): DefinitionsVersion[] {
    return this.#store.exists ? this.#desk.versions(before, limit) : [];
  }
}
