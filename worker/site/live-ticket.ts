/** A ticket to the live feed: a browser's WebSocket carries no token, so it carries this, for a minute. */
import { readSigned, signText, type SigningKey } from "./signing.ts";

const GOOD_FOR_MS = 60_000;

/** @param key of the site, so that a ticket opens no other site's feed */
export function issueTicket(key: SigningKey, now: number): string {
  return signText(key, `live:${now + GOOD_FOR_MS}`);
}

export function ticketIsGood(key: SigningKey, ticket: string, now: number): boolean {
  const [kind, until] = readSigned(key, ticket)?.split(":") ?? [];
  return kind === "live" && Number(until) >= now;
}
