/** Options in, settings out. The only place of the SDK that throws. */
import type { SameviewOptions } from "./api.ts";

/** Options with every default filled in. */
export interface Settings extends Required<Omit<SameviewOptions, "host">> {
  /** Absolute URL of the front door. */
  endpoint: string;
}

const KEY_PATTERN = /^pk_[\w-]{1,64}$/;

/** @throws {TypeError} An option is wrong; the message says what, why and how to put it right. */
export function readOptions(options: SameviewOptions): Settings {
  const {
    key,
    host = location.origin,
    consent = "granted",
    beforeConsent = "hold",
    cookieDomain = "",
    auto = true,
    debug = false,
    capture = [],
    adapters = [],
  } = options ?? {};
  check("key", KEY_PATTERN.test(key), key, 'the public key of your site, such as "pk_demo"');
  check("host", /^https?:/.test(host) && URL.canParse(host), host, 'an origin, such as "https://sv.shop.example"');
  check("consent", /^(granted|required)$/.test(consent), consent, '"granted" or "required"');
  check("auto", typeof auto === "boolean", auto, "true or false");
  const endpoint = new URL("/v1/collect", host).href;
  return { key, endpoint, consent, beforeConsent, cookieDomain, auto, debug, capture, adapters };
}

function check(option: keyof SameviewOptions, right: boolean, value: unknown, fix: string): void {
  if (!right) throw new TypeError(`[sameview] init({ ${option} }): got ${JSON.stringify(value)}. Pass ${fix}.`);
}
