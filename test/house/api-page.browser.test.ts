import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiPage } from "../../start/api/api-page.ts";
import { openApiDocument } from "../../start/api/openapi-document.ts";
import { ROOT } from "../../start/paths.ts";
import { launchBrowser, type LaunchedBrowser } from "../browser/launch.ts";
import { violations } from "../console/axe-violations.ts";

/** As the build puts them together. */
const FILES: Record<string, [type: string, body: string]> = {
  "/docs/api/": ["text/html; charset=utf-8", apiPage(openApiDocument(), ["/docs/tokens.css", "/docs/api.css"])],
  "/docs/tokens.css": ["text/css", readFileSync(join(ROOT, "console/styles/tokens.css"), "utf8")],
  "/docs/api.css": ["text/css", readFileSync(join(ROOT, "start/api/api.css"), "utf8")],
};

const server = createServer(({ url = "" }, response) => {
  const [type, body] = FILES[url] ?? ["text/plain", ""];
  response.writeHead(body === "" ? 404 : 200, { "content-type": type }).end(body);
});
let launched: LaunchedBrowser;
let page: Page;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  launched = await launchBrowser();
  page = await launched.browser.newPage();
});
afterAll(async () => {
  await launched?.close();
  server.close();
});

describe.each(["light", "dark"])("the API's page, %s", (theme) => {
  it.each([1280, 360])(
    "has no violation, every route and type unfolded, and no sideways scrolling at %s px",
    async (width) => {
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/docs/api/`);
      const count = await page.$$eval("details", (all) => {
        for (const one of all) one.open = true;
        return all.length;
      });
      expect(count).toBeGreaterThan(100);
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    },
  );
});
