/** A Chromium that ends with the benchmark's scope. */
import type { Browser } from "puppeteer-core";
import { findChromium } from "../test/browser/chromium.ts";
import { launchBrowser } from "../test/browser/launch.ts";
import { Skip } from "./outcome.ts";
import type { Scope } from "./scope.ts";

/** @throws Skip where this machine has none */
export function requireBrowser(): void {
  if (findChromium() === undefined) throw new Skip("no Chromium found; install one, or set CHROMIUM_PATH to one");
}

export async function openBrowser(scope: Scope): Promise<Browser> {
  const { browser, close } = await launchBrowser();
  scope.onEnd(close);
  return browser;
}

/** What a shopper's Chromium calls itself. A headless one says so, and the Worker takes it for the bot that it mostly is. */
export async function shopperUserAgent(browser: Browser): Promise<string> {
  return (await browser.userAgent()).replace("HeadlessChrome", "Chrome");
}
