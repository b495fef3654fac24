/**
 * A Worker as far as the Live screen can tell: the built console, and a live feed that sends as many entries a second as it
 * is told. A real socket; the few frames it needs of RFC 6455 are written here, so that nothing of a library's is measured.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { extname, join } from "node:path";
import type { LiveMessage } from "../../wire/console.ts";
import { feedEntry } from "./feed-entry.ts";

export interface Feed {
  origin: string;
  /** Resolves once a console watches. */
  watched(): Promise<void>;
  /** Sends `rate` entries a second for so long, in the steps in which a network delivers. */
  run(rate: number, seconds: number): Promise<void>;
  /** Entries sent so far. */
  sent(): number;
  close(): void;
}

/** Appended to the client's key, by RFC 6455 section 1.3. */
const HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT_FRAME = 0x81;
/** Lengths from here on take two bytes of their own. */
const SHORT_LENGTH = 126;
const STEP_MS = 20;
const PULSE_MS = 1_000;

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** @param assets the folder of static files, with `console/` in it */
export async function serveFeed(assets: string): Promise<Feed> {
  let sent = 0;
  let socket: Duplex | undefined;
  let onWatched: () => void = () => undefined;
  const watched = new Promise<void>((resolve) => (onWatched = resolve));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://feed.test");
    if (pathname.startsWith("/v1/")) {
      response.writeHead(404, { "content-type": "application/problem+json" }).end('{"detail":"only the feed is here"}');
      return;
    }
    const file = extname(pathname) === "" ? "console/index.html" : pathname;
    readFile(join(assets, file)).then(
      (content) => response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  server.on("upgrade", (request, upgraded) => {
    const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}${HANDSHAKE}`).digest("base64");
    upgraded.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    upgraded.on("error", () => undefined);
    // The console says nothing but "ping".
    upgraded.on("data", () => upgraded.write(frameOf("pong")));
    socket = upgraded;
    tell({ type: "hello", recent: [], pulse: pulse(), development: false, shoppers: { wanted: false, walking: 0 } });
    onWatched();
  });
  const tell = (message: LiveMessage): void => void socket?.write(frameOf(JSON.stringify(message)));
  const pulse = () => ({ visitorsNow: 900, eventsPerMinute: Array.from({ length: 30 }, () => 12_000), at: Date.now() });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    watched: () => watched,
    run: async (rate, seconds) => {
      const began = performance.now();
      let due = 0;
      let pulses = 0;
      for (let elapsed = 0; elapsed < seconds * 1_000; elapsed = performance.now() - began) {
        // By the clock, so that a late timer sends what it owes.
        for (const owed = Math.floor((rate * elapsed) / 1_000); due < owed; due++) {
          tell({ type: "entry", entry: feedEntry(++sent, Date.now()) });
        }
        for (; pulses * PULSE_MS < elapsed; pulses++) tell({ type: "pulse", pulse: pulse() });
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      }
    },
    sent: () => sent,
    close: () => {
      socket?.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < SHORT_LENGTH
      ? Buffer.from([TEXT_FRAME, body.length])
      : Buffer.from([TEXT_FRAME, SHORT_LENGTH, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, body]);
}
