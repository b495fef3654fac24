/** `npm test`: builds what the tests run against, finds a browser, and runs them. Arguments go to vitest. */
import { join } from "node:path";
import { buildAll } from "./build-all.ts";
import { ensureChromium } from "./chromium.ts";
import { runChild } from "./child.ts";
import { runCommand } from "./fault.ts";
import { BUILD } from "./paths.ts";

/** Read by `.ci/run` for its closing line. */
const RESULTS = join(BUILD, "test-results.json");

await runCommand(async () => {
  const args = process.argv.slice(2);
  // `--project node` and the like: a person at work on rules waits for no browser.
  const projects = args.filter((_, index) => args[index - 1] === "--project");
  if (projects.length === 0 || projects.includes("browser")) ensureChromium(console.log);
  await buildAll({ shop: true, report: console.log });
  const { code } = await runChild(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}`, ...args],
    { inherit: true, env: { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" } },
  );
  return code;
});
