/** Options in, settings out. The only place of the SDK that throws. */
import type { SameviewOptions } from "./api.ts";

/** Options with every default filled in. */
export interface Settings extends Required<Omit<SameviewOptions, "host" | "auto" | "capture" | "adapters">> {
  auto: boolean;
  capture: readonly string[];
  adapters: readonly string[];
  /** Absolute URL of the front door. */
  endpoint: string;
}

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
    capture = "",
    adapters = "",
  } = options ?? {};
  check("key", key, /^pk_[\w-]{1,64}$/, 'the public key of your site, such as "pk_demo"');
  check("host", host, /^https?:\/\/./, 'an origin, such as "https://sv.example"');
  check("consent", consent, /^(granted|required)$/, '"granted" or "required"');
  return {
    key,
    endpoint: new URL("/v1/collect", host).href,
    consent,
    beforeConsent,
    cookieDomain,
    auto: isOn(auto),
    debug: isOn(debug),
    capture: names(capture),
    adapters: names(adapters),
  };
}

function check(option: keyof SameviewOptions, value: string, pattern: RegExp, fix: string): void {
  if (!pattern.test(value))
    throw new TypeError(`[sameview] init({ ${option} }): got ${JSON.stringify(value)}. Pass ${fix}.`);
}

/** Script tags and tag managers know nothing but text. */
function isOn(flag: boolean | string): boolean {
  return !["false", "off", "0"].includes(String(flag));
}

function names(list: string | readonly string[]): readonly string[] {
  return (list && String(list).match(/[\w-]+/g)) || [];
}
