/** Who is let in and what was done, as the admin API reaches it: each call one transaction. */
import { RpcTarget } from "cloudflare:workers";
import type { ApiToken, AuditAction, AuditEntry, Member, Role } from "../../wire/access.ts";
import type { AuditLog, Deed } from "./audit-log.ts";
import type { PeopleStore } from "./people-store.ts";
import type { SiteStore } from "./site-store.ts";

/** A site that does not exist has nobody, and asking creates nothing. */
export class SitePeople extends RpcTarget {
  readonly #storage: DurableObjectStorage;
  readonly #store: SiteStore;
  readonly #people: PeopleStore;
  readonly #audit: AuditLog;

  constructor(storage: DurableObjectStorage, store: SiteStore, people: PeopleStore, audit: AuditLog) {
    super();
    this.#storage = storage;
    this.#store = store;
    this.#people = people;
    this.#audit = audit;
  }

  /** Remembers what was done elsewhere in the site's name: to a visitor, to a model. */
  record(action: AuditAction, target: string, deed: Deed): void {
    if (this.#store.exists) this.#audit.add(action, target, deed, Date.now());
  }

  /** Newest first, those before `before`. @param actions only these; empty: all */
  auditLog(before: number, limit: number, actions: readonly string[] = []): AuditEntry[] {
    return this.#store.exists ? this.#audit.list(before, limit, actions) : [];
  }

  tokens(): ApiToken[] {
    return this.#store.exists ? this.#people.tokens() : [];
  }

  addToken(token: ApiToken, hash: string): void {
    this.#storage.transactionSync(() => {
      this.#people.addToken(token, hash);
      this.#audit.add("token.created", token.name, { by: token.createdBy, detail: token.role }, Date.now());
    });
  }

  /** `false` where there was none. */
  removeToken(id: string, by: string): boolean {
    if (!this.#store.exists) return false;
    return this.#storage.transactionSync(() => {
      const name = this.#people.removeToken(id);
      if (name !== undefined) this.#audit.add("token.revoked", name, { by }, Date.now());
      return name !== undefined;
    });
  }

  /** Whose token this is; `undefined` for one that opens nothing. */
  tokenHolder({ id, hash }: { id: string; hash: string }): { name: string; role: Role } | undefined {
    return this.#store.exists ? this.#people.holder(id, hash) : undefined;
  }

  members(): Member[] {
    return this.#store.exists ? this.#people.members() : [];
  }

  member(email: string): Member | undefined {
    return this.#store.exists ? this.#people.member(email) : undefined;
  }

  setMember(member: Member, by: string): void {
    this.#storage.transactionSync(() => {
      this.#people.setMember(member);
      this.#audit.add("member.set", member.email, { by, detail: member.role }, Date.now());
    });
  }

  /** `false` where there was none. */
  removeMember(email: string, by: string): boolean {
    if (!this.#store.exists) return false;
    return this.#storage.transactionSync(() => {
      const removed = this.#people.removeMember(email);
      if (removed) this.#audit.add("member.removed", email, { by }, Date.now());
      return removed;
    });
  }
}
