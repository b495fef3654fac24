/** The production bundle under the bare `workerd serve`, and beside it, where wanted, a probe on a socket of its own. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { workerdBinary } from "../start/serve-workerd.ts";
import { moduleContents, workerModules, workerSetup } from "../start/worker-modules.ts";
import type { WorkerModule } from "../start/worker-modules.ts";
import type { Scope } from "./scope.ts";

const CONTROL_FD = 3;
const SOCKETS = ["sameview", "probe"] as const;

export interface ServedBundle {
  /** Process id, for reading its CPU time. */
  pid: number;
  /** `http://127.0.0.1:<port>` of the Worker. */
  url: string;
  /** The same of the probe; missing where there is none. */
  probeUrl?: string;
}

const CAPNP_FIELD: Record<WorkerModule["kind"], string> = { esm: "esModule", data: "data", text: "text", wasm: "wasm" };

/**
 * Writes configuration and modules into `folder`. The same folder serves any number of processes.
 *
 * @param probe source of a Worker with a class `FloorObject`, which may also reach the product's learner
 */
export function writeBundleConfig(folder: string, probe?: string): void {
  const setup = workerSetup();
  mkdirSync(join(folder, "worker"));
  if (probe !== undefined) writeFileSync(join(folder, PROBE_FILE), probe);
  const modules = workerModules().map((module) => {
    writeFileSync(join(folder, "worker", module.name), moduleContents(module));
    return `(name = ${JSON.stringify(module.name)}, ${CAPNP_FIELD[module.kind]} = embed ${JSON.stringify(`worker/${module.name}`)})`;
  });
  const bindings = setup.objects.map(
    ({ binding, className }) => `(name = "${binding}", durableObjectNamespace = "${className}")`,
  );
  const namespaces = setup.objects.map(
    ({ className }) => `(className = "${className}", uniqueKey = "sameview-${className}", enableSql = true)`,
  );
  const names = SOCKETS.filter((name) => name !== "probe" || probe !== undefined);
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ${names.map((name) => `(name = "${name}", worker = .${name}),`).join("\n    ")}
    (name = "objects", disk = (path = "objects", writable = true)),
  ],
  sockets = [
    ${names.map((name) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}"),`).join("\n    ")}
  ]
);

const sameview :Workerd.Worker = (
  compatibilityDate = "${setup.compatibilityDate}",
  modules = [${modules.join(", ")}],
  bindings = [${bindings.join(", ")}, (name = "ENVIRONMENT", text = "development")],
  durableObjectNamespaces = [${namespaces.join(", ")}],
  durableObjectStorage = (localDisk = "objects")
);
${probe === undefined ? "" : probeCapnp(setup.compatibilityDate)}`,
  );
}

function probeCapnp(compatibilityDate: string): string {
  return `
const probe :Workerd.Worker = (
  compatibilityDate = "${compatibilityDate}",
  modules = [(name = "${PROBE_FILE}", esModule = embed "${PROBE_FILE}")],
  bindings = [
    (name = "FLOOR", durableObjectNamespace = "FloorObject"),
    (name = "LEARNER", durableObjectNamespace = (className = "LearnerObject", serviceName = "sameview")),
  ],
  durableObjectNamespaces = [(className = "FloorObject", uniqueKey = "bench-FloorObject", enableSql = true)],
  durableObjectStorage = (localDisk = "objects")
);
`;
}

const PROBE_FILE = "probe.js";

/**
 * Starts a process on `folder` and resolves once it listens. It ends with the scope.
 *
 * @param storage folder for its objects; made here
 * @throws where workerd ends before it listens; the message carries what it wrote
 */
export async function serveBundle(scope: Scope, folder: string, storage: string): Promise<ServedBundle> {
  mkdirSync(storage, { recursive: true });
  const child = spawn(
    workerdBinary(),
    ["serve", join(folder, "config.capnp"), `--directory-path=objects=${storage}`, `--control-fd=${CONTROL_FD}`],
    { stdio: ["ignore", "ignore", "pipe", "pipe"] },
  );
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  scope.onEnd(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  let written = "";
  child.stderr?.on("data", (chunk: Buffer) => (written = (written + chunk.toString()).slice(-KEPT_OUTPUT)));
  const expected = existsSync(join(folder, PROBE_FILE)) ? SOCKETS.length : 1;
  const urls = new Map<string, string>();
  const listening = new Promise<void>((done) => {
    createInterface({ input: child.stdio[CONTROL_FD] as Readable }).on("line", (line) => {
      const message = JSON.parse(line) as { event: string; socket?: string; port?: number };
      if (message.event !== "listen" || message.socket === undefined) return;
      urls.set(message.socket, `http://127.0.0.1:${message.port}`);
      if (urls.size === expected) done();
    });
  });
  await Promise.race([
    listening,
    ended.then(() => {
      throw new Error(`workerd ended before it listened:\n${written.trim()}`);
    }),
  ]);
  const probeUrl = urls.get("probe");
  return { pid: child.pid ?? 0, url: urls.get("sameview") ?? "", ...(probeUrl !== undefined && { probeUrl }) };
}

/** Characters of stderr kept for an error message. */
const KEPT_OUTPUT = 4_000;
