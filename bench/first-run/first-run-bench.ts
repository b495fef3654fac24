/** The first minutes of somebody who has just cloned the project: `npm start`, and how long until a decision is on the screen. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { findPort } from "../../start/port.ts";
import { ROOT } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { openBrowser, requireBrowser } from "../open-browser.ts";
import { parseOptions } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { rounded } from "../statistics.ts";
import { firstDecision } from "./first-decision.ts";
import { npmStart } from "./npm-start.ts";

/** Away from the demo's own port, so that a running demo is left alone. */
const FIRST_PORT = 8980;

export const firstRunBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { from: { type: "string" }, cold: { type: "boolean" } });
  requireBrowser();
  const from = resolve(options.from ?? ROOT);
  const folder = scope.tempDir("first-run");
  report(`  cloning ${from} …`);
  // Copied, not linked: a clone from elsewhere shares nothing with this folder.
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", from, folder], { stdio: ["ignore", "ignore", "inherit"] });
  const commit = execFileSync("git", ["-C", folder, "rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const cache = options.cold ? scope.tempDir("npm-cache") : undefined;
  const { port } = await findPort(FIRST_PORT);
  const browser = await openBrowser(scope);

  report(`  npm start at ${commit}, npm's cache ${cache === undefined ? "as it is" : "empty"} …`);
  const started = performance.now();
  const secondsSince = (moment: number) => (performance.now() - moment) / 1000;
  const { installed, ready } = npmStart(scope, folder, port, cache);
  await installed;
  const installSeconds = secondsSince(started);
  const installedAt = performance.now();
  const startPage = await ready;
  const readySeconds = secondsSince(installedAt);
  const readyAt = performance.now();
  const placement = await firstDecision(browser, startPage);
  const decisionSeconds = secondsSince(readyAt);
  const totalSeconds = secondsSince(started);

  const table = renderTable(
    [
      ["stage", "seconds"],
      ["npm start → installed", installSeconds.toFixed(1)],
      ["installed → URLs printed", readySeconds.toFixed(1)],
      ["URLs → first decision painted", decisionSeconds.toFixed(1)],
      ["in all", totalSeconds.toFixed(1)],
    ],
    { right: [1] },
  );
  return {
    table: `${table}\n\nCommit ${commit}, npm's cache ${cache === undefined ? "as it was" : "empty"}; first painted: ${placement}.`,
    json: {
      installSeconds: rounded(installSeconds, 2),
      readySeconds: rounded(readySeconds, 2),
      decisionSeconds: rounded(decisionSeconds, 2),
      totalSeconds: rounded(totalSeconds, 2),
      coldCache: cache !== undefined,
      commit,
    },
  };
}
