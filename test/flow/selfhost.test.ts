import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AdminApi } from "../../start/admin-api.ts";
import { assembleDeployment, finishAssets } from "../../start/build-assets.ts";
import { buildSelfhost } from "../../start/build-selfhost.ts";
import { serveWorkerd } from "../../start/serve-workerd.ts";
import type { ServedWorkerd } from "../../start/serve-workerd.ts";
import type { CollectResponse } from "../../wire/collect.ts";

const TOKEN = "a-token-for-this-test-only";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const SHOP = "https://shop.example";

const storage = mkdtempSync(join(tmpdir(), "sameview-selfhost-"));
let served: ServedWorkerd;

beforeAll(async () => {
  finishAssets();
  buildSelfhost(assembleDeployment());
  served = await serveWorkerd({ port: 0, storage, adminToken: TOKEN });
});

afterAll(async () => {
  await served.kill();
  rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
});

function collect(event: string): Promise<Response> {
  const at = Date.now();
  return fetch(`${served.url}/v1/collect`, {
    method: "POST",
    headers: { "Content-Type": "text/plain", "User-Agent": BROWSER, Origin: SHOP },
    body: JSON.stringify({
      key: "pk_shop",
      visitor: "selfhost-test-visitor",
      sentAt: at,
      events: [{ id: event, name: "page_view", at }],
    }),
  });
}

describe("the bundle under the bare runtime", () => {
  it("is well, and in production unless told otherwise", async () => {
    const answer = await (await fetch(`${served.url}/v1/health`)).json();
    expect(answer).toMatchObject({ status: "ok", environment: "production" });
  });

  it("keeps the admin API shut to whoever has no token", async () => {
    expect((await fetch(`${served.url}/v1/sites/shop/settings`)).status).toBe(401);
    expect((await fetch(`${served.url}/v1/dev/sites/shop/shoppers`, { method: "PUT", body: "{}" })).status).toBe(404);
  });

  it("serves the SDK with its type and its headers", async () => {
    const response = await fetch(`${served.url}/sdk.js`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect((await response.text()).length).toBeGreaterThan(1_000);
  });

  it("answers 304 to a browser that has the file", async () => {
    const etag = (await fetch(`${served.url}/sdk.js`)).headers.get("etag") ?? "";
    expect((await fetch(`${served.url}/sdk.js`, { headers: { "If-None-Match": etag } })).status).toBe(304);
  });

  it("serves the console at its folder, with its content security policy", async () => {
    const response = await fetch(`${served.url}/console`);
    expect(response.url).toBe(`${served.url}/console/`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("serves nothing of the demo, and no file outside the manifest", async () => {
    for (const path of ["/demo/", "/shop/", "/_headers", "/..%2fconfig.capnp", "/config.capnp"]) {
      expect((await fetch(`${served.url}${path}`)).status).toBe(404);
    }
  });

  it("takes an event once a site is there, and knows it again after a power cut", async () => {
    const admin = new AdminApi(served.url, "shop", TOKEN);
    await admin.put("settings", {
      name: "Shop",
      keys: ["pk_shop"],
      origins: [SHOP],
      locale: "en",
      currency: "EUR",
      eventAgeDays: 395,
      retentionDays: 395,
      consentDefault: "granted",
    });
    const first = (await (await collect("selfhost-event-01")).json()) as CollectResponse;
    expect(first).toMatchObject({ accepted: 1, duplicates: 0 });

    await served.kill();
    served = await serveWorkerd({ port: 0, storage, adminToken: TOKEN });
    const again = (await (await collect("selfhost-event-01")).json()) as CollectResponse;
    expect(again).toMatchObject({ accepted: 0, duplicates: 1 });
  });
});
