/** `npm run demo:reset`: forgets what the demo has stored. The next start seeds it anew. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mustBeIdle, resetStorage } from "./demo-storage.ts";
import { runCommand } from "./fault.ts";
import { STORAGE } from "./paths.ts";

await runCommand(async () => {
  const storage = join(STORAGE, "demo");
  if (!existsSync(storage)) {
    console.log('  there is no demo yet: "npm start" makes one');
    return;
  }
  await mustBeIdle(storage);
  resetStorage(storage);
  console.log('  the demo has been reset: the next "npm start" seeds it anew');
});
