import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "../../sdk/backoff.ts";

test("the wait is drawn from zero up to a ceiling that doubles, and stops growing at five minutes", () => {
  expect([1, 2, 3, 4].map((failures) => backoffMs(failures, 0.5))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(backoffMs(1, 0)).toBe(0);
  expect(backoffMs(100, 0.5)).toBe(150_000);
});

test("Retry-After is read in both its forms (RFC 9110, 10.2.3); anything else asks for nothing", () => {
  const now = Date.UTC(2026, 0, 1);
  expect(retryAfterMs("120", now)).toBe(120_000);
  expect(retryAfterMs("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60_000);
  expect(retryAfterMs("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
  expect([null, "", "-5", "soon"].map((header) => retryAfterMs(header, now))).toEqual([0, 0, 0, 0]);
});
