/** Ours, against the real Worker under the bare `workerd`: what was counted is what it has stored of the visitors. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { sdkStep } from "../../start/build-sdk.ts";
import { workerStep } from "../../start/build-worker.ts";
import { ASSETS } from "../../start/paths.ts";
import { runIfStale } from "../../start/stale.ts";
import type { CollectRequest, CollectResponse } from "../../wire/collect.ts";
import type { VisitorView } from "../../wire/console.ts";
import type { SiteSettings } from "../../wire/definitions.ts";
import type { Scope } from "../scope.ts";
import { serveBundle, writeBundleConfig } from "../serve-bundle.ts";
import { listenAnew } from "./listen.ts";
import type { RunCount, Subject, SubjectSite } from "./subject.ts";

export const OURS = "Sameview";

const SITE = "delivery";
const SETTINGS: SiteSettings = {
  name: SITE,
  keys: [`pk_${SITE}`],
  origins: ["*"],
  locale: "en",
  currency: "EUR",
  eventAgeDays: 30,
  retentionDays: 395,
  consentDefault: "granted",
};

/** Events of a click, as `track` below makes them. */
const CLICKS = ["step", "add_to_cart"];

/** What the Worker is told of the sender. */
const PASSED_ON = ["origin", "user-agent", "content-type", "accept-language"];

/** The tag's file, and its chunks. */
const OWN_FILE = /^\/sdk[\w.-]*\.js$/;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<script async src="/sdk.js" data-key="pk_${SITE}"></script><h1>Shop</h1></html>`;

/** Starts the Worker; it ends with the scope. */
export async function openOurs(scope: Scope): Promise<Subject> {
  await runIfStale(sdkStep);
  await runIfStale(workerStep);
  const folder = scope.tempDir("delivery");
  writeBundleConfig(folder);
  const { url } = await serveBundle(scope, folder, join(folder, "objects"));
  const response = await fetch(`${url}/v1/sites/${SITE}/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(SETTINGS),
  });
  if (!response.ok) throw new Error(`the site was refused: ${await response.text()}`);
  return {
    name: OURS,
    lanes: 4,
    killLanes: 2,
    // The queue leaves another tab's events alone for three seconds; a busy machine is given the rest.
    patienceMs: 20_000,
    isClick: "(row) => row?.event?.params?.n !== undefined",
    ready: "window.sameview?.version !== undefined",
    track: (telling) =>
      `window.sameview("track", "${telling ? CLICKS[1] : CLICKS[0]}", { n, items: [{ item_id: "a" }] })`,
    open: () => openSite(url),
  };
}

/** A shop on an origin of its own, and between it and the Worker the weather. */
async function openSite(worker: string): Promise<SubjectSite> {
  const visitors = new Set<string>();
  let repeats = 0;
  /** Requests that the Worker has answered, and how many of them the last count has seen. */
  let answered = 0;
  let counted = -1;
  let count: RunCount = { delivered: 0, duplicates: 0, repeats: 0 };

  async function collect(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    if (site.weather === "cut") return request.socket.destroy();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (site.weather === "503") return response.writeHead(503).end();
    const body = Buffer.concat(parts);
    remember((JSON.parse(body.toString()) as CollectRequest).visitor);
    const headers = PASSED_ON.map((name): [string, string] => [name, shopper(String(request.headers[name] ?? ""))]);
    const answer = await fetch(`${worker}/v1/collect`, { method: "POST", body, headers });
    const text = await answer.text();
    if (answer.ok) {
      const said = JSON.parse(text) as CollectResponse;
      if (said.dropped) throw new Error(`the Worker stores nothing of this browser: ${said.dropped}`);
      remember(said.visitor);
      repeats += said.duplicates;
      answered++;
    }
    if (site.weather === "unanswered") return request.socket.destroy();
    return response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  }

  /** Without the signature: the Worker's own name for them. */
  function remember(visitor: string | undefined): void {
    if (visitor !== undefined) visitors.add(visitor.split(".")[0]!);
  }

  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "/";
    const send = (type: string, body: string | Buffer): unknown =>
      response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
    if (path === "/v1/collect") {
      // A tab that is killed cuts its own connection; what it had sent is with the Worker or is sent again.
      collect(request, response).catch(() => response.destroy());
    } else if (path === "/") send("text/html;charset=utf-8", PAGE);
    else if (path === "/bare") send("text/html;charset=utf-8", "<!doctype html><title>No SDK here</title>");
    else if (OWN_FILE.test(path)) send("text/javascript;charset=utf-8", readFileSync(join(ASSETS, path)));
    else response.writeHead(404).end();
  });
  const origin = await listenAnew(server);
  const site: SubjectSite = {
    origin,
    weather: "fair",
    async count() {
      if (counted === answered) return count;
      const before = answered;
      count = { ...(await countStored(worker, visitors)), repeats };
      counted = before;
      return count;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}

/**
 * A browser without a window says so in requests that outlive their page, whatever the page was told to say; the Worker
 * would take it for the bot that it mostly is.
 */
function shopper(header: string): string {
  return header.replace("HeadlessChrome", "Chrome");
}

/** As the console reads visitors: their timelines, and how many events their profiles have counted. */
async function countStored(worker: string, visitors: Iterable<string>): Promise<Omit<RunCount, "repeats">> {
  const clicks: unknown[] = [];
  let beyond = 0;
  for (const visitor of visitors) {
    const response = await fetch(`${worker}/v1/sites/${SITE}/visitors/${encodeURIComponent(visitor)}`);
    const text = await response.text();
    if (response.status === 404) continue;
    if (!response.ok) throw new Error(`the Worker does not say what it has stored: ${text}`);
    const { timeline, eventCount } = JSON.parse(text) as VisitorView;
    clicks.push(...timeline.filter(({ name }) => CLICKS.includes(name)).map(({ params }) => params?.["n"]));
    beyond += eventCount - timeline.length;
  }
  const delivered = new Set(clicks).size;
  return { delivered, duplicates: clicks.length - delivered + beyond };
}
