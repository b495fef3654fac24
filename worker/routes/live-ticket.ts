/** A ticket to the live feed: a browser's WebSocket carries no token, so it carries this, for a minute. */
import type { Env } from "../env.ts";
import { readSigned, signingKey, signText, type SigningKey } from "../site/signing.ts";

const GOOD_FOR_MS = 60_000;

export function issueTicket(env: Env, site: string, now: number): string {
  return signText(ticketKey(env), `live:${site}:${now + GOOD_FOR_MS}`);
}

export function ticketIsGood(env: Env, ticket: string | undefined, site: string, now: number): boolean {
  if (ticket === undefined || !env.ADMIN_TOKEN) return false;
  const text = readSigned(ticketKey(env), ticket);
  const [kind, ofSite, until] = text?.split(":") ?? [];
  return kind === "live" && ofSite === site && Number(until) >= now;
}

/** Signed with the admin token, so that changing the token ends the tickets too. */
function ticketKey(env: Env): SigningKey {
  return signingKey(new TextEncoder().encode(`ticket:${env.ADMIN_TOKEN ?? ""}`));
}
