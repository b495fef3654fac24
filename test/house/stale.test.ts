import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { BUILD, ROOT } from "../../start/paths.ts";
import { runIfStale } from "../../start/stale.ts";

const folder = join(BUILD, "stale-test");
const source = join(folder, "in/source.txt");
const output = join(folder, "out.txt");

let runs = 0;
const step = {
  name: "stale-test",
  inputs: [relative(ROOT, join(folder, "in"))],
  outputs: [relative(ROOT, output)],
  run: async () => {
    runs += 1;
    writeFileSync(output, "built");
  },
};

beforeEach(() => {
  runs = 0;
  mkdirSync(join(folder, "in"), { recursive: true });
  writeFileSync(source, "one");
  return () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(BUILD, "stamps/stale-test"), { force: true });
  };
});

describe("runIfStale", () => {
  it("builds once, and not again while the sources say the same", async () => {
    expect(await runIfStale(step)).toBe(true);
    expect(await runIfStale(step)).toBe(false);
    // Written anew with the same content, as a checkout does: its time has changed, what it says has not.
    writeFileSync(source, "one");
    expect(await runIfStale(step)).toBe(false);
    expect(runs).toBe(1);
  });

  it("builds again when a source changes, comes or goes", async () => {
    await runIfStale(step);
    writeFileSync(source, "two");
    expect(await runIfStale(step)).toBe(true);
    writeFileSync(join(folder, "in/more.txt"), "");
    expect(await runIfStale(step)).toBe(true);
    rmSync(source);
    expect(await runIfStale(step)).toBe(true);
  });

  it("builds again when what was built is gone", async () => {
    await runIfStale(step);
    rmSync(output);
    expect(await runIfStale(step)).toBe(true);
  });

  it("builds again after a failure", async () => {
    const broken = { ...step, run: () => Promise.reject(new Error("no")) };
    await expect(runIfStale(broken)).rejects.toThrow("no");
    writeFileSync(output, "half");
    expect(await runIfStale(step)).toBe(true);
  });
});
