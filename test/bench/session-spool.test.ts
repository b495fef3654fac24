import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { generateSessions, generateVisits, idOf } from "../../bench/next-item/generated-sessions.ts";
import { readSpool, spoolFile, SpoolWriter } from "../../bench/next-item/session-spool.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "sameview-spool-"))));
afterEach(() => rmSync(folder, { recursive: true }));

it("reads back what was dealt to each file, in order, over many buffers", () => {
  const visits = [...generateVisits(500, 9_000, 1)];
  const spool = new SpoolWriter(folder, 2);
  for (const [place, visit] of visits.entries()) spool.add(place % 3 === 0 ? 1 : 0, visit);
  spool.close();
  expect([...readSpool(spoolFile(folder, 1))]).toEqual(visits.filter((_, place) => place % 3 === 0));
  expect([...readSpool(spoolFile(folder, 0))]).toEqual(visits.filter((_, place) => place % 3 !== 0));
});

it("refuses a file that ends within a session, and takes an empty one", () => {
  const spool = new SpoolWriter(folder, 2);
  spool.add(0, [1, 2, 3]);
  spool.close();
  expect([...readSpool(spoolFile(folder, 1))]).toEqual([]);
  truncateSync(spoolFile(folder, 0), 12);
  expect(() => [...readSpool(spoolFile(folder, 0))]).toThrow("ends within a session");
});

it("names the same products, by number or by id", () => {
  const byId = [...generateSessions(500, 50, 2)].map(({ items }) => items);
  expect(byId).toEqual([...generateVisits(500, 50, 2)].map((visit) => visit.map(idOf)));
});
