/** The live feed's sockets, hibernating: while nothing happens, the object may sleep and the sockets stay open. */
import type { LiveEntry, LiveMessage, ShoppersState } from "../../wire/console.ts";
import type { UnnumberedEntry } from "./live-tap.ts";

/** A console watches; the demo's simulated shoppers take orders. Kept with the socket over hibernation. */
export type Role = "console" | "shoppers";

/** Entries a console gets on opening. */
const RECENT_ENTRIES = 50;
/** Erased visitors remembered: an isolate brings what waits in it within seconds. */
const ERASED_REMEMBERED = 1_000;

export class LiveFeed {
  readonly #ctx: DurableObjectState;
  #recent: LiveEntry[] = [];
  #seq = 0;
  /** Erased visitors, and when: an isolate may still bring what they did before. */
  readonly #erased = new Map<string, number>();

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered by the platform without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  accept(role: Role): { client: WebSocket; server: WebSocket } {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [role]);
    return { client, server };
  }

  recent(): LiveEntry[] {
    return this.#recent;
  }

  /** Entries of one visitor among those a console gets on opening. */
  entriesOf(visitor: string): number {
    return this.#recent.filter((entry) => entry.visitor === visitor).length;
  }

  /** The visitors are erased: nothing they did until `now` is told any more. */
  forget(visitors: readonly string[], now: number): void {
    const gone = new Set(visitors);
    this.#recent = this.#recent.filter(({ visitor }) => !gone.has(visitor));
    for (const visitor of visitors) this.#erased.set(visitor, now);
    for (const visitor of this.#erased.keys()) {
      if (this.#erased.size <= ERASED_REMEMBERED) break;
      this.#erased.delete(visitor);
    }
  }

  watched(): boolean {
    return this.#ctx.getWebSockets("console").length > 0;
  }

  roleOf(socket: WebSocket): Role {
    return this.#ctx.getTags(socket).includes("shoppers") ? "shoppers" : "console";
  }

  shoppersThere(): boolean {
    return this.#ctx.getWebSockets("shoppers").length > 0;
  }

  push(entries: readonly UnnumberedEntry[]): void {
    for (const entry of entries) {
      if (entry.at <= (this.#erased.get(entry.visitor) ?? 0)) continue;
      // Seeded from the clock, so that numbers still rise after the object slept and forgot.
      this.#seq = Math.max(this.#seq + 1, this.#seq === 0 ? entry.at : 0);
      const numbered = { seq: this.#seq, ...entry };
      this.#recent.push(numbered);
      this.tell({ type: "entry", entry: numbered });
    }
    if (this.#recent.length > RECENT_ENTRIES) this.#recent.splice(0, this.#recent.length - RECENT_ENTRIES);
  }

  /** To every console; the shoppers hear only of themselves. */
  tell(message: LiveMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#ctx.getWebSockets("console")) send(socket, text);
  }

  tellShoppers(shoppers: ShoppersState): void {
    this.tell({ type: "shoppers", shoppers });
    const text = JSON.stringify({ type: "shoppers", shoppers } satisfies LiveMessage);
    for (const socket of this.#ctx.getWebSockets("shoppers")) send(socket, text);
  }
}

/** A socket that is closing throws on send; it is gone soon, and its console asks again when it reconnects. */
function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close();
  }
}
