/**
 * Copies an untrusted JSON value into a clean one: bounded in depth, count and length, without names that reach a
 * prototype, and with every text well-formed. Whatever passes can be stored, sent and read back unharmed.
 */
import { LIMITS } from "../../wire/limits.ts";
import type { EventProblemReason } from "../../wire/collect.ts";

/** Names that could change what an object is, were the value ever assigned or merged carelessly. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Thrown and caught inside intake: a walk that recurses has no simpler way out. */
export class UncleanValue extends Error {
  readonly reason: EventProblemReason;
  constructor(reason: EventProblemReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** Properties counted so far, over the whole event. */
export interface Tally {
  properties: number;
}

/**
 * @param path where the value stands, for the message, such as `params.items`
 * @throws UncleanValue with the reason and what to do
 */
export function cleanValue(value: unknown, path: string, depth: number, tally: Tally): unknown {
  switch (typeof value) {
    case "string":
      return cleanText(value, path);
    case "number":
      // JSON has no NaN, but 1e999 parses to Infinity.
      if (!Number.isFinite(value)) throw new UncleanValue("bad_number", `${path} is ${value}; send a finite number`);
      return value;
    case "boolean":
      return value;
    case "object":
      break;
    default:
      throw new UncleanValue("bad_params", `${path} is ${typeof value}, which JSON has no word for`);
  }
  if (value === null) return null;
  if (depth > LIMITS.paramDepth) {
    throw new UncleanValue("too_deep", `${path} is nested deeper than ${LIMITS.paramDepth} levels; flatten it`);
  }
  if (Array.isArray(value)) {
    count(tally, value.length);
    return value.map((one, index) => cleanValue(one, `${path}[${index}]`, depth + 1, tally));
  }
  const clean: Record<string, unknown> = {};
  for (const key in value) {
    if (FORBIDDEN_KEYS.has(key)) throw new UncleanValue("forbidden_key", `${path} has a property "${key}"; rename it`);
    count(tally, 1);
    clean[cleanText(key, path)] = cleanValue(
      (value as Record<string, unknown>)[key],
      `${path}.${key}`,
      depth + 1,
      tally,
    );
  }
  return clean;
}

/** The text with lone surrogates replaced by U+FFFD: half a character cannot be stored, the rest can. */
export function cleanText(text: string, path: string): string {
  if (text.length > LIMITS.stringLength) {
    throw new UncleanValue(
      "string_too_long",
      `${path} has ${text.length} characters; at most ${LIMITS.stringLength} are kept`,
    );
  }
  return text.isWellFormed() ? text : text.toWellFormed();
}

function count(tally: Tally, by: number): void {
  tally.properties += by;
  if (tally.properties > LIMITS.eventProperties) {
    throw new UncleanValue("too_many_properties", `the event has more than ${LIMITS.eventProperties} properties`);
  }
}
