import { afterEach, expect, test, vi } from "vitest";
import { createEventIds, randomId } from "../../sdk/event-id.ts";

afterEach(() => vi.useRealTimers());

test("event ids begin with the time they were made, in 1,024ths of a millisecond to the base 36", () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const id = createEventIds()();
  expect(Number.parseInt(id.slice(0, 10), 36) / 1_024).toBe(1_700_000_000_000);
  // worker/intake/parse-event.ts: 8–64 of these characters.
  expect(id).toMatch(/^[\w-]{34}$/);
});

test("the ten digits of the time are ten until 2083, so that ids sort as text", () => {
  // 36^10 / 1,024 ms: 3 570 468 750 000, in February 2083.
  vi.useFakeTimers({ now: 3_570_000_000_000 });
  expect(createEventIds()()).toHaveLength(34);
});

test("event ids rise within a millisecond, beyond its 1,024, and when the clock is set back", () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const next = createEventIds();
  const ids = Array.from({ length: 10_000 }, next);
  vi.setSystemTime(1_600_000_000_000);
  ids.push(next());
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test("random ids are 24 characters that the Worker takes as a visitor, and differ", () => {
  const ids = Array.from({ length: 1_000 }, randomId);
  // wire/collect.ts: 16–64 of these characters.
  for (const id of ids) expect(id).toMatch(/^[\w-]{24}$/);
  expect(new Set(ids).size).toBe(1_000);
});
