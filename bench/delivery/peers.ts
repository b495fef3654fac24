/** The peers that track events: each vendor's own file, its usual settings, and a collector that reads their bodies. */
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Scope } from "../scope.ts";
import { fetchPeers } from "../sdk-peers/fetch-peers.ts";
import { PEERS } from "../sdk-peers/peers.ts";
import type { Peer } from "../sdk-peers/peers.ts";
import { listenAnew } from "./listen.ts";
import type { Subject, SubjectSite } from "./subject.ts";

/** A click's mark in a body, however that is packed. */
const MARK = /click-(\d+)-mark/g;
const mark = "`click-${n}-mark`";

/** How each tracks an event. Who is not here is not a tracker of events, and is left out. */
const TRACK: Record<string, { track: string; ready: string; after?: string }> = {
  Plausible: {
    ready: "window.benchTrack !== undefined",
    track: `window.benchTrack("step", { props: { n: ${mark} } })`,
    after: `import { init, track } from "/peer.js"; init({ domain: "shop.example", endpoint: "ORIGIN/event", captureOnLocalhost: true }); window.benchTrack = track`,
  },
  Snowplow: {
    ready: "window.snowplowBrowserTracking !== undefined",
    track: `window.snowplowBrowserTracking.trackStructEvent({ category: "bench", action: ${mark} })`,
  },
  Segment: { ready: "window.analytics?.initialized === true", track: `window.analytics.track("step", { n: ${mark} })` },
  Mixpanel: {
    ready: "window.mixpanel?.get_distinct_id !== undefined",
    track: `window.mixpanel.track("step", { n: ${mark} })`,
  },
  Countly: { ready: "window.Countly?.add_event !== undefined", track: `window.Countly.add_event({ key: ${mark} })` },
  Jitsu: { ready: "window.jitsu?.track !== undefined", track: `window.jitsu.track("step", { n: ${mark} })` },
  Amplitude: {
    ready: "window.amplitude?.track !== undefined",
    track: `window.amplitude.track("step", { n: ${mark} })`,
  },
  PostHog: { ready: "window.posthog?.__loaded === true", track: `window.posthog.capture("step", { n: ${mark} })` },
};

export const PEER_NAMES = Object.keys(TRACK);

/** Most of the time a peer's run waits for what never comes, so many may wait side by side. */
const LANES = 24;
const KILL_LANES = 6;

/** Milliseconds: the slowest of them sends a batch every ten seconds (Mixpanel's retry, PostHog's after a failure). */
const PATIENCE_MS = 12_000;

/** @throws Skip where npm's registry cannot be reached */
export async function peerSubjects(
  names: readonly string[],
  scope: Scope,
  report: (line: string) => void,
): Promise<Subject[]> {
  const files = await fetchPeers(scope, report);
  return PEERS.filter(({ name }) => names.includes(name)).flatMap((peer) => {
    const how = TRACK[peer.name];
    const code = peer.package === undefined ? undefined : files.get(peer.package);
    if (how === undefined || code === undefined) return [];
    const made = { ...peer, ...(how.after !== undefined && { after: how.after }) };
    return [
      {
        name: peer.name,
        lanes: LANES,
        killLanes: KILL_LANES,
        patienceMs: PATIENCE_MS,
        ready: how.ready,
        track: () => how.track,
        open: () => openSite(made, code),
      },
    ];
  });
}

async function openSite(peer: Peer, code: Buffer): Promise<SubjectSite> {
  const taken: number[] = [];
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const path = request.url?.split("?")[0] ?? "/";
    const send = (type: string, body: string | Buffer): ServerResponse =>
      response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
    if (path === "/") return void send("text/html;charset=utf-8", pageOf(peer).replaceAll("ORIGIN", origin));
    if (path === "/bare") return void send("text/html;charset=utf-8", "<!doctype html><title>No SDK here</title>");
    if (path === "/peer.js") return void send("text/javascript;charset=utf-8", code);
    const settings = peer.answers?.[path];
    if (settings !== undefined)
      return void send("application/json", JSON.stringify(settings).replaceAll("HOST", origin.slice("http://".length)));
    if (site.weather === "cut") return void request.socket.destroy();
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (site.weather === "503") return response.writeHead(503).end();
      for (const [, n] of readable(request.url ?? "", Buffer.concat(parts)).matchAll(MARK)) taken.push(Number(n));
      if (site.weather === "unanswered") return response.destroy();
      return send("application/json", JSON.stringify(peer.taken ?? {}));
    });
  });
  const origin = await listenAnew(server);
  const site: SubjectSite = {
    origin,
    weather: "fair",
    count() {
      const delivered = new Set(taken).size;
      return { delivered, duplicates: taken.length - delivered, repeats: 0 };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}

function pageOf({ before = "", after = "", attributes = "", module: isModule }: Peer): string {
  const scripts = isModule
    ? `<script type="module">${after}</script>`
    : `<script>${before}</script><script async src="/peer.js" ${attributes} onload='${after}'></script>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${scripts}<h1>Shop</h1></html>`;
}

/** A body as text: unzipped, unescaped, and with what is base64 in it said in clear as well. */
function readable(address: string, body: Buffer): string {
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  const text = unescaped(`${address}\n${plain.toString("utf8")}`);
  const packed = text.match(/[\w+/-]{40,}/g) ?? [];
  return [
    text,
    ...packed.filter((one) => !one.includes("click-")).map((one) => Buffer.from(one, "base64").toString()),
  ].join("\n");
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
