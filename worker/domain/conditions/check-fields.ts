/** What a field of a condition may hold, and what to do where it does not. Small checks that the shapes are built of. */
import { CONDITION_LIMITS } from "../../../wire/condition-limits.ts";
import type { ConditionProblem } from "../../../wire/condition.ts";
import { dateOf, dayOf, isZone } from "./zone-clock.ts";

/** Complains of `value`, which stands at `path`, by adding to `problems`. */
export type Check = (value: unknown, path: string, problems: ConditionProblem[]) => void;

/** The fields of an object by name. */
export type Fields = Record<string, Check>;

/** A field that may be missing. */
export function optional(check: Check): Check {
  const optionalCheck: Check = (value, path, problems) => {
    if (value !== undefined) check(value, path, problems);
  };
  return optionalCheck;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON pointer's next step (RFC 6901: `~` and `/` are escaped). */
export function at(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** An object with these fields and no other. */
export function object(fields: Fields): Check {
  return (value, path, problems) => {
    if (!isRecord(value)) {
      problems.push({ path, detail: "must be an object" });
      return;
    }
    checkFields(value, fields, path, problems);
  };
}

export function checkFields(
  value: Record<string, unknown>,
  fields: Fields,
  path: string,
  problems: ConditionProblem[],
): void {
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(fields, key)) {
      problems.push({ path: at(path, key), detail: `is not known here; use ${Object.keys(fields).join(", ")}` });
    }
  }
  for (const [key, check] of Object.entries(fields)) {
    check(Object.hasOwn(value, key) ? value[key] : undefined, at(path, key), problems);
  }
}

/** Rejects with `detail` whatever is not `good`. */
export function must(good: (value: unknown) => boolean, detail: string): Check {
  return (value, path, problems) => {
    if (!good(value)) problems.push({ path, detail });
  };
}

export function oneOf(...values: readonly (string | number | boolean)[]): Check {
  return must(
    (value) => (values as readonly unknown[]).includes(value),
    `must be ${values.map((one) => JSON.stringify(one)).join(" or ")}`,
  );
}

export function listOf(check: Check, most: number = CONDITION_LIMITS.listLength): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > most) {
      problems.push({ path, detail: `must be a list of 1 to ${most}` });
      return;
    }
    for (const [index, one] of value.entries()) check(one, at(path, index), problems);
  };
}

export function number(from: number, to: number): Check {
  return must(
    (value) => typeof value === "number" && value >= from && value <= to,
    `must be a number from ${from} to ${to}`,
  );
}

export function integer(from: number, to: number): Check {
  return must(
    (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
    `must be a whole number from ${from} to ${to}`,
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= CONDITION_LIMITS.textLength;
}

export const text = must(isText, `must be a text of 1 to ${CONDITION_LIMITS.textLength} characters`);

export function pattern(expression: RegExp, detail: string): Check {
  return must((value) => isText(value) && expression.test(value), detail);
}

/** An id of a segment or offer. */
export const id = pattern(/^[a-z0-9_-]{1,64}$/, "must be 1–64 of a–z 0–9 _ -");

export const zone = optional(
  must(
    (value) => value === "visitor" || value === "shop" || (isText(value) && isZone(value)),
    'must be "visitor", "shop" or a zone of the IANA database, such as Europe/Madrid',
  ),
);

export const date = must(
  (value) => isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value) && isDate(value),
  "must be a date that exists, as YYYY-MM-DD",
);

export const dateOrTime = must(
  (value) => isText(value) && /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/.test(value) && isDate(value),
  "must be a date that exists, as YYYY-MM-DD or YYYY-MM-DDTHH:MM",
);

export const dayOfYear = must(
  (value) => isText(value) && /^\d{2}-\d{2}$/.test(value) && isDate(`${LEAP_YEAR}-${value}`),
  "must be a day that exists, as MM-DD",
);

export const clockTime = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time from 00:00 to 23:59, as HH:MM");

/** Any day of the year exists in it. */
const LEAP_YEAR = 2000;

function isDate(value: string): boolean {
  const [year, month, dayOfMonth] = [value.slice(0, 4), value.slice(5, 7), value.slice(8, 10)].map(Number);
  if (year === undefined || month === undefined || dayOfMonth === undefined || month < 1 || month > 12) return false;
  const back = dateOf(dayOf({ year, month, dayOfMonth }));
  return dayOfMonth >= 1 && back.month === month && back.dayOfMonth === dayOfMonth;
}
