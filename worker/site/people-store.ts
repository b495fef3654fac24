/** Who is let into a site's console: tokens for programs, and people that Cloudflare Access signs in. */
import type { ApiToken, Member, Role } from "../../wire/access.ts";
import { isSameHash } from "../access/access-token.ts";

type TokenRow = { id: string; hash: string; name: string; role: string; created_at: number; created_by: string };

export class PeopleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  addToken(token: ApiToken, hash: string): void {
    this.#sql.exec(
      "INSERT INTO tokens (id, hash, name, role, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)",
      token.id,
      hash,
      token.name,
      token.role,
      token.createdAt,
      token.createdBy,
    );
  }

  /** Newest first. */
  tokens(): ApiToken[] {
    return this.#sql
      .exec<TokenRow>("SELECT * FROM tokens ORDER BY created_at DESC, id")
      .toArray()
      .map(({ id, name, role, created_at: createdAt, created_by: createdBy }) => ({
        id,
        name,
        role: role as Role,
        createdAt,
        createdBy,
      }));
  }

  /** The token of this id if the secret's hash is right. */
  holder(id: string, hash: string): { name: string; role: Role } | undefined {
    const row = this.#sql.exec<TokenRow>("SELECT * FROM tokens WHERE id = ?", id).toArray()[0];
    return row && isSameHash(row.hash, hash) ? { name: row.name, role: row.role as Role } : undefined;
  }

  /** The revoked token's name; `undefined` where there was none. */
  removeToken(id: string): string | undefined {
    return this.#sql.exec<{ name: string }>("DELETE FROM tokens WHERE id = ? RETURNING name", id).toArray()[0]?.name;
  }

  members(): Member[] {
    return this.#sql
      .exec<{ email: string; role: string }>("SELECT email, role FROM members ORDER BY email")
      .toArray()
      .map(({ email, role }) => ({ email, role: role as Role }));
  }

  member(email: string): Member | undefined {
    return this.members().find((one) => one.email === email);
  }

  setMember({ email, role }: Member): void {
    this.#sql.exec("INSERT OR REPLACE INTO members (email, role) VALUES (?, ?)", email, role);
  }

  removeMember(email: string): boolean {
    return this.#sql.exec("DELETE FROM members WHERE email = ? RETURNING email", email).toArray().length > 0;
  }
}
