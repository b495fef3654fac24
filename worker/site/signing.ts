/** What a site signs: decision tokens, tickets for the live feed, and the visitor ids of its known customers. */
import type { UnsignedDecision } from "../domain/decide.ts";
import type { Decision } from "../../wire/decision.ts";

const HMAC = { name: "HMAC", hash: "SHA-256" } as const;
/** Bytes of the MAC that are sent: 128 bits cannot be guessed, and tokens ride on every event. */
const MAC_BYTES = 16;
/** The visitor ids of known customers begin so. */
export const KNOWN_PREFIX = "u_";

const encoder = new TextEncoder();

export function importSigningKey(secret: ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, HMAC, false, ["sign"]);
}

/** What a decision token says; read back when it returns with an impression or a click. */
export interface TokenPayload {
  /** Decision id. */
  i: string;
  /** Placement. */
  p: string;
  /** What was shown: an offer's id, or `products`. */
  c: string;
  /** Probability of the choice. */
  q: number;
}

/** Adds the token to a decision that shows something. */
export async function signDecision(key: CryptoKey, decision: UnsignedDecision): Promise<Decision> {
  if (decision.kind === "none") return decision;
  const payload: TokenPayload = {
    i: decision.id,
    p: decision.placement,
    c: decision.kind === "offer" ? decision.offer.id : "products",
    q: decision.probability,
  };
  return { ...decision, token: await signText(key, base64url(encoder.encode(JSON.stringify(payload)))) };
}

/** The payload of a token this site made; `undefined` for any other. */
export async function readDecisionToken(key: CryptoKey, token: string): Promise<TokenPayload | undefined> {
  const text = await readSigned(key, token);
  if (text === undefined) return undefined;
  return JSON.parse(new TextDecoder().decode(fromBase64url(text))) as TokenPayload;
}

/** `text.mac` */
export async function signText(key: CryptoKey, text: string): Promise<string> {
  return `${text}.${await macOf(key, text)}`;
}

/** The text of `text.mac` if the MAC is this key's. */
export async function readSigned(key: CryptoKey, signed: string): Promise<string | undefined> {
  const dot = signed.lastIndexOf(".");
  if (dot < 0) return undefined;
  const text = signed.slice(0, dot);
  return equalInConstantTime(signed.slice(dot + 1), await macOf(key, text)) ? text : undefined;
}

/** A customer's visitor id on every device: not to be guessed from the customer's id without the site's secret. */
export async function knownVisitorId(key: CryptoKey, userId: string): Promise<string> {
  return KNOWN_PREFIX + (await macOf(key, `user:${userId}`));
}

export function equalInConstantTime(a: string, b: string): boolean {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

async function macOf(key: CryptoKey, text: string): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(text));
  return base64url(new Uint8Array(mac, 0, MAC_BYTES));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function fromBase64url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (unit) => unit.charCodeAt(0));
}
