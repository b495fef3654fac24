/** One page with one peer on it, and a collector on the same origin that answers at once. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Scope } from "../scope.ts";
import type { Peer } from "./peers.ts";

/** A peer with its file's content; without one, the bare page. */
export interface Contestant extends Partial<Peer> {
  name: string;
  code?: Buffer;
  /** What the file fetches of itself, by path. */
  chunks?: (path: string) => Buffer | undefined;
}

export interface PeerSite {
  /** Address of the page with this contestant on it. */
  address(contestant: Contestant): string;
  /** Requests of this contestant that its file or page are not: what it fetched and sent. */
  requests(contestant: Contestant): number;
}

/** Products on the page: a shop's list, so that the browser has a page to lay out beside the script. */
const PRODUCTS = 60;

export async function startPeerSite(scope: Scope, contestants: readonly Contestant[]): Promise<PeerSite> {
  const counts = new Map<string, number>();
  // One origin for each, by name: what one stores is not there for another.
  const hostOf = (contestant: Contestant): string => `peer-${contestants.indexOf(contestant)}.localhost`;
  const server = createServer((request, response) => {
    const host = request.headers.host ?? "";
    const contestant = contestants.find((one) => host.startsWith(`${hostOf(one)}:`));
    const path = request.url?.split("?")[0] ?? "/";
    if (!contestant) return response.writeHead(404).end();
    const send = (type: string, body: string | Buffer): unknown =>
      response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
    if (path === "/") return send("text/html;charset=utf-8", pageOf(contestant, `http://${host}`));
    if (path === "/peer.js") return send("text/javascript;charset=utf-8", contestant.code ?? "");
    const chunk = contestant.chunks?.(path);
    if (chunk) return send("text/javascript;charset=utf-8", chunk);
    if (path === "/favicon.ico") return response.writeHead(204).end();
    counts.set(contestant.name, (counts.get(contestant.name) ?? 0) + 1);
    const answer = JSON.stringify(contestant.answers?.[path] ?? contestant.taken ?? {}).replaceAll("HOST", host);
    return request.resume().on("end", () => send("application/json", answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  scope.onEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: (contestant) => `http://${hostOf(contestant)}:${port}/`,
    requests: ({ name }) => counts.get(name) ?? 0,
  };
}

function pageOf(contestant: Contestant, origin: string): string {
  const { before = "", after = "", attributes = "", module: isModule, code, body = "" } = contestant;
  const products = Array.from({ length: PRODUCTS }, (_, at) => `<li><a href="/p/${at}">Product ${at}</a> € ${at}</li>`);
  const scripts = isModule
    ? `<script type="module">${after}</script>`
    : `<script>${before}</script><script async src="/peer.js" ${attributes} onload='${after}'></script>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<style>body{font:16px sans-serif}</style>${code ? scripts.replaceAll("ORIGIN", origin) : ""}
<body><h1>Shop</h1>${body}<ul>${products.join("")}</ul></body></html>`;
}
