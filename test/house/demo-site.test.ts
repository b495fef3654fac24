import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AdminApi } from "../../start/admin-api.ts";
import { seedHistory } from "../../start/demo-history.ts";
import type { Progress, Visit } from "../../start/demo-history.ts";
import { publishDemoSite } from "../../start/demo-site.ts";
import type { DemoSite } from "../../start/demo-site.ts";
import { Fault } from "../../start/fault.ts";
import type { CollectRequest } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";

type PastRequests = { request: CollectRequest }[];

/** What arrived, in order: method, path, body. */
let calls: { method: string; path: string; body: unknown }[] = [];
let status = 200;
let storage = "";

const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk: Buffer) => (text += chunk.toString()));
  request.on("end", () => {
    calls.push({
      method: request.method ?? "",
      path: request.url ?? "",
      body: text === "" ? undefined : JSON.parse(text),
    });
    const { visits } = (calls.at(-1)?.body ?? {}) as { visits?: PastRequests };
    const decisions = visits?.map(({ request }) => [{ kind: "none", placement: request.visitor }]);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify({ decisions }));
  });
});

const admin = () => new AdminApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, "demo");

beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => server.close());
beforeEach(() => {
  calls = [];
  status = 200;
  storage = mkdtempSync(join(tmpdir(), "sameview-demo-"));
  return () => rmSync(storage, { recursive: true, force: true });
});

const SITE: DemoSite = {
  settings: {
    name: "Demo",
    keys: ["pk_demo"],
    origins: ["*"],
    locale: "en",
    currency: "EUR",
    eventAgeDays: 395,
    retentionDays: 395,
    consentDefault: "granted",
  },
  definitions: { placements: [], offers: [], holdout: 0.1 },
  products: [],
  pools: { welcome: ["A1", "A2"] },
};

describe("publishing the demo site", () => {
  it("puts everything into an empty storage, the settings first, for they create the site", async () => {
    await publishDemoSite(admin(), storage, SITE);
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "PUT /v1/sites/demo/settings",
      "PUT /v1/sites/demo/catalogue",
      "PUT /v1/sites/demo/definitions",
      "POST /v1/sites/demo/pools/welcome",
    ]);
  });

  it("puts nothing again, so that what a marketer has changed stays", async () => {
    await publishDemoSite(admin(), storage, SITE);
    calls = [];
    await publishDemoSite(admin(), storage, SITE);
    expect(calls).toEqual([]);
  });

  it("puts what a newer version of the demo brings", async () => {
    await publishDemoSite(admin(), storage, SITE);
    calls = [];
    await publishDemoSite(admin(), storage, { ...SITE, definitions: { ...SITE.definitions, holdout: 0.2 } });
    expect(calls.map(({ path }) => path)).toEqual(["/v1/sites/demo/definitions"]);
  });

  it("says what was refused, and tries again at the next start", async () => {
    status = 400;
    await expect(publishDemoSite(admin(), storage, SITE)).rejects.toThrow(Fault);
    status = 200;
    calls = [];
    await publishDemoSite(admin(), storage, SITE);
    expect(calls).toHaveLength(4);
  });
});

/** 120 visits a minute apart, of one request each: three batches of 50, 50 and 20. */
const makeVisits = ({ seed, end }: { seed: number; end: number }): Visit[] =>
  Array.from({ length: 120 }, (_, index) => ({
    visitor: `visitor-${seed}-${index}-xxxxxx`,
    *walk() {
      const receivedAt = end - (120 - index) * 60_000;
      yield { receivedAt, request: { key: "pk_demo", visitor: this.visitor, events: [] }, over: true };
    },
  }));
const visitorsOf = (visits: Visit[]): string[] => visits.map(({ visitor }) => visitor);

const visitsIn = (from: number): string[] =>
  calls
    .slice(from)
    .flatMap(({ body }) =>
      ((body as { visits?: PastRequests } | undefined)?.visits ?? []).map((v) => v.request.visitor ?? ""),
    );

describe("seeding the history", () => {
  const seedWith = (signal: AbortSignal, onProgress: (progress: Progress) => void = () => undefined, seed = 42) =>
    seedHistory({ admin: admin(), storage, seed, makeVisits, signal, onProgress });

  it("sends every visit once, oldest first, then has the model built", async () => {
    const progress: Progress[] = [];
    await seedWith(new AbortController().signal, (step) => progress.push(step));
    expect(visitsIn(0)).toEqual(visitorsOf(makeVisits({ seed: 42, end: 0 })));
    expect(calls.at(-1)?.path).toBe("/v1/sites/demo/model/rebuild");
    expect(progress.map(({ done }) => done)).toEqual([0, 50, 100, 120]);
  });

  it("does nothing where it has been done", async () => {
    await seedWith(new AbortController().signal);
    calls = [];
    await seedWith(new AbortController().signal);
    expect(calls).toEqual([]);
  });

  it("goes on where it was interrupted, with the clock and the seed it began with", async () => {
    const abort = new AbortController();
    await seedWith(abort.signal, ({ done }) => done === 50 && abort.abort());
    // Aborted while the second batch was about to go: that one is still sent, and the third is not.
    const sent = visitsIn(0).length;
    expect(sent).toBe(100);
    await seedWith(new AbortController().signal, undefined, 7);
    expect(visitsIn(0)).toEqual(visitorsOf(makeVisits({ seed: 42, end: 0 })));
  });

  it("tells each visit what was decided for it, and lets nobody be in the shop twice at once", async () => {
    const told: string[] = [];
    const visit = (visitor: string, number: number): Visit => ({
      visitor,
      *walk() {
        for (const step of [1, 2]) {
          const request = { key: "pk_demo", visitor, events: [] };
          const decisions: readonly Decision[] = yield { receivedAt: step, request, over: step === 2 };
          told.push(`${visitor} ${number}.${step} ${decisions.map(({ placement }) => placement).join()}`);
        }
      },
    });
    const visits = [visit("ada", 1), visit("bob", 1), visit("ada", 2)];
    const { signal } = new AbortController();
    await seedHistory({
      admin: admin(),
      storage,
      seed: 1,
      makeVisits: () => visits,
      signal,
      onProgress: () => undefined,
    });
    expect(told).toEqual(["ada 1.1 ada", "bob 1.1 bob", "ada 1.2 ada", "bob 1.2 bob", "ada 2.1 ada", "ada 2.2 ada"]);
    expect(calls.slice(0, -1).map(({ body }) => (body as { visits: PastRequests }).visits.length)).toEqual([
      2, 2, 1, 1,
    ]);
  });
});
