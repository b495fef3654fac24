/** `npm start`: builds what is stale, runs everything on this machine, and says where it is. */
import { join, resolve } from "node:path";
import { HELP, parseStartOptions } from "./args.ts";
import type { StartOptions } from "./args.ts";
import { packageVersion } from "./build-assets.ts";
import { buildAll } from "./build-all.ts";
import { Demo } from "./demo.ts";
import { LANGUAGES, demoSite } from "./demo-content.ts";
import type { Progress } from "./demo-history.ts";
import { mustBeIdle, resetStorage } from "./demo-storage.ts";
import { runCommand } from "./fault.ts";
import { onKeys } from "./keys.ts";
import { onStop } from "./on-stop.ts";
import { openBrowser } from "./open-browser.ts";
import { STORAGE } from "./paths.ts";
import { findPort } from "./port.ts";
import { pages, renderWelcome, welcomeJson } from "./welcome.ts";

/** npm and the terminal both pass on one Ctrl-C: what comes sooner than this after the first is the same one. */
const IMPATIENCE_MS = 1_000;
/** 128 + SIGINT, as shells have it. */
const INTERRUPTED = 130;

const started = performance.now();

await runCommand(async () => {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return;
  }
  await start(options);
});

async function start(options: StartOptions): Promise<void> {
  // With --json, stdout is for the one object.
  const say = options.json ? console.error : console.log;
  const storage = resolve(options.storage ?? join(STORAGE, "demo"));
  await mustBeIdle(storage);
  const sdk = await buildAll({ shop: true, report: say });
  const { port, taken } = await findPort(options.port);
  for (const { port: number, by } of taken) say(`  port ${number} is taken${by === undefined ? "" : ` by ${by}`}`);
  if (options.fresh) resetStorage(storage);

  const isTerminal =
    process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env["CI"] && !options.json;
  const demo = new Demo({
    port,
    storage,
    shoppers: options.shoppers,
    seed: options.seed,
    history: options.history,
    onProblem: (message) => console.error(`  Worker: ${message.split("\n", 1)[0] ?? ""}`),
    onProgress: isTerminal ? showProgress : sayProgress(say),
  });
  const { stopped, quit } = stoppable(demo);
  await demo.start();

  const facts = {
    version: packageVersion(),
    url: demo.url,
    sdkGzip: sdk.files["sdk.js"]?.gzip ?? 0,
    readyMs: performance.now() - started,
    products: demoSite().products.length,
    languages: [...LANGUAGES],
    shoppers: options.shoppers,
    seed: options.seed,
    keys: isTerminal,
  };
  console.log(options.json ? welcomeJson(facts, process.pid) : renderWelcome(facts));
  if (isTerminal && options.open) openBrowser(pages(demo.url).start);
  const enliven = () => demo.enliven().catch((error: unknown) => console.error(`  ${describe(error)}`));
  const noKeys = isTerminal ? readKeys(demo, quit, enliven) : () => undefined;
  void enliven();
  await stopped;
  noKeys();
}

/** Ends the demo once, for whichever of the ways to end it comes first. Whoever asks again later waits no longer. */
function stoppable(demo: Demo): { stopped: Promise<void>; quit: () => void } {
  let quit = () => undefined as void;
  const stopped = new Promise<void>((done, failed) => {
    let since: number | undefined;
    quit = () => {
      if (since === undefined) {
        since = performance.now();
        demo.stop().then(done, failed);
      } else if (performance.now() - since > IMPATIENCE_MS) {
        process.exit(INTERRUPTED);
      }
    };
  });
  onStop(quit);
  return { stopped, quit };
}

function readKeys(demo: Demo, quit: () => void, enliven: () => Promise<void>): () => void {
  let busy = false;
  // One thing at a time: a second [r] while the first is under way would stop what is not yet there.
  const once = (act: () => Promise<void>) => () => {
    if (busy) return;
    busy = true;
    act()
      .catch((error: unknown) => console.error(`  ${describe(error)}`))
      .finally(() => (busy = false));
  };
  return onKeys({
    s: once(async () =>
      console.log((await demo.toggleShoppers()) ? "  shoppers are walking" : "  shoppers have stopped"),
    ),
    r: once(async () => {
      await demo.reset();
      console.log("  the demo has been reset");
      void enliven();
    }),
    o: () => openBrowser(pages(demo.url).start),
    q: quit,
  });
}

function progressText({ done, total }: Progress): string {
  const percent = Math.floor((100 * done) / Math.max(1, total));
  return done < total
    ? `  history: ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} visits, ${percent} %`
    : `  history: ${total.toLocaleString("en-US")} visits of the last 30 days are in`;
}

/** Rewrites one line of the terminal. */
function showProgress(progress: Progress): void {
  process.stdout.write(`\r\u001b[K${progressText(progress)}${progress.done < progress.total ? "" : "\n"}`);
}

/** Says when it begins and when it has ended; a log wants no more. */
function sayProgress(say: (line: string) => void): (progress: Progress) => void {
  let begun = false;
  return (progress) => {
    if (begun && progress.done < progress.total) return;
    begun = true;
    say(progressText(progress));
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
}
