/** A shop and an edge on two ports of this machine: fixture pages under a strict policy, and a collector that can misbehave. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../start/paths.ts";
import { sdkStep } from "../../start/build-sdk.ts";
import { runIfStale } from "../../start/stale.ts";
import type { CollectRequest, CollectResponse } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import type { BehaviourEvent } from "../../wire/event.ts";

export const KEY = "pk_test";

/** What the collector answers instead of taking the events. */
export interface Misbehaviour {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface Site {
  /** Origin of the shop's pages. */
  shop: string;
  /** Origin of `sdk.js` and `/v1/collect`. */
  edge: string;
  /** HTML by path, such as `/`. */
  pages: Map<string, string>;
  /** Everything that was posted, in order, also what was then refused. */
  requests: CollectRequest[];
  /** Events taken, each once. */
  events(): BehaviourEvent[];
  /** Taken events of this name. */
  named(name: string): BehaviourEvent[];
  /** What the edge serves instead of a built chunk, by its name, such as `extras`. */
  chunks: Map<string, string>;
  /** Paths of the SDK's files that were fetched, but `sdk.js`. */
  chunkLoads: string[];
  /** How often `sdk.js` was fetched. */
  scriptLoads: number;
  /** Milliseconds since the epoch at which each request came. */
  times: number[];
  /** Cuts every connection to the collector, as a dead network does. */
  down: boolean;
  /** Takes the events, and cuts the connection instead of answering. */
  loseAnswers: boolean;
  /** Milliseconds before an answer leaves. */
  delayMs: number;
  /** Says what is wrong with a request; `undefined` takes it. */
  misbehave: (request: CollectRequest) => Misbehaviour | undefined;
  /** Makes the decision for a placement; default none. */
  decide: (placement: string) => Decision;
  /** Changes an answer before it leaves. */
  amend: (answer: CollectResponse, request: CollectRequest) => CollectResponse;
  /** Forgets what came and behaves well again; pages stay. */
  reset(): void;
  /** The visitors so far have gone: what their connections still bring, as a closed tab's beacon, is not counted. */
  part(): void;
  close(): Promise<void>;
}

/**
 * A policy that allows nothing inline, no evaluation, and only the hosts that the SDK's README names.
 *
 * @param inline Text of the one inline script that it allows, by its hash.
 */
export function strictPolicy(edge: string, inline?: string): string {
  const hash = inline && ` 'sha384-${createHash("sha384").update(inline).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src 'self' ${edge}${hash ?? ""}`,
    `connect-src ${edge}`,
    "img-src 'self' https:",
    "style-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** A page with the SDK's tag. */
export function html(options: { tag: string; head?: string; body?: string; lang?: string }): string {
  return `<!doctype html><html lang="${options.lang ?? "en"}"><meta charset="utf-8"><title>Shop</title>
<link rel="stylesheet" href="/page.css">${options.head ?? ""}${options.tag}<body>${options.body ?? "<p>Hello</p>"}</body></html>`;
}

/** The script tag as a site writes it. */
export function tag(edge: string, attributes = `data-key="${KEY}"`): string {
  return `<script async src="${edge}/sdk.js" ${attributes}></script>`;
}

const PAGE_CSS = `body{margin:0;font:16px/1.4 sans-serif}.hero{min-height:160px}.row{min-height:300px}.tall{height:3000px}
sv-placement{display:block}
.wild .sv-image{width:auto;height:auto}.fixed{height:200px;padding:10px;border:2px solid}`;
/** What a careless theme does to everything on its pages, and then some. */
const HOSTILE_CSS = `*{font-size:60px!important;text-transform:uppercase!important;float:left!important}
p,section{display:none!important}body>div{height:0!important;overflow:hidden!important;opacity:1}div:empty{display:none!important}`;
const STUB = `window.sameview=window.sameview||function(){(sameview.q=sameview.q||[]).push(arguments)}`;

/** Milliseconds for which `/late.svg` keeps a page waiting: long after everything else is painted. */
const LATE_MS = 400;

/** A red square. */
const PIXEL = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"><rect width="240" height="240" fill="red"/></svg>`;

function empty(placement: string): Decision {
  const why = "nothing to show";
  return {
    id: `d-${placement}`,
    placement,
    kind: "none",
    reason: "DEFAULT",
    why,
    probability: 1,
    model: 0,
    definitions: 1,
  };
}

function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(handler);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function originOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Starts both, with an SDK as its sources are now. */
export async function startSite(): Promise<Site> {
  await runIfStale(sdkStep);
  const sdk = readFileSync(join(ROOT, "build/assets/sdk.js"));
  const taken = new Map<string, BehaviourEvent>();
  const pages = new Map<string, string>();
  const extra = new Map([
    ["/page.css", ["text/css", PAGE_CSS]],
    ["/hostile.css", ["text/css", HOSTILE_CSS]],
    ["/stub.js", ["text/javascript", STUB]],
    ["/pixel.svg", ["image/svg+xml", PIXEL]],
  ]);

  const connections = new Set<Socket>();
  const parted = new WeakSet<Socket>();

  const edgeServer = await listen((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-expose-headers", "retry-after");
    if (request.url?.startsWith("/sdk.js")) {
      site.scriptLoads++;
      response.setHeader("content-type", "text/javascript");
      return response.end(sdk);
    }
    const chunk = /^\/sdk-[\d.]+-(\w+)\.js$/.exec(request.url ?? "");
    if (chunk) {
      site.chunkLoads.push(chunk[0]);
      const file = join(ROOT, "build/assets", chunk[0]);
      const code = site.chunks.get(chunk[1]!) ?? (existsSync(file) ? readFileSync(file) : undefined);
      response.writeHead(code === undefined ? 404 : 200, { "content-type": "text/javascript" });
      return response.end(code);
    }
    if (site.down || parted.has(request.socket)) return request.socket.destroy();
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    return request.on("end", () => collect(JSON.parse(text) as CollectRequest, response));
  });

  edgeServer.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });

  function collect(request: CollectRequest, response: ServerResponse): void {
    site.requests.push(request);
    site.times.push(Date.now());
    const wrong = site.misbehave(request);
    if (wrong) {
      response.writeHead(wrong.status, { "content-type": "application/problem+json", ...wrong.headers });
      response.end(wrong.body ?? "{}");
      return;
    }
    const fresh = request.events.filter((event) => !taken.has(event.id));
    if (request.visitor) for (const event of fresh) taken.set(event.id, event);
    const answer: CollectResponse = {
      accepted: fresh.length,
      duplicates: request.events.length - fresh.length,
      rejected: [],
      ...(request.visitor && { visitor: request.visitor }),
      decisions: (request.placements ?? []).map(({ id }) => site.decide(id)),
      receivedAt: Date.now(),
    };
    if (site.loseAnswers) return void response.destroy();
    response.setHeader("content-type", "application/json");
    setTimeout(() => response.end(JSON.stringify(site.amend(answer, request))), site.delayMs);
  }

  const shopServer = await listen((request, response) => {
    const path = request.url?.split("?")[0] ?? "/";
    const file = extra.get(path);
    const page = pages.get(path);
    const type = path.endsWith(".js") ? "text/javascript;charset=utf-8" : "text/html;charset=utf-8";
    response.setHeader("content-type", file?.[0] ?? type);
    // Speculation rules are an inline script; the page that has them does not have the SDK.
    const strict = page !== undefined && !page.includes("speculationrules");
    const inline = /<script data-key[^>]*>([^<]+)<\/script>/.exec(page ?? "")?.[1];
    if (strict) response.setHeader("content-security-policy", strictPolicy(site.edge, inline));
    if (path === "/late.svg") {
      response.setHeader("content-type", "image/svg+xml");
      setTimeout(() => response.end(PIXEL), LATE_MS);
      return;
    }
    response.statusCode = file || page !== undefined ? 200 : 404;
    response.end(file?.[1] ?? page ?? "");
  });

  const site: Site = {
    shop: originOf(shopServer),
    edge: originOf(edgeServer),
    pages,
    requests: [],
    chunks: new Map(),
    chunkLoads: [],
    times: [],
    scriptLoads: 0,
    events: () => [...taken.values()],
    named: (name) => [...taken.values()].filter((event) => event.name === name),
    down: false,
    loseAnswers: false,
    delayMs: 0,
    misbehave: () => undefined,
    decide: empty,
    amend: (answer) => answer,
    reset() {
      site.requests.length = site.times.length = site.scriptLoads = site.chunkLoads.length = 0;
      site.chunks.clear();
      taken.clear();
      site.down = site.loseAnswers = false;
      site.delayMs = 0;
      site.misbehave = () => undefined;
      site.decide = empty;
      site.amend = (answer) => answer;
    },
    part() {
      for (const socket of connections) parted.add(socket);
    },
    async close() {
      for (const server of [edgeServer, shopServer]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  return site;
}
