/** What a value is held against. */
import type { DateTest, NumberTest, TextTest, ValueTest } from "../../../wire/condition.ts";
import type { TraitValue } from "../profile/profile.ts";
import { dateChange, passesDate } from "./date-test.ts";

export function passesNumber(value: number, test: NumberTest): boolean {
  switch (test.op) {
    case "equals":
      return value === test.value;
    case "at_least":
      return value >= test.value;
    case "more_than":
      return value > test.value;
    case "at_most":
      return value <= test.value;
    case "less_than":
      return value < test.value;
    case "between":
      return value >= test.from && value <= test.to;
  }
}

/** Numbers at which a test's answer can turn. */
export function boundsOf(test: NumberTest): number[] {
  return test.op === "between" ? [test.from, test.to] : [test.value];
}

/** Positive numbers `t` such that the answer can turn only where `value ≥ t` does: above a number is from the next on. */
export function thresholdsOf(test: NumberTest): number[] {
  switch (test.op) {
    case "at_least":
    case "less_than":
      return [test.value];
    case "more_than":
    case "at_most":
      return [next(test.value)];
    case "equals":
      return [test.value, next(test.value)];
    case "between":
      return [test.from, next(test.to)];
  }
}

/** The next number a double can hold, or the one after. */
function next(value: number): number {
  return value * (1 + Number.EPSILON);
}

export function passesText(text: string, test: TextTest): boolean {
  switch (test.op) {
    case "equals":
      return isSame(text, test.value);
    case "contains":
      return folded(text).includes(folded(test.value));
    case "starts_with":
      return folded(text).startsWith(folded(test.value));
    case "in":
      return test.values.some((one) => isSame(text, one));
  }
}

/** @param zone gives the IANA zone meant by a date test */
export function passesValue(
  value: TraitValue | undefined,
  test: ValueTest,
  now: number,
  zone: (zone: string | undefined) => string,
): boolean {
  if (value === undefined || value === null) return false;
  switch (test.op) {
    case "exists":
      return true;
    case "equals":
      return equals(value, test.value);
    case "in":
      return test.values.some((one) => equals(value, one));
    case "contains":
    case "starts_with":
      return typeof value !== "boolean" && passesText(String(value), test);
    case "anniversary":
    case "days_from_today":
      return typeof value !== "boolean" && passesDate(value, test, now, zone(test.zone));
    default: {
      const number = numberOf(value);
      return number !== undefined && passesNumber(number, test);
    }
  }
}

/** When time alone can change the answer for a value that stays. */
export function valueChange(
  value: TraitValue | undefined,
  test: ValueTest,
  now: number,
  zone: (zone: string | undefined) => string,
): number | undefined {
  if (!isDateTest(test) || value === undefined || value === null || typeof value === "boolean") return undefined;
  return dateChange(value, test, now, zone(test.zone));
}

function isDateTest(test: ValueTest): test is DateTest {
  return test.op === "anniversary" || test.op === "days_from_today";
}

/** A number sent as text is still a number: forms send text. */
function numberOf(value: string | number | boolean): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function equals(value: string | number | boolean, wanted: string | number | boolean): boolean {
  if (typeof wanted === "number") return numberOf(value) === wanted;
  if (typeof wanted === "boolean") return value === wanted || value === String(wanted);
  return isSame(String(value), wanted);
}

function isSame(a: string, b: string): boolean {
  return a === b || folded(a) === folded(b);
}

/** Lower case without a language: what is equal must not depend on where the Worker runs. */
function folded(text: string): string {
  return text.toLowerCase();
}
