/** One site and one browser for a test file, a fresh visitor for each test. */
import type { BrowserContext } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launchBrowser } from "../browser/launch.ts";
import type { LaunchedBrowser } from "../browser/launch.ts";
import { startSite } from "./site.ts";
import type { Site } from "./site.ts";

export interface Session {
  site: Site;
  /** Cookies, storage and cache of this test's visitor. */
  context: BrowserContext;
}

/** @param prepare Adds the file's pages to the site. */
export function useSession(prepare: (site: Site) => void): Session {
  const session = {} as Session;
  let chromium: LaunchedBrowser;
  beforeAll(async () => {
    [session.site, chromium] = await Promise.all([startSite(), launchBrowser()]);
    prepare(session.site);
  });
  afterAll(async () => {
    await chromium.close();
    await session.site.close();
  });
  beforeEach(async () => {
    session.site.part();
    session.site.reset();
    session.context = await chromium.browser.createBrowserContext();
  });
  afterEach(() => session.context.close());
  return session;
}
