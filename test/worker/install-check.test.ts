import { env, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { AttentionAnswer } from "../../wire/attention.ts";
import type { CollectRequest } from "../../wire/collect.ts";
import type { CheckLink, InstallCheck, InstallReport } from "../../wire/install.ts";
import type { Env } from "../../worker/env.ts";
import { BROWSER, call, DEFINITIONS, openShop, ORIGIN, put } from "./shop-site.ts";

beforeAll(() => openShop());

/** How long anything may take on a busy machine before it is taken for missing. */
const PATIENCE = { timeout: 20_000 };
/** As the desk says: what is kept is written at most so often. */
const KEEP_EVERY_MS = 10_000;
const VISITOR = "visitor-of-the-install-check";

function send(changes: Partial<CollectRequest> = {}, origin = ORIGIN, agent = BROWSER): Promise<Response> {
  const page = { url: `${origin}/` };
  const event = { id: crypto.randomUUID(), name: "page_view", at: Date.now(), page };
  const body = { key: "pk_shop", visitor: VISITOR, sentAt: Date.now(), events: [event], sdk: "sdk/0.1.0", ...changes };
  return call("/v1/collect", {
    method: "POST",
    headers: { origin, "user-agent": agent },
    body: JSON.stringify(body),
  });
}

async function check(): Promise<InstallCheck> {
  return (await call("/v1/sites/shop/install-check")).json();
}

async function begin(): Promise<CheckLink> {
  return (await call("/v1/sites/shop/install-check", { method: "POST" })).json();
}

const codes = async (): Promise<string[]> => (await check()).findings.map(({ code }) => code);

/** Where the page was opened by the link. */
const opened = (link: CheckLink) => ({ page: { url: `${ORIGIN}/?sv_check=${link.token}` } });

describe("what comes to the door", () => {
  it("is known at once, refused or not, with its cause", async () => {
    expect(await check()).toMatchObject({ verdict: "waiting", findings: [{ code: "nothing_yet" }], heard: [] });
    expect((await send({}, "https://staging.example")).status).toBe(403);
    await expect.poll(codes, PATIENCE).toEqual(["origin_not_allowed"]);
    expect((await send({ key: "pk_shop_old" })).status).toBe(401);
    await expect.poll(codes, PATIENCE).toContain("wrong_key");
    expect((await send()).status).toBe(200);
    await expect.poll(async () => (await check()).verdict, PATIENCE).toBe("working");
    // The shop's own pages are heard of properly now; the other host is not.
    expect(await codes()).toEqual(["origin_not_allowed", "working"]);
  });

  it("costs no write a request, however many knock", async () => {
    const site = (env as unknown as Env).SITE.getByName("shop");
    const kept = () =>
      runInDurableObject(site, (_, { storage }) =>
        storage.sql.exec("SELECT body FROM facts WHERE name = 'install'").one(),
      );
    const began = Date.now();
    const written = new Set<unknown>();
    for (let n = 0; n < 40; n++) {
      await send({}, `https://copy-${n}.example`);
      written.add((await kept())["body"]);
    }
    await expect.poll(async () => (await check()).heard.length, PATIENCE).toBeGreaterThan(40);
    // What was there before, and one for each time that it may be kept.
    expect(written.size).toBeLessThanOrEqual(2 + Math.floor((Date.now() - began) / KEEP_EVERY_MS));
  });
});

describe("a placement that nobody has published", () => {
  const told = async (): Promise<unknown[]> =>
    (await check()).findings.filter(({ code }) => code === "unknown_placement").map(({ values }) => values);

  it("is told of, with or without consent, but for crawlers; and no more once it is published", async () => {
    const consent = { analytics: false, personalization: false };
    await send({ placements: [{ id: "hero" }, { id: "hreo" }], events: [], consent });
    await expect.poll(told, PATIENCE).toEqual([{ placement: "hreo", origin: ORIGIN }]);
    await send({ placements: [{ id: "crawled" }] }, ORIGIN, "Mozilla/5.0 (compatible; Googlebot/2.1)");
    await send({ placements: [{ id: "sidebar" }] });
    await expect.poll(told, PATIENCE).toContainEqual({ placement: "sidebar", origin: ORIGIN });
    expect(await told()).toHaveLength(2);
    const { items } = (await (await call("/v1/sites/shop/attention")).json()) as AttentionAnswer;
    expect(items).toContainEqual(
      expect.objectContaining({ severity: "warning", kind: "unknown_placement", placement: "hreo", origin: ORIGIN }),
    );
    const sidebar = { id: "sidebar", name: "Sidebar", kind: "offer" as const };
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, placements: [...DEFINITIONS.placements, sidebar] });
    expect(await told()).toEqual([{ placement: "hreo", origin: ORIGIN }]);
  });
});

describe("a check link", () => {
  it("names the site for a page whose key leads nowhere", async () => {
    const link = await begin();
    expect(await codes()).toEqual(["nothing_yet"]);
    expect((await send({ key: "pk_shpo", ...opened(link) })).status).toBe(401);
    await expect.poll(codes, PATIENCE).toEqual(["wrong_key"]);
    expect((await check()).findings[0]).toMatchObject({ severity: "error", values: { key: "pk_shpo" } });
    await send(opened(link));
    await expect.poll(codes, PATIENCE).toEqual(["working"]);
  });

  it("lets its page say how it is, from any origin, and nobody else", async () => {
    const link = await begin();
    const report: InstallReport = {
      token: link.token,
      page: "https://elsewhere.example/",
      sentAt: Date.now(),
      loadedAt: Date.now(),
      version: "0.1.0",
      key: "pk_shop",
      form: "query",
      tagKeys: ["pk_shop", "pk_shop"],
      head: false,
      adapters: ["datalayer"],
      consent: "waiting",
    };
    const post = (body: unknown) =>
      call("/v1/install-report", {
        method: "POST",
        headers: { origin: "https://elsewhere.example" },
        body: JSON.stringify(body),
      });
    const answer = await post(report);
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://elsewhere.example");
    expect(await check()).toMatchObject({
      verdict: "waiting",
      findings: [{ code: "duplicate_snippet" }, { code: "consent_waiting" }],
      pages: [{ form: "query", consent: "waiting", adapters: ["datalayer"] }],
    });
    const forged = `${link.token.slice(0, -1)}${link.token.endsWith("0") ? "1" : "0"}`;
    for (const token of [forged, "check.shop.x.9999999999999.00", "nonsense"]) {
      expect((await post({ ...report, token })).status).toBe(403);
    }
    expect((await post({ ...report, consent: "perhaps" })).status).toBe(400);
    // The latest link counts.
    await begin();
    expect((await post(report)).status).toBe(403);
    expect((await check()).pages).toEqual([]);
  });

  it("of a site that does not exist is not made, and asking makes nothing", async () => {
    for (const method of ["GET", "POST"]) {
      expect((await call("/v1/sites/nowhere/install-check", { method })).status).toBe(404);
    }
  });
});
