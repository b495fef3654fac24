/** Signs what a preview link shows, and reads it back. */
import type { PreviewRequest } from "../../wire/preview.ts";
import { readSigned, signText, type SigningKey } from "./signing.ts";

/** A day: long enough to send to a colleague, short enough to be forgotten safely. */
export const PREVIEW_LASTS_MS = 86_400_000;

interface Payload extends PreviewRequest {
  kind: "preview";
  until: number;
}

export function signPreview(key: SigningKey, request: PreviewRequest, until: number): string {
  const payload: Payload = { kind: "preview", until, ...request };
  return signText(key, encode(JSON.stringify(payload)));
}

/** What the token shows; `undefined` for one that is forged, of another kind, or over. */
export function readPreview(key: SigningKey, token: string, now: number): PreviewRequest | undefined {
  const text = readSigned(key, token);
  if (text === undefined) return undefined;
  const { kind, until, ...request } = JSON.parse(decode(text)) as Partial<Payload>;
  return kind === "preview" && (until ?? 0) >= now ? request : undefined;
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
