/** The built console in a real Chromium, against the fake site, for one test file. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { buildConsole } from "../../console/build-console.ts";
import type { LiveEntry } from "../../wire/console.ts";
import { launchBrowser } from "../browser/launch.ts";
import type { LaunchedBrowser } from "../browser/launch.ts";
import { Fates } from "./fates.ts";
import { FakeDesk } from "./fake-desk.ts";
import { FakeProducts } from "./fake-products.ts";
import { FakeReports } from "./fake-reports.ts";
import { FakeScore } from "./fake-score.ts";
import { serveFakeSite } from "./fake-site.ts";
import type { FakeSite } from "./fake-site.ts";
import { FakeVisitors } from "./fake-visitors.ts";
import { SAMPLE_SETTINGS, sampleStream } from "./sample-site.ts";
import { openSocket, stubSocket } from "./stub-socket.ts";

export const WIDE = { width: 1280, height: 860 };
export const PHONE = { width: 360, height: 740 };

export interface ConsoleInChromium {
  /** A fresh page in a fresh context for each test. */
  readonly page: Page;
  readonly site: FakeSite;
  /** As `buildConsole` counted them. */
  readonly firstLoadBytes: number;
  /** Opens `path` and greets the console with `recent`, oldest first. */
  open(path: string, recent?: LiveEntry[], size?: { width: number; height: number }): Promise<void>;
  /** Of the first such element, once there is one. */
  text(selector: string): Promise<string>;
  count(selector: string): Promise<number>;
  waitForText(selector: string, part: string): Promise<void>;
  waitForCount(selector: string, wanted: number): Promise<void>;
  /** Clicks by script: the pointer stays away from the stream, which would pause under it. */
  press(selector: string): Promise<void>;
}

/**
 * Builds, serves and opens the console around the tests of this file. After each test the page must have thrown
 * nothing, and the content security policy must have had nothing to refuse.
 */
export function consoleInChromium(): ConsoleInChromium {
  let outDir: string;
  let firstLoadBytes: number;
  let launched: LaunchedBrowser;
  let site: FakeSite;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    outDir = await mkdtemp(join(tmpdir(), "sameview-console-"));
    ({ firstLoadBytes } = await buildConsole({ outDir }));
    site = await serveFakeSite(outDir);
    launched = await launchBrowser();
  });

  afterAll(async () => {
    await launched?.close();
    await site?.close();
    await rm(outDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    complaints = [];
    site.token = undefined;
    site.visitors = new FakeVisitors();
    site.reports = new FakeReports();
    site.fates = new Fates();
    site.desk = new FakeDesk();
    site.products = new FakeProducts();
    site.score = new FakeScore();
    site.settings = SAMPLE_SETTINGS;
    site.pools = new Map();
    const context = await launched.browser.createBrowserContext();
    page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
    });
    await stubSocket(page);
  });

  afterEach(async () => {
    await page.browserContext().close();
    expect(complaints).toEqual([]);
  });

  return {
    get page() {
      return page;
    },
    get site() {
      return site;
    },
    get firstLoadBytes() {
      return firstLoadBytes;
    },
    open: async (path, recent = sampleStream(), size = WIDE) => {
      await page.setViewport(size);
      await page.goto(site.origin + path);
      await openSocket(page, recent);
      await page.waitForSelector("main");
    },
    text: async (selector) => {
      await page.waitForSelector(selector);
      return page.$eval(selector, (element) => element.textContent ?? "");
    },
    count: (selector) => page.$$eval(selector, (elements) => elements.length),
    waitForText: async (selector, part) => {
      await page.waitForFunction(
        (where, what) => document.querySelector(where)?.textContent?.includes(what) === true,
        {},
        selector,
        part,
      );
    },
    waitForCount: async (selector, wanted) => {
      await page.waitForFunction((where, n) => document.querySelectorAll(where).length === n, {}, selector, wanted);
    },
    press: async (selector) => {
      await page.waitForSelector(selector);
      await page.$eval(selector, (element) => {
        if (element instanceof HTMLElement) element.click();
      });
    },
  };
}
