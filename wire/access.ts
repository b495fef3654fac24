/** Who may do what in the console and its API, and what was done. */

/** Each may do what those before it may. */
export const ROLES = ["viewer", "editor", "publisher", "admin"] as const;

/**
 * - `viewer` sees everything but secrets
 * - `editor` changes drafts
 * - `publisher` puts them before shoppers, and steers the catalogue and the models
 * - `admin` sets the site up, lets others in, and answers privacy requests
 */
export type Role = (typeof ROLES)[number];

/** Whoever asks. */
export interface Principal {
  /** An e-mail address, a token's name, or `local` on the machine itself. Shown in the audit log. */
  name: string;
  role: Role;
  via: "local" | "owner_token" | "api_token" | "cloudflare_access";
}

/** A token for programs. The token itself is shown once, when it is made. */
export interface ApiToken {
  /** Public part: names the token, opens nothing. */
  id: string;
  name: string;
  role: Role;
  /** Epoch milliseconds. */
  createdAt: number;
  createdBy: string;
}

/** A person whom Cloudflare Access lets in, and what they may do here. */
export interface Member {
  /** Lower case. */
  email: string;
  role: Role;
}

export type AuditAction =
  | "settings.changed"
  | "definitions.published"
  | "definitions.restored"
  | "definitions.scheduled"
  | "definitions.unscheduled"
  | "draft.discarded"
  | "catalogue.replaced"
  | "model.rebuilt"
  | "model.rolled_back"
  | "score.rebuilt"
  | "score.rolled_back"
  | "visitor.exported"
  | "visitor.erased"
  | "token.created"
  | "token.revoked"
  | "member.set"
  | "member.removed";

/** One thing that was done, and by whom. Never changed, never removed before its time. */
export interface AuditEntry {
  /** Increases with each entry of the site. */
  seq: number;
  /** Epoch milliseconds. */
  at: number;
  by: string;
  action: AuditAction;
  /** What it was done to: a version, a token's name, an address. Never a visitor's data, only their id. */
  target: string;
  /** What was changed, in words; missing where the target says it all. */
  detail?: string;
}
