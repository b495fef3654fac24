/** Tokens for programs: `sv_<id>_<secret>`. Only a hash of the secret is kept. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { equalInConstantTime } from "../site/signing.ts";

/** Bytes that name the token. */
const ID_BYTES = 6;
/** Bytes nobody can guess: 256 bits, so that a plain hash is as good as a slow one. */
const SECRET_BYTES = 32;

const SHAPE = /^sv_([0-9a-f]{12})_([0-9a-f]{64})$/;

export interface MadeToken {
  id: string;
  /** Shown once. */
  token: string;
  /** Kept. */
  hash: string;
}

export function makeToken(random: (bytes: number) => Uint8Array): MadeToken {
  const id = bytesToHex(random(ID_BYTES));
  const secret = bytesToHex(random(SECRET_BYTES));
  return { id, token: `sv_${id}_${secret}`, hash: hashOf(secret) };
}

/** The parts of a token, or `undefined` for anything else. */
export function readToken(token: string): { id: string; hash: string } | undefined {
  const [, id, secret] = SHAPE.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, hash: hashOf(secret) };
}

export function isSameHash(a: string, b: string): boolean {
  return equalInConstantTime(a, b);
}

function hashOf(secret: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(secret)));
}
