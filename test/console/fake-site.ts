/** A fake Worker for the console's browser tests: the built files with their real headers, and the admin API. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { SiteSettings } from "../../wire/definitions.ts";
import { Fates } from "./fates.ts";
import { FakeDesk } from "./fake-desk.ts";
import { FakeProducts } from "./fake-products.ts";
import { FakeReports } from "./fake-reports.ts";
import { FakeScore } from "./fake-score.ts";
import { FakeVisitors } from "./fake-visitors.ts";
import { SAMPLE_ANSWERS } from "./sample-answers.ts";
import { SAMPLE_DEFINITIONS, SAMPLE_MODEL, SAMPLE_PRODUCTS, SAMPLE_SETTINGS } from "./sample-site.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A shop's page as small as can be, for the demo's left half. */
const SHOP_PAGE = '<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main></html>';

export interface FakeSite {
  origin: string;
  visitors: FakeVisitors;
  reports: FakeReports;
  /** What is late, fails or is answered otherwise. */
  fates: Fates;
  /** With a token set, the admin API answers 401 to any other. */
  token: string | undefined;
  /** The draft, what is published, tokens and members. */
  desk: FakeDesk;
  products: FakeProducts;
  score: FakeScore;
  settings: SiteSettings;
  /** Codes by pool. */
  pools: Map<string, Set<string>>;
  close(): Promise<void>;
}

/**
 * Serves what `buildConsole` wrote to `outDir`.
 *
 * @throws {Error} `outDir` holds no built console.
 */
export async function serveFakeSite(outDir: string, port = 0): Promise<FakeSite> {
  const headers = parseHeaders(await readFile(join(outDir, "parts/console.headers"), "utf8"));
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const site: FakeSite = {
    origin: "",
    visitors: new FakeVisitors(),
    reports: new FakeReports(),
    fates: new Fates(),
    token: undefined,
    desk: new FakeDesk(),
    products: new FakeProducts(),
    score: new FakeScore(),
    settings: SAMPLE_SETTINGS,
    pools: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://site.test");
    if (pathname.startsWith("/v1/")) return answerApi(site, request, pathname, searchParams, response);
    if (pathname === "/sdk.json") {
      const files = { "sdk-0.1.0.js": { integrity: "sha384-c2FtcGxl", bytes: 4_200 } };
      return json(response, 200, { version: "0.1.0", files });
    }
    if (pathname.startsWith("/shop/")) {
      response.writeHead(200, { "content-type": "text/html" }).end(SHOP_PAGE);
      return;
    }
    for (const [pattern, values] of headers) if (covers(pattern, pathname)) response.setHeaders(values);
    const file = join(outDir, "assets", fileFor(pathname));
    try {
      const content = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  site.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return site;
}

/** The console is one page: an address below it that is no file is that page, as the Worker serves it. */
function fileFor(pathname: string): string {
  if (extname(pathname) !== "") return pathname;
  return pathname.startsWith("/demo") ? "demo/index.html" : "console/index.html";
}

function answerApi(
  site: FakeSite,
  request: IncomingMessage,
  pathname: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  if (site.token !== undefined && request.headers.authorization !== `Bearer ${site.token}`) {
    return json(response, 401, { reason: "unauthorized", detail: "send the admin token" });
  }
  const path = pathname.replace("/v1/sites/demo", "");
  const again = (): void => answerApi(site, request, pathname, query, response);
  if (site.fates.meets(path, request, response, again)) return;
  if (site.desk.answers(path)) {
    void readBody(request).then((body) => {
      const { status, body: answer } = site.desk.answer(request.method ?? "GET", path, query, body);
      if (answer === undefined) response.writeHead(status).end();
      else json(response, status, answer);
    });
    return;
  }
  if (site.products.answers(path)) {
    void readBody(request).then((body) => {
      const { status, body: answer } = site.products.answer(path, query, body);
      json(response, status, answer);
    });
    return;
  }
  if (site.score.answers(path)) {
    const { status, body } = site.score.answer(path, query);
    return json(response, status, body);
  }
  const pool = /^\/pools\/([a-z0-9_-]+)$/.exec(path)?.[1];
  if (pool !== undefined) {
    void readBody(request).then((body) => {
      const codes = site.pools.get(pool) ?? new Set();
      const before = codes.size;
      for (const code of (body as { codes: string[] } | undefined)?.codes ?? []) codes.add(code);
      site.pools.set(pool, codes);
      json(response, 200, { added: codes.size - before, size: codes.size, given: 0, kept: 0, left: codes.size });
    });
    return;
  }
  if (path === "/settings" && request.method === "PUT") {
    void readBody(request).then((body) => {
      site.settings = body as SiteSettings;
      json(response, 200, { version: 2 });
    });
    return;
  }
  if (site.visitors.answers(path)) {
    const { status, body } = site.visitors.answer(request.method ?? "GET", decodeURIComponent(path), query);
    if (body === undefined) response.writeHead(status).end();
    else json(response, status, body);
    return;
  }
  const told = site.reports.answer(path, query);
  if (told !== undefined) return json(response, 200, told);
  if (Object.hasOwn(SAMPLE_ANSWERS, path)) return json(response, 200, SAMPLE_ANSWERS[path]);
  switch (path) {
    case "/settings":
      return json(response, 200, site.settings);
    case "/definitions":
      return json(response, 200, { version: 7, definitions: SAMPLE_DEFINITIONS });
    case "/catalogue":
      return json(response, 200, { version: 1, products: SAMPLE_PRODUCTS });
    case "/model":
      return json(response, 200, SAMPLE_MODEL);
    case "/model/rebuild":
      return json(response, 200, { ...SAMPLE_MODEL, version: SAMPLE_MODEL.version + 1 });
    case "/live-ticket":
      return json(response, 200, { ticket: "sample-ticket" });
    case "/v1/dev/sites/demo/shoppers":
      return json(response, 200, { wanted: false, walking: 12 });
    default:
      return json(response, 404, { reason: "not_found", detail: `no ${path}` });
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
}

/** Cloudflare's `_headers` syntax: a path at the start of a line, its headers indented below it. */
function parseHeaders(text: string): [pattern: string, values: Headers][] {
  const parsed: [string, Headers][] = [];
  for (const line of text.split("\n")) {
    const header = /^\s+([\w-]+):\s*(.+)$/.exec(line);
    if (header?.[1] !== undefined && header[2] !== undefined) parsed.at(-1)?.[1].set(header[1], header[2]);
    else if (line.trim() !== "") parsed.push([line.trim(), new Headers()]);
  }
  return parsed;
}

function covers(pattern: string, pathname: string): boolean {
  return pattern.endsWith("*") ? pathname.startsWith(pattern.slice(0, -1)) : pathname === pattern;
}
