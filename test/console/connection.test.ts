import { beforeEach, describe, expect, it } from "vitest";
import { keepConnected, retryDelay } from "../../console/live/connection.ts";
import type { LinkState, LivePorts, LiveSocket, SocketEvents } from "../../console/live/connection.ts";
import type { LiveMessage } from "../../wire/console.ts";

/** A socket the test plays the Worker for. */
class FakeSocket implements LiveSocket {
  events: SocketEvents | undefined;
  sent: string[] = [];
  isClosed = false;
  listen(events: SocketEvents): void {
    this.events = events;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
}

let sockets: FakeSocket[];
let states: LinkState["kind"][];
let messages: LiveMessage[];
let heard: number;
/** What waits to be run, with its delay; one at most, because a new timer replaces the last. */
let timers: { action: () => void; milliseconds: number }[];
let answer: "socket" | "locked" | "unreachable";
let isLocked: boolean;

beforeEach(() => {
  [sockets, states, messages, timers, heard] = [[], [], [], [], 0];
  [answer, isLocked] = ["socket", false];
});

function ports(): LivePorts {
  return {
    open: async () => {
      if (answer !== "socket") return answer;
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    isLocked: async () => isLocked,
    heard: () => {
      heard += 1;
    },
    message: (message) => messages.push(message),
    state: ({ kind }) => states.push(kind),
    later: (action, milliseconds) => {
      const timer = { action, milliseconds };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    now: () => 0,
    chance: () => 0.5,
  };
}

/** Lets the promises of the connection settle. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const fire = async () => {
  timers.shift()?.action();
  await settle();
};

describe("the live connection", () => {
  it("opens, and passes on the messages it knows", async () => {
    keepConnected(ports());
    await settle();
    sockets[0]?.events?.open();
    sockets[0]?.events?.message(JSON.stringify({ type: "definitions", version: 4 }));
    sockets[0]?.events?.message(JSON.stringify({ type: "from_the_future" }));
    sockets[0]?.events?.message("pong");
    sockets[0]?.events?.message("{ no json");
    expect(states).toEqual(["connecting", "open"]);
    expect(messages).toEqual([{ type: "definitions", version: 4 }]);
    expect(heard).toBe(4);
  });

  it("tries again with growing pauses, and begins anew once it was open", async () => {
    keepConnected(ports());
    await settle();
    const delays: (number | undefined)[] = [];
    for (const _ of [1, 2, 3]) {
      sockets.at(-1)?.events?.close();
      await settle();
      delays.push(timers[0]?.milliseconds);
      await fire();
    }
    // Chance 0.5 draws three quarters of 500, 1000, 2000 ms.
    expect(delays).toEqual([375, 750, 1500]);
    sockets.at(-1)?.events?.open();
    sockets.at(-1)?.events?.close();
    await settle();
    expect(timers[0]?.milliseconds).toBe(375);
  });

  it("says that a token is missing instead of trying for ever", async () => {
    isLocked = true;
    const link = keepConnected(ports());
    await settle();
    sockets[0]?.events?.close();
    await settle();
    expect(states.at(-1)).toBe("locked");
    expect(timers).toEqual([]);
    isLocked = false;
    link.retry();
    await settle();
    sockets[1]?.events?.open();
    expect(states.at(-1)).toBe("open");
  });

  it("is locked, or waits, where no socket can be had", async () => {
    answer = "locked";
    const link = keepConnected(ports());
    await settle();
    answer = "unreachable";
    link.retry();
    await settle();
    expect(states).toEqual(["connecting", "locked", "connecting", "waiting"]);
  });

  it("asks a silent socket whether it lives, and gives it up when no answer comes", async () => {
    keepConnected(ports());
    await settle();
    sockets[0]?.events?.open();
    await fire();
    expect(sockets[0]?.sent).toEqual(["ping"]);
    sockets[0]?.events?.message("pong");
    await fire();
    await fire();
    expect(sockets[0]?.sent).toEqual(["ping", "ping"]);
    expect(sockets[0]?.isClosed).toBe(true);
    expect(states.at(-1)).toBe("waiting");
  });

  it("hears nothing more from a socket it has left", async () => {
    const link = keepConnected(ports());
    await settle();
    sockets[0]?.events?.open();
    link.stop();
    sockets[0]?.events?.message(JSON.stringify({ type: "definitions", version: 4 }));
    sockets[0]?.events?.close();
    await settle();
    expect(messages).toEqual([]);
    expect(states).toEqual(["connecting", "open"]);
    expect(timers).toEqual([]);
  });
});

describe("the pause before trying again", () => {
  it("doubles from half a second to a quarter of a minute, and its upper half is drawn", () => {
    expect([0, 1, 2, 3, 4, 5, 20].map((attempt) => retryDelay(attempt, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
    expect(retryDelay(20, 0)).toBe(7_500);
  });
});
