/** Options in, settings out. The only place of the SDK that throws. */
import type { SameviewOptions } from "./api.ts";

/** Options with every default filled in. */
export interface Settings {
  key: string;
  /** Absolute URL of the front door. */
  endpoint: string;
  consent: "granted" | "required";
  auto: boolean;
  debug: boolean;
  capture: readonly string[];
  adapters: readonly string[];
}

const KEY_PATTERN = /^pk_[\w-]{1,64}$/;

function refuse(option: keyof SameviewOptions, value: unknown, fix: string): never {
  throw new TypeError(`[sameview] init({ ${option} }): got ${JSON.stringify(value)}. Pass ${fix}.`);
}

function flag(option: "auto" | "debug", value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  return typeof value === "boolean" ? value : refuse(option, value, "true or false");
}

function names(option: "capture" | "adapters", value: unknown): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : refuse(option, value, 'a list of names, such as ["forms"]');
}

/** @throws {TypeError} An option is wrong; the message says what, why and how to put it right. */
export function readOptions(options: SameviewOptions): Settings {
  const { key, host = location.origin, consent = "granted", auto, debug, capture, adapters } = options ?? {};
  if (typeof key !== "string" || !KEY_PATTERN.test(key))
    refuse("key", key, 'the public key of your site, such as "pk_demo"');
  const endpoint = URL.canParse(host) ? new URL("/v1/collect", host) : undefined;
  if (!endpoint || !/^https?:$/.test(endpoint.protocol))
    refuse("host", host, 'an origin, such as "https://sv.shop.example"');
  if (consent !== "granted" && consent !== "required") refuse("consent", consent, '"granted" or "required"');
  return {
    key,
    endpoint: endpoint.href,
    consent,
    auto: flag("auto", auto, true),
    debug: flag("debug", debug, false),
    capture: names("capture", capture),
    adapters: names("adapters", adapters),
  };
}
