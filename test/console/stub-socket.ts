/** Plays the Worker's live socket inside the page: a stubbed `WebSocket` that the test opens, feeds and drops. */
import type { Page } from "puppeteer-core";
import type { LiveEntry, LiveMessage } from "../../wire/console.ts";
import { OWN_VISITOR, SAMPLE_PULSE, sampleEntry } from "./sample-site.ts";

interface StubWindow {
  /** Sockets the page has made, newest last. */
  stubSockets: EventTarget[];
}

/** Installs the stub before any script of the page, and this browser's own visit to the shop. */
export async function stubSocket(page: Page): Promise<void> {
  await page.evaluateOnNewDocument((visitor: string) => {
    localStorage.setItem("sv.visitor.pk_demo", visitor);
    const made: EventTarget[] = [];
    class StubSocket extends EventTarget {
      readonly url: string;
      constructor(url: string | URL) {
        super();
        this.url = String(url);
        made.push(this);
      }
      send(): void {}
      close(): void {}
    }
    Object.assign(window, { WebSocket: StubSocket, stubSockets: made });
  }, OWN_VISITOR);
}

/** Opens the newest socket and greets with the last entries, oldest first. */
export async function openSocket(page: Page, recent: LiveEntry[] = []): Promise<void> {
  await page.waitForFunction(() => (window as unknown as StubWindow).stubSockets.length > 0);
  await page.evaluate(() => {
    (window as unknown as StubWindow).stubSockets.at(-1)?.dispatchEvent(new Event("open"));
  });
  await say(page, {
    type: "hello",
    recent,
    pulse: SAMPLE_PULSE,
    development: true,
    shoppers: { wanted: true, walking: 12 },
  });
}

/** Sends one message to the page. */
export async function say(page: Page, message: LiveMessage): Promise<void> {
  await page.evaluate((data: string) => {
    (window as unknown as StubWindow).stubSockets.at(-1)?.dispatchEvent(new MessageEvent("message", { data }));
  }, JSON.stringify(message));
}

/** Sends a new entry. */
export async function sayEntry(page: Page, seq: number, changes: Partial<LiveEntry> = {}): Promise<void> {
  await say(page, { type: "entry", entry: sampleEntry(seq, changes) });
}

/** Closes the newest socket, as a lost network or a refusing Worker does. */
export async function dropSocket(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as unknown as StubWindow).stubSockets.length > 0);
  await page.evaluate(() => {
    (window as unknown as StubWindow).stubSockets.at(-1)?.dispatchEvent(new Event("close"));
  });
}

/** Sends `perSecond` entries a second for `seconds`, from within the page, numbered from `firstSeq`. */
export async function flood(page: Page, firstSeq: number, perSecond: number, seconds: number): Promise<void> {
  const template = JSON.stringify(sampleEntry(0));
  await page.evaluate(
    async (text: string, first: number, rate: number, span: number) => {
      // Twenty bursts a second, as a network delivers, rather than one timer for each entry.
      const BURSTS = 20;
      for (let burst = 0; burst < span * BURSTS; burst += 1) {
        for (let index = 0; index < rate / BURSTS; index += 1) {
          const seq = first + burst * (rate / BURSTS) + index;
          const data = JSON.stringify({ type: "entry", entry: { ...JSON.parse(text), seq } });
          (window as unknown as StubWindow).stubSockets.at(-1)?.dispatchEvent(new MessageEvent("message", { data }));
        }
        await new Promise((resolve) => setTimeout(resolve, 1_000 / BURSTS));
      }
    },
    template,
    firstSeq,
    perSecond,
    seconds,
  );
}
