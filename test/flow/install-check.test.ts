/**
 * The install check on the real thing: a site's pages on another origin, installed in every way there is, opened from the
 * console; it goes green, or names the cause, by itself.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SiteSettings } from "../../wire/definitions.ts";
import { AdminApi } from "../../start/admin-api.ts";
import { packageVersion } from "../../start/build-assets.ts";
import { ASSETS, BUILD } from "../../start/paths.ts";
import { findPort } from "../../start/port.ts";
import { serveWorker, type ServedWorker } from "../../start/serve-worker.ts";
import { launchBrowser } from "../browser/launch.ts";
import type { LaunchedBrowser } from "../browser/launch.ts";

/** A headless Chromium says so, and is then no visitor. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** How long anything may take on a busy machine before it is taken for missing. */
const PATIENCE = { timeout: 40_000 };
const KEY = "pk_installed";

const storage = mkdtempSync(join(tmpdir(), "sameview-flow-"));
let worker: ServedWorker;
let shop: { server: Server; origin: string };
let chromium: LaunchedBrowser;
let screen: Page;

/** The shop's pages by path, with the headers they are sent with. */
const pages = new Map<string, { head: string; body?: string; policy?: string }>();

beforeAll(async () => {
  const { port } = await findPort(18_887);
  worker = await serveWorker({ port, storage, environment: "development", handlesSignals: true });
  shop = await serveShop();
  const settings: SiteSettings = {
    name: "Installed",
    keys: [KEY],
    origins: [shop.origin],
    locale: "en",
    currency: "EUR",
    eventAgeDays: 395,
    retentionDays: 395,
    consentDefault: "granted",
  };
  const site = new AdminApi(worker.url, "installed");
  await site.put("settings", settings);
  const hero = { id: "home-hero", name: "Hero", kind: "offer" };
  await site.put("definitions", { placements: [hero], offers: [], holdout: 0 });
  layOut(worker.url);
  chromium = await launchBrowser({ args: [`--user-agent=${BROWSER}`] });
});

afterAll(async () => {
  await chromium.close();
  shop.server.closeAllConnections();
  shop.server.close();
  await worker.stop();
  rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
});

beforeEach(async () => {
  const context = await chromium.browser.createBrowserContext();
  screen = await context.newPage();
  await screen.setViewport({ width: 1280, height: 900 });
  await screen.goto(`${worker.url}/console/settings?site=installed&lang=en`);
});

afterEach(() => screen.browserContext().close());

/** Every way of installing, and every mistake. */
function layOut(edge: string): void {
  const tag = (attributes: string) => `<script async src="${edge}/sdk.js" ${attributes}></script>`;
  const head = readFileSync(join(ASSETS, `sdk-${packageVersion()}-head.js`), "utf8");
  pages.set("/attributes", { head: tag(`data-key="${KEY}"`) });
  pages.set("/query", { head: `<script async src="${edge}/sdk.js?key=${KEY}"></script>` });
  pages.set("/module", {
    head: `<script type="module">import { init } from "/sdk/index.js"; init({ key: "${KEY}", host: "${edge}" });</script>`,
  });
  pages.set("/head", {
    head: `<script data-key="${KEY}" data-host="${edge}" data-placements="home-hero">${head}</script>${tag(`data-key="${KEY}"`)}`,
    body: `<div data-sv-placement="home-hero"></div>`,
  });
  // As a tag manager does it: an element made by script, configured in its address, and the shop's own dataLayer.
  pages.set("/manager", {
    head: `<script>
      window.dataLayer = [{ event: "view_item", ecommerce: { currency: "EUR", value: 9, items: [{ item_id: "boot" }] } }];
      addEventListener("load", () => {
        const late = document.createElement("script");
        late.src = "${edge}/sdk.js?key=${KEY}&adapters=datalayer";
        document.head.append(late);
      });
    </script>`,
  });
  pages.set("/misnamed", { head: tag(`data-key="${KEY}"`), body: `<div data-sv-placement="home-heor"></div>` });
  pages.set("/wrong-key", { head: tag(`data-key="pk_instaled"`) });
  pages.set("/twice", { head: tag(`data-key="${KEY}"`) + tag(`data-key="${KEY}"`) });
  pages.set("/two-keys", { head: tag(`data-key="${KEY}"`) + tag(`data-key="pk_agency"`) });
  pages.set("/consent", {
    head: tag(`data-key="${KEY}" data-consent="required"`),
    body: `<button id="no" onclick="sameview('consent', { analytics: false, personalization: false })">No</button>
      <button id="yes" onclick="sameview('consent', { analytics: true, personalization: true })">Yes</button>`,
  });
  pages.set("/policy", { head: tag(`data-key="${KEY}"`), policy: "script-src 'self'" });
}

async function serveShop(): Promise<typeof shop> {
  const modules = join(BUILD, "sdk");
  const names = new Set(readdirSync(modules));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://shop.test");
    const module = pathname.replace("/sdk/", "");
    if (pathname.startsWith("/sdk/") && names.has(module)) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(readFileSync(join(modules, module)));
      return;
    }
    const page = pages.get(pathname);
    if (page === undefined) return void response.writeHead(404).end();
    response
      .writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        ...(page.policy !== undefined && { "content-security-policy": page.policy }),
      })
      .end(
        `<!doctype html><html lang="en"><title>Shop</title>${page.head}<body><h1>Shop</h1>${page.body ?? ""}</body></html>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** As a person does it: types the page's address and presses the button, which opens a tab. */
async function openAndCheck(path: string, origin = shop.origin): Promise<Page> {
  const field = ".install-page input";
  await screen.waitForSelector(field, PATIENCE);
  await screen.click(field, { count: 3 });
  await screen.type(field, origin + path);
  const opened = new Promise<Page>((resolve) => screen.once("popup", (page) => resolve(page as Page)));
  await screen.click(".install-page button");
  const tab = await opened;
  await screen.bringToFront();
  return tab;
}

const said = (selector: string): Promise<string> =>
  screen.$eval(selector, (element) => element.textContent ?? "").catch(() => "");

const verdict = (): Promise<string> => said(".install-verdict");
const findings = (): Promise<string> => said(".install-findings");

describe("an installation that works goes green", () => {
  it.each([
    ["/attributes", "script tag"],
    ["/query", "tag with its settings in the address"],
    ["/module", "npm"],
    ["/head", "with the head snippet"],
    ["/manager", "reads datalayer"],
  ])("%s", async (path, way) => {
    await openAndCheck(path);
    await expect.poll(verdict, PATIENCE).toContain(`${shop.origin}${path}`);
    await expect.poll(verdict, PATIENCE).toContain(way);
    await expect.poll(verdict, PATIENCE).toContain("Works: events come in");
    expect(await screen.$$(".install-finding-error, .install-finding-warning")).toHaveLength(0);
  });
});

describe("an installation that does not work says why", () => {
  it("a placement that nobody has defined: events come in, and nothing is ever shown there", async () => {
    await openAndCheck("/misnamed");
    await expect.poll(findings, PATIENCE).toContain("“home-heor”, which is not published");
    await expect.poll(verdict, PATIENCE).toContain("Works: events come in");
  });

  it("a wrong key, which leads to no site at all", async () => {
    await openAndCheck("/wrong-key");
    await expect.poll(findings, PATIENCE).toContain("Wrong key: pk_instaled");
    expect(await verdict()).toContain("Does not work yet");
  });

  it("a host that is not allowed, and goes green once it is", async () => {
    const blocked = shop.origin.replace("localhost", "127.0.0.1");
    const tab = await openAndCheck("/attributes", blocked);
    await expect.poll(findings, PATIENCE).toContain(`${blocked} may not send`);
    expect(await verdict()).toContain("Does not work yet");
    const admin = new AdminApi(worker.url, "installed");
    const settings = await admin.get<SiteSettings>("settings");
    await admin.put("settings", { ...settings, origins: [shop.origin, blocked] });
    await tab.reload();
    await expect.poll(verdict, PATIENCE).toContain("Works: events come in");
  });

  it("the snippet twice, with one key and with two", async () => {
    await openAndCheck("/twice");
    await expect.poll(findings, PATIENCE).toContain("The tag is on the page 2 times");
    await expect.poll(verdict, PATIENCE).toContain("Works: events come in");
    await openAndCheck("/two-keys");
    await expect.poll(findings, PATIENCE).toContain("Two keys on one page");
    expect(await findings()).toContain("pk_agency");
  });

  it("consent that is not given, denied, and given at last", async () => {
    const tab = await openAndCheck("/consent");
    await expect.poll(findings, PATIENCE).toContain("Waiting for the visitor’s consent");
    expect(await verdict()).not.toContain("Works");
    await tab.$eval("#no", (button) => (button as HTMLElement).click());
    await expect.poll(findings, PATIENCE).toContain("The visitor said no");
    await tab.$eval("#yes", (button) => (button as HTMLElement).click());
    // What was held went with the no: what happens from now on is stored.
    await tab.evaluate(() => window.sameview!("track", "view_item", { items: [{ item_id: "boot" }] }));
    await expect.poll(verdict, PATIENCE).toContain("Works: events come in");
  });

  it("a policy that keeps the script out: nothing comes, and how to see why", async () => {
    await openAndCheck("/policy");
    await expect.poll(findings, PATIENCE).toContain("The page was opened, and nothing came");
    expect(await findings()).toContain(`“blocked:csp”: allow ${worker.url}`);
    expect(await verdict()).toContain("Does not work yet");
  });
});
