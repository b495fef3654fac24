import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../start/paths.ts";

interface Package {
  name: string;
  version: string;
  scripts: Record<string, string>;
  allowScripts: Record<string, boolean>;
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
}

interface Locked {
  version: string;
  resolved?: string;
  hasInstallScript?: boolean;
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as T;
const pkg = readJson<Package>("package.json");
const lock = readJson<{ version: string; packages: Record<string, Locked> }>("package-lock.json");

describe("package.json", () => {
  it("asks a shop that installs the SDK for no other package: what is bundled is a devDependency", () => {
    expect(Object.keys(pkg.dependencies ?? {})).toEqual([]);
    expect(Object.keys(pkg.devDependencies)).toEqual(expect.arrayContaining(["hono", "idb-keyval"]));
  });

  it("names exact versions, so that a clone of next year gets what was tested", () => {
    const loose = Object.entries(pkg.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it("allows the install script of every package that has one: npm 12 skips the others, npm 11 warns", () => {
    const scripted = Object.entries(lock.packages)
      .filter(([path, locked]) => path !== "" && locked.hasInstallScript === true)
      .map(([path]) => path.split("node_modules/").at(-1) ?? "");
    const refused = new Set(scripted.filter((name) => pkg.allowScripts[name] !== true));
    // fsevents compiles nothing: its script is left over, and it is for macOS only.
    refused.delete("fsevents");
    expect([...refused]).toEqual([]);
  });

  it.each(["start", "test", "check", "build", "deploy", "selfhost", "bench", "demo:reset"])(
    "installs by itself before `npm run %s`",
    (name) => {
      expect(pkg.scripts[`pre${name}`]).toBe("node start/install.js");
      expect(pkg.scripts[name]).toMatch(/^node \S+\.ts$/);
    },
  );

  it("has one Miniflare, the one wrangler runs on", () => {
    const copies = Object.keys(lock.packages).filter((path) =>
      /(^|\/)node_modules\/(miniflare|workerd|wrangler)$/.test(path),
    );
    expect(copies.sort()).toEqual(["node_modules/miniflare", "node_modules/workerd", "node_modules/wrangler"]);
  });
});

describe("package-lock.json", () => {
  it("has the version of package.json", () => {
    expect(lock.version).toBe(pkg.version);
  });

  it("names no registry's host, so that it installs from whichever registry is set", () => {
    const resolved = Object.values(lock.packages).filter((locked) => locked.resolved !== undefined);
    expect(resolved).toEqual([]);
  });
});
