/** Listens on the site's live feed whether shoppers are wanted, and says how many walk. Reconnects by itself. */
import type { LiveMessage } from "../../wire/console.ts";

/** Milliseconds until the first new try after the line broke, doubling up to the longest. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

export interface Orders {
  /** Reports how many walk now. */
  tell(walking: number): void;
  close(): void;
}

export interface OrdersOptions {
  /** Origin of the Worker. */
  url: string;
  /** Id of the site. */
  site: string;
  /** Called with every order, also with repeated ones. */
  wanted: (wanted: boolean) => void;
}

export function listenForOrders({ url, site, wanted }: OrdersOptions): Orders {
  const address = new URL(`/v1/sites/${site}/live?role=shoppers`, url);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let walking = 0;
  let closed = false;

  function connect(): void {
    socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      retryMs = FIRST_RETRY_MS;
      report();
    });
    socket.addEventListener("message", ({ data }) => {
      const message = readMessage(data);
      if (message?.type === "shoppers") wanted(message.shoppers.wanted);
    });
    // After an error a close follows; it alone reconnects.
    socket.addEventListener("error", () => undefined);
    socket.addEventListener("close", () => {
      if (closed) return;
      retry = setTimeout(connect, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
  }

  function report(): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ walking }));
  }

  connect();
  return {
    tell(count) {
      walking = count;
      report();
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}

function readMessage(data: unknown): LiveMessage | undefined {
  try {
    return JSON.parse(String(data)) as LiveMessage;
  } catch {
    // Not from our Worker; nothing to obey.
    return undefined;
  }
}
