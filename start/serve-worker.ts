/** Runs the built Worker with its static files on this machine, by Miniflare: workerd with Cloudflare's own asset serving before it. */
import { mkdirSync } from "node:fs";
import { Log, LogLevel, Miniflare } from "miniflare";
import type { MiniflareOptions } from "miniflare";
import { Fault } from "./fault.ts";
import { ASSETS } from "./paths.ts";
import { moduleContents, workerModules, workerSetup } from "./worker-modules.ts";

export interface ServeOptions {
  port: number;
  /** Folder the objects' databases are kept in; made if missing. */
  storage: string;
  /** `development` opens the demo's doors. */
  environment: "development" | "production";
  /** Token of the admin API; only needed in production. */
  adminToken?: string;
  /** Folder of static files. Default: build/assets. */
  assets?: string;
  /** The caller ends the process on SIGINT, SIGTERM and SIGHUP by itself. Default: Miniflare does, at once. */
  handlesSignals?: boolean;
  /** Called with what the Worker writes to its console. Default: nothing. */
  onLog?: (level: string, message: string) => void;
}

export interface ServedWorker {
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the Worker and resolves once it answers.
 *
 * @throws {Fault} The runtime does not start, or the Worker does not answer `/v1/health` with 200.
 */
export async function serveWorker(options: ServeOptions): Promise<ServedWorker> {
  mkdirSync(options.storage, { recursive: true });
  const url = `http://localhost:${options.port}`;
  const create = () => new Miniflare(miniflareOptions(options));
  const miniflare = options.handlesSignals ? withoutSignalHandlers(create) : create();
  try {
    await miniflare.ready;
    const health = await miniflare.dispatchFetch(`${url}/v1/health`);
    const answer = await health.text();
    if (!health.ok) throw new Fault(`The Worker started but is not well: ${health.status} ${answer.slice(0, 300)}`);
  } catch (error) {
    await miniflare.dispose().catch(() => undefined);
    if (error instanceof Fault) throw error;
    throw new Fault(`The Worker did not start: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return { url, stop: () => miniflare.dispose() };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Takes back the handlers that making a Miniflare adds to this process: they would end it in the middle of a stop. */
function withoutSignalHandlers(create: () => Miniflare): Miniflare {
  const before = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)));
  const miniflare = create();
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) if (!before.has(listener)) process.off(signal, listener);
  }
  return miniflare;
}

function miniflareOptions(options: ServeOptions): MiniflareOptions {
  const setup = workerSetup();
  const modules = workerModules();
  const objects = setup.objects.map(({ binding, className }) => ({ binding, className }));
  return {
    host: "127.0.0.1",
    port: options.port,
    // No request for a made-up `request.cf`, no telemetry: nothing leaves this machine.
    cf: false,
    telemetry: { enabled: false },
    logRequests: false,
    log: new Log(LogLevel.NONE),
    handleStructuredLogs: ({ level, message }) => options.onLog?.(level, message),
    resourcePersistencePath: options.storage,
    workers: [
      {
        config: {
          name: setup.name,
          compatibilityDate: setup.compatibilityDate,
          compatibilityFlags: setup.compatibilityFlags,
          manifest: {
            mainModule: modules[0]?.name ?? "index.js",
            modulesRoot: "/",
            modules: Object.fromEntries(
              modules.map((module) => [module.name, { type: module.kind, contents: moduleContents(module) }]),
            ),
          },
          env: {
            ENVIRONMENT: { type: "text", value: options.environment },
            ...(options.adminToken === undefined ? {} : { ADMIN_TOKEN: { type: "text", value: options.adminToken } }),
            ...(setup.assetsBinding === undefined ? {} : { [setup.assetsBinding]: { type: "assets" } }),
            ...Object.fromEntries(
              objects.map(({ binding, className }) => [
                binding,
                { type: "durable-object", worker: setup.name, exportName: className },
              ]),
            ),
          },
          exports: Object.fromEntries(
            objects.map(({ className }) => [className, { type: "durable-object", storage: "sqlite" }]),
          ),
          assets: {
            directory: options.assets ?? ASSETS,
            hasUserWorker: true,
            runWorkerFirst: setup.workerFirst,
            notFoundHandling: setup.notFoundHandling,
          },
        },
      },
    ],
  };
}
