/** What a site signs: decision tokens, tickets for the live feed, and the visitor ids of its known customers. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Decision } from "../../wire/decision.ts";
import type { UnsignedDecision } from "../domain/decision-base.ts";

/** Bytes of the MAC that are sent: 128 bits cannot be guessed, and tokens ride on every event. */
const MAC_BYTES = 16;
/** The visitor ids of known customers begin so. */
export const KNOWN_PREFIX = "u_";
/** Between a token's entries, and between an entry's fields: in no id, and safe in an address. */
const ENTRY = "~";
const FIELD = ":";

const encoder = new TextEncoder();

/**
 * HMAC-SHA-256 with the site's 32 random bytes already taken in. A library's, not the platform's: for texts as short as
 * ours, going through `crypto.subtle` or `node:crypto` costs many times what the hash does.
 */
export type SigningKey = ReturnType<typeof hmac.create>;

export function signingKey(secret: Uint8Array): SigningKey {
  return hmac.create(sha256, secret);
}

/** What a decision token says; read back when it returns with an impression or a click. */
export interface DecisionToken {
  /** Decision id. */
  decision: string;
  placement: string;
  /** What was shown: an offer's id, or `products`. */
  choice: string;
  /** Probability of the choice. */
  probability: number;
}

/**
 * Adds their tokens to the decisions of one request. They share one signed text that lists all of them, and each names
 * its place in it: signing once is what makes signing cheap.
 *
 * A token reads `<place>.<request>~<placement>:<choice>:<probability>~….<mac>`.
 */
export function signDecisions(key: SigningKey, requestId: string, decisions: readonly UnsignedDecision[]): Decision[] {
  if (decisions.every((one) => one.kind === "none")) return decisions.filter((one) => one.kind === "none");
  const entries = decisions.map((one) => [one.placement, choiceOf(one), one.probability].join(FIELD));
  const signed = signText(key, [requestId, ...entries].join(ENTRY));
  return decisions.map((one, place) => (one.kind === "none" ? one : { ...one, token: `${place}.${signed}` }));
}

/** What a token of this site says; `undefined` for any other. */
export function readDecisionToken(key: SigningKey, token: string): DecisionToken | undefined {
  const dot = token.indexOf(".");
  const [requestId, ...entries] = readSigned(key, token.slice(dot + 1))?.split(ENTRY) ?? [];
  const place = Number(token.slice(0, Math.max(0, dot)));
  const [placement, choice, probability] = entries[place]?.split(FIELD) ?? [];
  if (requestId === undefined || placement === undefined || choice === undefined || choice === "") return undefined;
  return { decision: `${requestId}.${place}`, placement, choice, probability: Number(probability) };
}

function choiceOf(decision: UnsignedDecision): string {
  switch (decision.kind) {
    case "offer":
      return decision.offer.id;
    case "products":
      return "products";
    case "none":
      return "";
  }
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

/** `<id>.<mac>`: the id as the visitor's browser keeps it. The MAC is for visitors only: no other text has it. */
export function signVisitorId(key: SigningKey, id: string): string {
  return `${id}.${macOf(key, `visitor:${id}`)}`;
}

/** The id, and whether it is signed; without id where the signature is not this site's. */
export function readVisitorId(key: SigningKey, sent: string): { visitor?: string; signed: boolean } {
  const [visitor = "", mac] = sent.split(".");
  if (mac === undefined) return { visitor, signed: false };
  return equalInConstantTime(mac, macOf(key, `visitor:${visitor}`)) ? { visitor, signed: true } : { signed: true };
}

/** Who a sender is whose id is not theirs: always the same for the same text. */
export function strangerId(key: SigningKey, sent: string): string {
  return macOf(key, `stranger:${sent}`);
}

export function equalInConstantTime(a: string, b: string): boolean {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

function macOf(key: SigningKey, text: string): string {
  return bytesToHex(key.clone().update(encoder.encode(text)).digest().subarray(0, MAC_BYTES));
}
