/** Chromium and Firefox, both driven by puppeteer. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import type { Browser, LaunchOptions, Page } from "puppeteer-core";
import { findChromium } from "../../test/browser/chromium.ts";
import type { Engine, RunningBrowser, Tab } from "./engine.ts";

/** Bytes the site may still store: none, and one because none would mean no limit. */
const NO_ROOM_BYTES = 1;

const FIREFOX = "/usr/bin/firefox-esr";

/** Lock files that a killed browser leaves behind and its successor would mind. */
const LOCKS = ["SingletonLock", "SingletonCookie", "SingletonSocket", "lock", ".parentlock"];

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that says it is driven is left alone by half of the peers, and would be measured doing nothing.
  "--disable-blink-features=AutomationControlled",
];

/** Likewise one that says it has no window. */
const HEADLESS = "HeadlessChrome";

/** Script before the page's own: says when a transaction is complete that has put a row that counts. */
const commits = (counts: string): string => `(() => {
  const counts = ${counts};
  const original = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (counts(given[0])) this.transaction.addEventListener("complete", () => window.sameviewCommitted());
    return original.apply(this, given);
  };
})()`;

const pages = new WeakMap<Tab, Page>();

async function open(options: LaunchOptions, profile: string | undefined): Promise<RunningBrowser> {
  if (profile !== undefined) for (const lock of LOCKS) rmSync(join(profile, lock), { force: true });
  const browser: Browser = await puppeteer.launch({
    ...options,
    ...(profile !== undefined && { userDataDir: profile }),
    handleSIGINT: false,
  });
  const userAgent = await browser.userAgent();
  return {
    async tab() {
      const page = await browser.newPage();
      if (userAgent.includes(HEADLESS)) await page.setUserAgent({ userAgent: userAgent.replace(HEADLESS, "Chrome") });
      const tab: Tab = {
        goto: async (url) => void (await page.goto(url, { waitUntil: "load" })),
        run: (script) => page.evaluate(script),
        async leave(script) {
          const there = page.waitForNavigation({ waitUntil: "load" });
          // Not waited for: what it would return is lost with its page, and puppeteer may wait for that for ever.
          page.evaluate(script).catch(() => undefined);
          await there;
        },
        close: () => page.close({ runBeforeUnload: false }),
        async onCommit(counts, committed) {
          await page.exposeFunction("sameviewCommitted", committed);
          await page.evaluateOnNewDocument(commits(counts));
        },
      };
      pages.set(tab, page);
      return tab;
    },
    async kill() {
      const child = browser.process();
      const gone = new Promise((resolve) => child?.once("exit", resolve));
      child?.kill("SIGKILL");
      await gone;
    },
    close: () => browser.close(),
  };
}

export const chromium: Engine = {
  name: "chromium",
  lanes: 10,
  missing: () => (findChromium() === undefined ? "apt-get install -y chromium" : undefined),
  open: (profile) =>
    open(
      {
        executablePath: findChromium()!,
        headless: true,
        args: CHROMIUM_FLAGS,
        ignoreDefaultArgs: ["--disable-back-forward-cache"],
      },
      profile,
    ),
  cannot: {},
  async fillQuota(tab, origin) {
    const session = await pages.get(tab)!.createCDPSession();
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: NO_ROOM_BYTES });
  },
};

export const firefox: Engine = {
  name: "firefox",
  // Two tabs opened at once lose each other under WebDriver BiDi when the machine is busy.
  lanes: 1,
  missing: () => (existsSync(FIREFOX) ? undefined : "apt-get install -y --no-install-recommends firefox-esr"),
  open: (profile) =>
    open({ browser: "firefox", protocol: "webDriverBiDi", executablePath: FIREFOX, headless: true }, profile),
  cannot: {},
};
