/** What a site signs: decision tokens, tickets for the live feed, and the visitor ids of its known customers. */
import { createHmac } from "node:crypto";
import type { Decision } from "../../wire/decision.ts";
import type { UnsignedDecision } from "../domain/decide.ts";

/** Characters of the MAC that are sent: 22 of base64url are 132 bits, which cannot be guessed, and tokens ride on every event. */
const MAC_LENGTH = 22;
/** The visitor ids of known customers begin so. */
export const KNOWN_PREFIX = "u_";
/** Between the parts of a token: in none of them, and safe in an address. */
const SEPARATOR = "~";

const encoder = new TextEncoder();

/** 32 random bytes. HMAC-SHA-256 by the platform's own, synchronous `node:crypto`: a decision waits for no promise. */
export type SigningKey = Uint8Array;

/** What a decision token says; read back when it returns with an impression or a click. */
export interface DecisionToken {
  decision: string;
  placement: string;
  /** What was shown: an offer's id, or `products`. */
  choice: string;
  /** Probability of the choice. */
  probability: number;
}

/** Adds the token to a decision that shows something. */
export function signDecision(key: SigningKey, decision: UnsignedDecision): Decision {
  if (decision.kind === "none") return decision;
  const choice = decision.kind === "offer" ? decision.offer.id : "products";
  const parts = [decision.id, decision.placement, choice, decision.probability];
  return { ...decision, token: signText(key, parts.join(SEPARATOR)) };
}

/** What a token of this site says; `undefined` for any other. */
export function readDecisionToken(key: SigningKey, token: string): DecisionToken | undefined {
  const [decision, placement, choice, probability] = readSigned(key, token)?.split(SEPARATOR) ?? [];
  if (decision === undefined || placement === undefined || choice === undefined) return undefined;
  return { decision, placement, choice, probability: Number(probability) };
}

/** `text.mac` */
export function signText(key: SigningKey, text: string): string {
  return `${text}.${macOf(key, text)}`;
}

/** The text of `text.mac` if the MAC is this key's. */
export function readSigned(key: SigningKey, signed: string): string | undefined {
  const dot = signed.lastIndexOf(".");
  if (dot < 0) return undefined;
  const text = signed.slice(0, dot);
  return equalInConstantTime(signed.slice(dot + 1), macOf(key, text)) ? text : undefined;
}

/** A customer's visitor id on every device: not to be guessed from the customer's id without the site's secret. */
export function knownVisitorId(key: SigningKey, userId: string): string {
  return KNOWN_PREFIX + macOf(key, `user:${userId}`);
}

export function equalInConstantTime(a: string, b: string): boolean {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

function macOf(key: SigningKey, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url").slice(0, MAC_LENGTH);
}
