/** WebKit: Debian's WebKitGTK, spoken to by the W3C WebDriver protocol as it is, under a virtual display. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { findPort } from "../../start/port.ts";
import type { Engine, RunningBrowser, Tab } from "./engine.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** Containers have neither a sandbox nor a GPU. */
const ENVIRONMENT = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  LIBGL_ALWAYS_SOFTWARE: "1",
};

/** Any that is free from here on. */
const FIRST_PORT = 4_440;

const START_TRIES = 100;
const START_PAUSE_MS = 100;

const EPHEMERAL = "an automated WebKitGTK session keeps nothing on disk, so nothing can outlive its process";

async function open(): Promise<RunningBrowser> {
  const { port } = await findPort(FIRST_PORT);
  const driver = spawn("xvfb-run", ["-a", DRIVER, `--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, ...ENVIRONMENT },
  });
  const end = (): void => {
    // xvfb-run's own group: the display and the driver with it.
    if (driver.pid !== undefined && driver.exitCode === null) process.kill(-driver.pid, "SIGTERM");
  };

  async function command(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebKit ${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  }

  for (let tries = 1; ; tries++) {
    try {
      await command("GET", "/status");
      break;
    } catch (error) {
      if (tries === START_TRIES) throw error;
      await sleep(START_PAUSE_MS);
    }
  }
  const { sessionId } = (await command("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: MINI_BROWSER, args: ["--automation"] },
      },
    },
  })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  const first = (await command("GET", `${session}/window`)) as string;

  return {
    async tab(): Promise<Tab> {
      const { handle } = (await command("POST", `${session}/window/new`, { type: "tab" })) as { handle: string };
      const here = (): Promise<unknown> => command("POST", `${session}/window`, { handle });
      return {
        async goto(url) {
          await here();
          await command("POST", `${session}/url`, { url });
        },
        async run(script) {
          await here();
          return command("POST", `${session}/execute/sync`, { script: `return ${script}`, args: [] });
        },
        async leave(script) {
          await here();
          await command("POST", `${session}/execute/sync`, { script: `return ${script}`, args: [] });
        },
        async close() {
          await here();
          await command("DELETE", `${session}/window`);
          await command("POST", `${session}/window`, { handle: first });
        },
      };
    },
    kill: async () => end(),
    async close() {
      await command("DELETE", session).catch(() => undefined);
      end();
    },
  };
}

export const webkit: Engine = {
  name: "webkit",
  // Commands go to the one window that has the session's attention.
  lanes: 1,
  missing: () =>
    existsSync(DRIVER) && existsSync(MINI_BROWSER) && existsSync("/usr/bin/xvfb-run")
      ? undefined
      : "apt-get install -y --no-install-recommends webkit2gtk-driver xvfb xauth",
  open,
  cannot: { "killed-after-1s": EPHEMERAL, "killed-after-50ms": EPHEMERAL },
};
