/** The one function used of Node's `crypto`, which the platform has natively. All of Node's types would bring its globals. */
declare module "node:crypto" {
  interface Hmac {
    update(text: string): Hmac;
    /** The MAC; `base64url` as in RFC 4648 §5, without padding. */
    digest(encoding: "base64url"): string;
  }
  export function createHmac(algorithm: "sha256", key: Uint8Array): Hmac;
}
