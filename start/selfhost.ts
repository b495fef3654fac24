/** `npm run selfhost`: the production build under the bare open-source runtime on this machine. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assembleDeployment } from "./build-assets.ts";
import { buildAll } from "./build-all.ts";
import { buildSelfhost } from "./build-selfhost.ts";
import { Fault, runCommand } from "./fault.ts";
import { onStop } from "./on-stop.ts";
import { STORAGE } from "./paths.ts";
import { findPort } from "./port.ts";
import { serveWorkerd } from "./serve-workerd.ts";

const DEFAULT_PORT = 8787;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { port: { type: "string" }, host: { type: "string" }, storage: { type: "string" } },
  });
  const wanted = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Fault("--port: give a number from 1 to 65535.");
  await buildAll({ shop: false, report: console.log });
  buildSelfhost(assembleDeployment());
  // A server's port is somebody's configuration: taking the next one would hide the mistake.
  const { port, taken } = await findPort(wanted);
  if (port !== wanted) {
    throw new Fault(
      `Port ${wanted} is taken${taken[0]?.by ? ` by ${taken[0].by}` : ""}: stop that, or choose another with --port.`,
    );
  }
  const served = await serveWorkerd({
    port,
    storage: values.storage ?? join(STORAGE, "selfhost"),
    verbose: true,
    ...(values.host === undefined ? {} : { host: values.host }),
  });
  console.log(`\n  Sameview on workerd   ${served.url}   health: ${served.url}/v1/health`);
  console.log(process.env["ADMIN_TOKEN"] ? "" : "  The admin API is closed: set ADMIN_TOKEN to open it.\n");
  onStop(() => void served.stop());
  const code = await served.ended;
  return code === null ? 0 : code;
});
