/** `npm run check`: everything that must hold besides the tests, with one table at the end. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "./build-all.ts";
import { checkSizes } from "./check-sizes.ts";
import { runChild } from "./child.ts";
import { runCommand } from "./fault.ts";
import { BUILD } from "./paths.ts";
import { formatDuration, renderTable } from "./table.ts";

interface CheckResult {
  passed: boolean;
  /** Shown where it failed. */
  output: string;
}

interface Check {
  name: string;
  run: () => Promise<CheckResult>;
}

/** Read by `.ci/run` for its closing line. */
const RESULTS = join(BUILD, "check-results.json");

function tool(name: string, command: string, args: string[]): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await runChild(command, args);
      return { passed: code === 0, output };
    },
  };
}

const CHECKS: Check[] = [
  { name: "build", run: build },
  tool("types", "tsc", ["-b"]),
  tool("format", "oxfmt", ["--check"]),
  tool("lint", "oxlint", ["--deny-warnings"]),
  tool("dead code", "knip", ["--no-progress"]),
  { name: "sizes", run: sizes },
  tool("package", "publint", ["--strict", "--pack", "false"]),
  tool("package types", "attw", ["--pack", ".", "--profile", "esm-only", "--no-emoji"]),
];

async function build(): Promise<CheckResult> {
  const lines: string[] = [];
  await buildAll({ shop: true, report: (line) => lines.push(line) });
  return { passed: true, output: lines.join("\n") };
}

async function sizes(): Promise<CheckResult> {
  const { table, complaints } = checkSizes();
  console.log(`${table}\n`);
  return { passed: complaints.length === 0, output: complaints.join("\n") };
}

async function runCheck(check: Check): Promise<CheckResult> {
  try {
    return await check.run();
  } catch (error) {
    return { passed: false, output: error instanceof Error ? error.message : String(error) };
  }
}

await runCommand(async () => {
  const rows: string[][] = [];
  let failed = 0;
  // One after another: each of the slow ones takes every core by itself.
  for (const check of CHECKS) {
    const started = performance.now();
    const { passed, output } = await runCheck(check);
    rows.push([passed ? "✓" : "✗", check.name, formatDuration(performance.now() - started)]);
    if (passed) continue;
    failed += 1;
    console.error(`✗ ${check.name}\n${output.trim()}\n`);
  }
  console.log(renderTable(rows, { indent: "  ", right: [2] }));
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(RESULTS, JSON.stringify({ passed: CHECKS.length - failed, failed }));
  return failed === 0 ? 0 : 1;
});
