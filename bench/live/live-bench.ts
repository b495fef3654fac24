/**
 * The Live screen under load: the built console in a real Chromium, fed by a real WebSocket at a fixed rate for a minute.
 *
 * Beside it the same page, standing still for as long: a busy machine drops frames of a still page too, and the difference
 * is the stream's. The heap is what is left after a forced collection.
 */
import { buildAll } from "../../start/build-all.ts";
import { ASSETS } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { openBrowser, requireBrowser } from "../open-browser.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { Benchmark } from "../outcome.ts";
import { serveFeed } from "./serve-feed.ts";
import { watchFrames } from "./watch-frames.ts";

const RATE = 200;
const SECONDS = 60;
/** The page is measured as it stands, filled up, and not while it fills. */
const WARM_UP_S = 5;
/** Goal of the share of frames the stream may cost. */
const GOAL_DROPPED = 0.05;
/** By then everything sent must be counted: none may be lost. */
const SHOWN_BY_MS = 20_000;
const MB = 1e6;

export const liveBench: Benchmark = {
  run: async ({ args, scope, report }) => {
    const options = parseOptions(args, { rate: { type: "string" }, seconds: { type: "string" } });
    const rate = wholeNumber("rate", options.rate, RATE, 1, 5_000);
    const seconds = wholeNumber("seconds", options.seconds, SECONDS, 5, 600);
    requireBrowser();
    await buildAll({ shop: false, report });
    const feed = await serveFeed(ASSETS);
    scope.onEnd(feed.close);
    const browser = await openBrowser(scope);
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${feed.origin}/console/?lang=en`);
    // Under whichever address the stream is, once the menu speaks.
    await page.waitForFunction(() => {
      const links = [...document.querySelectorAll<HTMLElement>(".menu a")];
      const live = links.find(({ textContent }) => textContent === "Live");
      live?.click();
      return live !== undefined;
    });
    await page.waitForSelector(".stream-box");
    await feed.watched();

    report(`filling the stream for ${WARM_UP_S} s`);
    await feed.run(rate, WARM_UP_S);
    report(`standing still for ${seconds} s`);
    const idle = await watchFrames(page, () => pause(seconds));
    report(`${rate} entries a second for ${seconds} s`);
    const heapBefore = await heapBytes(page);
    const busy = await watchFrames(page, () => feed.run(rate, seconds));
    const heapAfter = await heapBytes(page);
    // What came last waits for its turn to be shown.
    await page.waitForFunction(
      (wanted) =>
        document.querySelector(".stream-foot")?.textContent?.replaceAll(",", "").includes(`${wanted} entries`),
      { timeout: SHOWN_BY_MS },
      feed.sent(),
    );
    const shown = await page.$eval(".stream-foot", (foot) => foot.textContent ?? "");

    const extra = Math.max(0, busy.droppedShare - idle.droppedShare);
    const json = {
      rate,
      seconds,
      sent: feed.sent(),
      shown,
      idle,
      busy,
      droppedByStream: extra,
      goal: GOAL_DROPPED,
      heapBefore,
      heapAfter,
    };
    const table = renderTable(
      [
        ["", "standing still", `${rate} entries/s`],
        ["frames drawn", String(idle.drawn), String(busy.drawn)],
        ["frames dropped", percent(idle.droppedShare), percent(busy.droppedShare)],
        ["frame, median", ms(idle.medianMs), ms(busy.medianMs)],
        ["frame, 95th percentile", ms(idle.p95Ms), ms(busy.p95Ms)],
        ["main thread busy", percent(idle.busyShare), percent(busy.busyShare)],
        ["heap before", "", `${(heapBefore / MB).toFixed(1)} MB`],
        ["heap after", "", `${(heapAfter / MB).toFixed(1)} MB`],
      ],
      { right: [1, 2] },
    );
    const verdict = `${percent(extra)} of frames dropped by the stream (goal: at most ${percent(GOAL_DROPPED)}); ${feed.sent()} entries sent; "${shown}"`;
    return { table: `${table}\n${verdict}`, json };
  },
};

async function heapBytes(page: Parameters<typeof watchFrames>[0]): Promise<number> {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
