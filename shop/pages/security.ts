/** What the shop's pages may load: their own files, one inline script, and nothing from elsewhere. */
import { createHash } from "node:crypto";
import { SHOP_ROOT } from "../catalogue/shop-brand.ts";

/** Takes calls before the SDK has come; the only inline script of the shop. */
export const INLINE_STUB = "window.sameview=window.sameview||function(){(sameview.q=sameview.q||[]).push(arguments)}";

/** CSP source of an inline script: `sha256-…`. */
export function scriptHash(script: string): string {
  return `sha256-${createHash("sha256").update(script).digest("base64")}`;
}

/** Part of `_headers` for the shop. */
export function shopHeaders(): string {
  const policy = [
    "default-src 'none'",
    `script-src 'self' '${scriptHash(INLINE_STUB)}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
  return `${SHOP_ROOT}/*
  Content-Security-Policy: ${policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
`;
}
