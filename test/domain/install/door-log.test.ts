import { expect, it } from "vitest";
import { DoorLog } from "../../../worker/domain/install/door-log.ts";

const seen = { outcome: "stored", origin: "https://shop.example", sdk: "sdk/0.1.0" } as const;

it("counts by kind and adds up what another log has counted", () => {
  const here = new DoorLog();
  const there = new DoorLog();
  here.note(seen, 1_000);
  here.note(seen, 3_000);
  there.note(seen, 2_000);
  for (const one of there.take()) here.add(one);
  expect(here.all()).toEqual([{ ...seen, count: 3, lastAt: 3_000 }]);
  expect(there.all()).toEqual([]);
});

it("stays bounded whatever knocks, and forgets first what was not seen for longest", () => {
  const log = new DoorLog();
  log.note(seen, 0);
  for (let n = 1; n <= 500; n++) log.note({ ...seen, origin: `https://${n}.example/${"x".repeat(500)}` }, n);
  expect(log.all()).toHaveLength(60);
  expect(log.knows(seen)).toBe(false);
  expect(log.all()[0]?.origin).toMatch(/^https:\/\/500\.example/);
  expect(Math.max(...log.all().map(({ origin }) => origin.length))).toBe(120);
});
