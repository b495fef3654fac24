/** Starts a real Chromium with nothing of its own going on, so that what a test sees is the page's doing. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import type { Browser } from "puppeteer-core";
import { chromiumPath } from "./chromium.ts";

/** Chromium's own traffic and first-run doings off; no GPU and no sandbox, as containers have neither. */
const QUIET_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** puppeteer switches the back/forward cache off; shoppers have it on. */
const UNWANTED_DEFAULTS = ["--disable-back-forward-cache"];

export interface LaunchOptions {
  /** Profile folder to reuse, so that a second start finds what the first stored. Missing: a fresh one, removed at `close`. */
  profile?: string;
  /** More Chromium flags. */
  args?: string[];
  /** Show the window. Default: headless. */
  headful?: boolean;
}

export interface LaunchedBrowser {
  browser: Browser;
  /** Profile folder. */
  profile: string;
  /** Closes the browser and removes the profile if it was made here. */
  close(): Promise<void>;
  /** SIGKILL, as a crash or a flat battery does. Keeps the profile. Resolves when the process is gone. */
  kill(): Promise<void>;
}

/**
 * Starts Chromium.
 *
 * @throws {Error} No Chromium on this machine, or it does not start; the message says what to do.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), "sameview-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: chromiumPath(),
    headless: options.headful !== true,
    userDataDir: profile,
    args: [...QUIET_FLAGS, ...(options.args ?? [])],
    ignoreDefaultArgs: UNWANTED_DEFAULTS,
  });
  return {
    browser,
    profile,
    async close() {
      await browser.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
    async kill() {
      const child = browser.process();
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
}
