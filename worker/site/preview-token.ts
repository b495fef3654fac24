/** Signs what a preview link shows, and reads it back. */
import type { PreviewRequest } from "../../wire/preview.ts";
import { readSigned, signText, type SigningKey } from "./signing.ts";

/** A day: long enough to send to a colleague, short enough to be forgotten safely. */
export const PREVIEW_LASTS_MS = 86_400_000;

/** Tells it from everything else the site signs. */
const KIND = "preview:";

interface Payload extends PreviewRequest {
  until: number;
}

export function signPreview(key: SigningKey, request: PreviewRequest, until: number): string {
  const payload: Payload = { until, ...request };
  return signText(key, KIND + encode(JSON.stringify(payload)));
}

/** What the token shows; `undefined` for one that is forged, of another kind, or over. */
export function readPreview(key: SigningKey, token: string, now: number): PreviewRequest | undefined {
  const text = readSigned(key, token);
  if (text?.startsWith(KIND) !== true) return undefined;
  const { until, ...request } = JSON.parse(decode(text.slice(KIND.length))) as Payload;
  return until >= now ? request : undefined;
}

/** base64url: the token stands in an address. */
function encode(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function decode(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)));
}
