import { afterEach, expect, test, vi } from "vitest";
import { createEventIds, newVisitorId } from "../../sdk/event-id.ts";

afterEach(() => vi.useRealTimers());

test("event ids have the form of UUID version 7 and carry the time they were made", () => {
  vi.useFakeTimers({ now: 0x0123_4567_89ab });
  // RFC 9562, 5.7: 48 bits of milliseconds, version 7, variant 10.
  expect(createEventIds()()).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("event ids rise within a millisecond, beyond its 4,096, and when the clock is set back", () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const next = createEventIds();
  const ids = Array.from({ length: 10_000 }, next);
  vi.setSystemTime(1_600_000_000_000);
  ids.push(next());
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test("visitor ids are 24 characters that the Worker takes, and differ", () => {
  const ids = Array.from({ length: 1_000 }, newVisitorId);
  // wire/collect.ts: 16–64 of these characters.
  for (const id of ids) expect(id).toMatch(/^[\w-]{24}$/);
  expect(new Set(ids).size).toBe(1_000);
});
