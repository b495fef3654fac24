/** Keeps one live socket open: reconnects with growing pauses, and says how it stands. Ports in, no browser needed. */
import type { LiveMessage } from "../../wire/console.ts";
import { parseLiveMessage } from "./live-message.ts";

/** First pause before trying again. */
const FIRST_RETRY_MS = 500;
/** Longest pause: a site that comes back is seen within a quarter of a minute. */
const LONGEST_RETRY_MS = 15_000;
/** A quiet socket is asked so often whether it still lives; the Worker answers without waking anything. */
const PING_MS = 20_000;
/** An answer that takes longer is none: a laptop that slept, a network that changed. */
const PONG_WITHIN_MS = 10_000;

export type LinkState =
  | { kind: "connecting" }
  | { kind: "open" }
  /** Lost; tries again at `retryAt`, epoch milliseconds. */
  | { kind: "waiting"; retryAt: number }
  /** The Worker asks for a token. */
  | { kind: "locked" };

/** What a socket reports. */
export interface SocketEvents {
  open(): void;
  message(data: unknown): void;
  close(): void;
}

/** The parts of a WebSocket that are used. */
export interface LiveSocket {
  listen(events: SocketEvents): void;
  send(text: string): void;
  close(): void;
}

export interface LivePorts {
  /** A socket that is being opened; or why there can be none. */
  open(): Promise<LiveSocket | "locked" | "unreachable">;
  /** A socket closed before it opened, which hides the status: asks the Worker whether a token is missing. */
  isLocked(): Promise<boolean>;
  /** The Worker was heard: a message, or its answer to a ping. */
  heard(): void;
  message(message: LiveMessage): void;
  state(state: LinkState): void;
  /** Runs `action` after `milliseconds`; the answer cancels it. */
  later(action: () => void, milliseconds: number): () => void;
  now(): number;
  /** 0 ≤ chance < 1. */
  chance(): number;
}

export interface LiveLink {
  /** Tries at once, as when the network is back or a token was given. */
  retry(): void;
  /** Closes, until `retry`. */
  stop(): void;
}

/**
 * Pause before the `attempt`-th try again, counted from 0: doubles up to the longest, and the upper half of it is
 * drawn, so that all consoles do not come back in the same instant after a deployment.
 */
export function retryDelay(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
  return Math.round(longest / 2 + (longest / 2) * chance);
}

export function keepConnected(ports: LivePorts): LiveLink {
  let attempt = 0;
  let socket: LiveSocket | undefined;
  let cancelTimer: (() => void) | undefined;
  // Each try has a number; what an older try still says is ignored.
  let current = 0;

  const schedule = (action: () => void, milliseconds: number): void => {
    cancelTimer?.();
    cancelTimer = ports.later(action, milliseconds);
  };

  const connect = async (): Promise<void> => {
    const mine = ++current;
    cancelTimer?.();
    ports.state({ kind: "connecting" });
    const opened = await ports.open();
    if (mine !== current) {
      if (typeof opened !== "string") opened.close();
      return;
    }
    if (opened === "locked") return ports.state({ kind: "locked" });
    if (opened === "unreachable") return wait();
    listen(opened, mine);
  };

  const listen = (opened: LiveSocket, mine: number): void => {
    socket = opened;
    let wasOpen = false;
    opened.listen({
      open: () => {
        if (mine !== current) return;
        wasOpen = true;
        attempt = 0;
        ports.state({ kind: "open" });
        schedule(ping, PING_MS);
      },
      message: (data) => {
        if (mine !== current) return;
        ports.heard();
        schedule(ping, PING_MS);
        const message = parseLiveMessage(data);
        if (message !== undefined) ports.message(message);
      },
      close: () => {
        if (mine === current) void closed(mine, wasOpen);
      },
    });
  };

  const ping = (): void => {
    socket?.send("ping");
    schedule(lost, PONG_WITHIN_MS);
  };

  const lost = (): void => {
    drop();
    wait();
  };

  const closed = async (mine: number, wasOpen: boolean): Promise<void> => {
    const isLocked = !wasOpen && (await ports.isLocked());
    if (mine !== current) return;
    if (isLocked) ports.state({ kind: "locked" });
    else wait();
  };

  const wait = (): void => {
    const delay = retryDelay(attempt, ports.chance());
    attempt += 1;
    ports.state({ kind: "waiting", retryAt: ports.now() + delay });
    schedule(() => void connect(), delay);
  };

  const drop = (): void => {
    current += 1;
    cancelTimer?.();
    socket?.close();
    socket = undefined;
  };

  void connect();
  return {
    retry: () => {
      drop();
      attempt = 0;
      void connect();
    },
    stop: drop,
  };
}
