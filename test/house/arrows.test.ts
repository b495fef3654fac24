import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChild } from "../../start/child.ts";
import { BUILD, ROOT } from "../../start/paths.ts";

/** Who may import from whom. A room may always import from itself. */
const ARROWS: Record<string, string[]> = {
  wire: [],
  sdk: ["wire"],
  "worker/domain": ["wire"],
  worker: ["worker/domain", "wire"],
  console: ["wire"],
  shop: ["wire"],
  selfhost: [],
  // Of the Worker the API's document reads the table of who may call what.
  start: ["wire", "console", "shop", "test/browser", "worker"],
};

/** The innermost room a file lies in; undefined for the root's own files. */
function roomOf(path: string): string | undefined {
  const names = [...Object.keys(ARROWS), "test/browser", "test", "bench"].sort((a, b) => b.length - a.length);
  return names.find((name) => path.startsWith(`${name}/`));
}

function sourcesOf(room: string): string[] {
  return readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
    .map((name) => `${room}/${name.split(sep).join("/")}`)
    .filter((path) => /\.(ts|tsx|js)$/.test(path) && !path.endsWith(".d.ts") && roomOf(path) === room);
}

/** Relative imports of a file, as paths from the root. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map((match) =>
    relative(ROOT, resolve(ROOT, dirname(path), match[1] ?? ""))
      .split(sep)
      .join("/"),
  );
}

describe("the arrows between the rooms, read from the imports", () => {
  it.each(Object.entries(ARROWS))("%s imports from no room but %j", (room, allowed) => {
    const crossings = sourcesOf(room).flatMap((path) =>
      importsOf(path)
        .map((target) => ({ path, target, room: roomOf(target) }))
        .filter((edge) => edge.room !== undefined && edge.room !== room && !allowed.includes(edge.room)),
    );
    expect(crossings).toEqual([]);
  });

  it("worker/domain asks no clock: `new Date()` without an argument is not pure", () => {
    const impure = sourcesOf("worker/domain").filter((path) =>
      /new Date\(\s*\)/.test(readFileSync(join(ROOT, path), "utf8")),
    );
    expect(impure).toEqual([]);
  });
});

/** Wrong files, each with the compiler's complaint, compiled with the settings of the room they pretend to lie in. */
const WRONG: { room: string; name: string; source: string; error: RegExp }[] = [
  {
    room: "worker/domain",
    name: "uses-dom",
    source: "export const title = document.title;",
    error: /Cannot find name 'document'/,
  },
  {
    room: "worker/domain",
    name: "uses-fetch",
    source: 'export const answer = fetch("/");',
    error: /Cannot find name 'fetch'/,
  },
  {
    room: "worker/domain",
    name: "uses-cloudflare",
    source: 'import { DurableObject } from "cloudflare:workers";\nexport class Broken extends DurableObject {}',
    error: /Cannot find (module 'cloudflare:workers'|name)/,
  },
  {
    room: "worker/domain",
    name: "uses-node",
    source: 'import { readFileSync } from "node:fs";\nexport const file = readFileSync("x");',
    error: /Cannot find module 'node:fs'|TS2591/,
  },
  {
    room: "worker/domain",
    name: "uses-worker",
    source: 'import { isDevelopment } from "ROOT/worker/env.ts";\nexport const wrong = isDevelopment;',
    error: /worker\/env\.ts' is not listed within the file list of project/,
  },
  {
    room: "sdk",
    name: "uses-worker",
    source: 'import { isDevelopment } from "ROOT/worker/env.ts";\nexport const wrong = isDevelopment;',
    error: /worker\/env\.ts' is not listed within the file list of project/,
  },
  {
    room: "sdk",
    name: "uses-node",
    source: "export const wrong = process.env;",
    error: /Cannot find name 'process'/,
  },
  {
    room: "console",
    name: "uses-sdk",
    source: 'import { init } from "ROOT/sdk/index.ts";\nexport const wrong = init;',
    error: /sdk\/index\.ts' is not listed within the file list of project/,
  },
  {
    room: "worker",
    name: "uses-dom",
    source: "export const wrong = document.title;",
    error: /Cannot find name 'document'/,
  },
  {
    room: "wire",
    name: "uses-sdk",
    source: 'import { init } from "ROOT/sdk/index.ts";\nexport const wrong = init;',
    error: /sdk\/index\.ts' is not listed within the file list of project/,
  },
];

const FIXTURES = join(BUILD, "arrows");
/** Compiles in every room: without it, a broken set-up would look like a compiler that refuses everything. */
const RIGHT =
  'import type { Consent } from "ROOT/wire/collect.ts";\nexport const right: Consent = { analytics: true, personalization: false };\n';

describe("the arrows between the rooms, as the compiler keeps them", () => {
  const complaints = new Map<string, string>();
  const rooms = [...new Set(WRONG.map(({ room }) => room))];

  const compile = async (room: string): Promise<void> => {
    const folder = join(FIXTURES, room);
    mkdirSync(folder, { recursive: true });
    const write = (name: string, source: string) =>
      writeFileSync(join(folder, `${name}.ts`), source.replaceAll("ROOT", relative(folder, ROOT).split(sep).join("/")));
    write("right", RIGHT);
    for (const { name, source } of WRONG.filter((wrong) => wrong.room === room)) write(name, source);
    const references = room === "wire" ? [] : [{ path: join(ROOT, "wire") }];
    const config = {
      extends: join(ROOT, room, "tsconfig.json"),
      compilerOptions: { noEmit: true, tsBuildInfoFile: join(folder, "tsbuildinfo") },
      include: ["*.ts", ...(room === "wire" ? [join(ROOT, "wire/*.ts")] : [])],
      exclude: [],
      references,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const { output } = await runChild("tsc", ["-p", folder, "--pretty", "false"]);
    complaints.set(room, output);
  };

  beforeAll(async () => {
    rmSync(FIXTURES, { recursive: true, force: true });
    await runChild("tsc", ["-b", "wire"]);
    for (const room of rooms) await compile(room);
  }, 60_000);

  afterAll(() => rmSync(FIXTURES, { recursive: true, force: true }));

  const complaintsAbout = (room: string, name: string): string =>
    (complaints.get(room) ?? "")
      .split("\n")
      .filter((line) => line.includes(`${name}.ts(`))
      .join("\n");

  it.each(rooms)("%s may import from wire", (room) => {
    expect(complaintsAbout(room, "right")).toBe("");
  });

  it.each(WRONG)("$room/$name does not compile", ({ room, name, error }) => {
    expect(complaintsAbout(room, name)).toMatch(error);
  });
});
