import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig, type Plugin } from "vitest/config";
import { openApiDocument } from "./start/api/openapi-document.ts";

/** A browser test starts Chromium, and some a Worker too: seconds on a small machine, minutes never. */
const BROWSER_TIMEOUT_MS = 60_000;
/** As long as puppeteer waits for anything: a busy machine is no failure. */
const POLL_TIMEOUT_MS = 30_000;
/** A property test runs hundreds of cases; a type-checker fixture starts a compiler. */
const NODE_TIMEOUT_MS = 30_000;

/** Driven by Node in a real Chromium. By name or folder, so that a unit test beside them stays in the quick project. */
const BROWSER_TESTS = ["test/sdk/**/*.test.ts", "test/flow/**/*.test.ts", "test/**/*.browser.test.ts"];

/** The API's document as a module: the Workers runtime has no files to read it from. */
const openApi: Plugin = {
  name: "openapi-document",
  resolveId: (id) => (id === "virtual:openapi" ? "\0virtual:openapi" : undefined),
  load: (id) => (id === "\0virtual:openapi" ? `export default ${JSON.stringify(openApiDocument())}` : undefined),
};

export default defineConfig({
  test: {
    // Chromium, workerd and Node at once on two cores: more workers only make each other late.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "node",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: ["test/worker/**", ...BROWSER_TESTS],
          testTimeout: NODE_TIMEOUT_MS,
          hookTimeout: NODE_TIMEOUT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [
          openApi,
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            // Tests use the demo's own doors, as `npm start` does.
            miniflare: { bindings: { ENVIRONMENT: "development" } },
          }),
        ],
        test: {
          name: "worker",
          include: ["test/worker/**/*.test.ts"],
          testTimeout: NODE_TIMEOUT_MS,
          hookTimeout: NODE_TIMEOUT_MS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          include: BROWSER_TESTS,
          testTimeout: BROWSER_TIMEOUT_MS,
          expect: { poll: { timeout: POLL_TIMEOUT_MS } },
          hookTimeout: BROWSER_TIMEOUT_MS,
          // One Chromium at a time: two starve each other on two cores, and then time out.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
