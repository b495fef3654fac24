/**
 * Whose request it is. A visitor's id comes back with the site's signature, and from then on counts only with it: an id
 * that somebody read or guessed opens nobody's profile. Who cannot prove an id is a stranger, with a profile of their own.
 */
import { KNOWN_PREFIX, readVisitorId, strangerId, type SigningKey } from "../site/signing.ts";
import type { VisitorState } from "./visitor-state.ts";

/**
 * Milliseconds for which an id counts without its signature, from when it was first seen: requests of a second tab are
 * on their way when the first one gets the signature. Far too short to guess 144 random bits.
 */
const UNSIGNED_MS = 10 * 60_000;

export interface Sender {
  /** The bare id to take the request for. */
  visitor: string;
  /**
   * For an id without signature: who it is instead, where the id is known to be signed. The same for the same id, so
   * that a repeat is a repeat.
   */
  stranger?: string;
  /** The id needed a signature, and had none or another's. */
  refused: boolean;
}

export function whoSent(key: SigningKey, sent: string): Sender {
  const { visitor, signed } = readVisitorId(key, sent);
  if (visitor !== undefined && signed) return { visitor, refused: false };
  if (visitor === undefined || visitor.startsWith(KNOWN_PREFIX))
    return { visitor: strangerId(key, sent), refused: true };
  return { visitor, stranger: strangerId(key, sent), refused: false };
}

/** Whether this visitor's id counts only with its signature: it has come back with it, or has become a customer's. */
export function mustProve({ firstSeen, proven, merge }: VisitorState, now: number): boolean {
  return (proven === true || merge !== undefined) && now > firstSeen + UNSIGNED_MS;
}
