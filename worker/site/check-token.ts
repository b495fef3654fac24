/** Signs the link of an install check, and reads it back: `check.<site>.<id>.<until>.<mac>`. */
import { readSigned, signText, type SigningKey } from "./signing.ts";

/** Tells it from everything else the site signs. */
const KIND = "check";
/** In an address and in the JSON of a request alike, since nothing in it is escaped in either. */
const IN_TEXT = /[?&]sv_check=(check\.([a-z0-9-]{1,48})\.[a-z0-9.]{1,120})/;

export interface CheckToken {
  site: string;
  id: string;
  /** Epoch milliseconds. */
  until: number;
}

export function signCheck(key: SigningKey, { site, id, until }: CheckToken): string {
  return signText(key, [KIND, site, id, until].join("."));
}

/** What the token says; `undefined` for one that is forged, of another site, or over. */
export function readCheckToken(key: SigningKey, token: string, now: number): CheckToken | undefined {
  const [kind, site = "", id = "", until] = readSigned(key, token)?.split(".") ?? [];
  return kind === KIND && Number(until) >= now ? { site, id, until: Number(until) } : undefined;
}

/** The site that a token claims to be of; nothing is proven yet. */
export function siteOfCheckToken(token: string): string | undefined {
  return IN_TEXT.exec(`?sv_check=${token}`)?.[2];
}

/** The token of the check link that the sending page was opened by, if its address is anywhere in the request. */
export function checkTokenIn(body: string): string | undefined {
  return body.includes("sv_check=") ? IN_TEXT.exec(body)?.[1] : undefined;
}
