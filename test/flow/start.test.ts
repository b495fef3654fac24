import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../start/child.ts";
import { ROOT } from "../../start/paths.ts";
import type { CollectResponse } from "../../wire/collect.ts";

/** Long enough to build everything from nothing on a small, busy machine. */
const START_TIMEOUT_MS = 120_000;

interface Ready {
  ready: boolean;
  version: string;
  url: string;
  pages: Record<string, string>;
  sdkGzip: number;
  products: number;
  pid: number;
}

const storage = mkdtempSync(join(tmpdir(), "sameview-start-"));
let child: ChildProcess;
let ready: Ready;
let errors = "";

/** A port that is taken, so that the start has to pass it over. */
const occupant = createServer();

beforeAll(async () => {
  await new Promise<void>((done) => occupant.listen(0, "127.0.0.1", done));
  const { port } = occupant.address() as AddressInfo;
  const args = [
    "start/start.ts",
    "--json",
    "--no-history",
    "--shoppers",
    "2",
    "--port",
    `${port}`,
    "--storage",
    storage,
  ];
  child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, PATH: projectPath() } });
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  if (!child.stdout) throw new Error("no stdout");
  const lines = createInterface({ input: child.stdout });
  ready = await new Promise<Ready>((done, failed) => {
    lines.once("line", (line) => done(JSON.parse(line) as Ready));
    child.once("exit", (code) => failed(new Error(`npm start ended with code ${code}:\n${errors}`)));
  });
}, START_TIMEOUT_MS);

afterAll(() => {
  child.kill("SIGKILL");
  occupant.close();
  rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
});

describe("npm start -- --json", () => {
  it("prints one object once everything answers", () => {
    expect(ready.ready).toBe(true);
    expect(Object.keys(ready.pages)).toEqual(["start", "shop", "console", "sdk", "api"]);
    expect(ready.products).toBeGreaterThan(100);
    expect(ready.sdkGzip).toBeGreaterThan(1_000);
  });

  it("passes over a port that is taken, and names it", () => {
    const { port } = occupant.address() as AddressInfo;
    expect(ready.url).not.toContain(`:${port}`);
    expect(errors).toContain(`port ${port} is taken`);
  });

  it.each(["start", "shop", "console", "sdk", "api"])("answers at its URL for %s", async (page) => {
    const response = await fetch(ready.pages[page] ?? "");
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(20);
  });

  it("serves the SDK so that any shop may load it, and the pinned one for a year", async () => {
    const latest = await fetch(`${ready.url}/sdk.js`);
    expect(latest.headers.get("access-control-allow-origin")).toBe("*");
    expect(latest.headers.get("content-type")).toContain("text/javascript");
    const pinned = await fetch(`${ready.url}/sdk-${ready.version}.js`);
    expect(pinned.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(pinned.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("has the demo site set up: a visitor's first request is answered with decisions", async () => {
    const at = Date.now();
    const response = await fetch(`${ready.url}/v1/collect`, {
      method: "POST",
      // A browser's name: others are taken for bots, which get no decisions.
      headers: { "Content-Type": "text/plain", "User-Agent": BROWSER },
      body: JSON.stringify({
        key: "pk_demo",
        visitor: "start-test-visitor-01",
        sentAt: at,
        events: [{ id: "start-test-event-01", name: "page_view", at }],
        placements: [{ id: "home-products" }],
        page: { url: `${ready.url}/shop/` },
      }),
    });
    expect(response.status).toBe(200);
    const answer = (await response.json()) as CollectResponse;
    expect(answer.accepted).toBe(1);
    expect(answer.decisions[0]).toMatchObject({ placement: "home-products", kind: "products" });
  });

  it("keeps what it stores in the folder it was given", () => {
    expect(existsSync(join(storage, "demo.json"))).toBe(true);
  });

  it("stops on SIGTERM with code 0, and nothing answers any more", async () => {
    const ended = new Promise<number | null>((done) => child.once("exit", done));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await expect(fetch(`${ready.url}/v1/health`)).rejects.toThrow();
  });
});

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
