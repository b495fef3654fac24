/** `npm run build`: everything from its sources, and what the SDK weighs. */
import { buildAll } from "./build-all.ts";
import { runCommand } from "./fault.ts";
import { formatBytes } from "./table.ts";

await runCommand(async () => {
  const sdk = await buildAll({ shop: true, report: console.log });
  const file = sdk.files["sdk.js"];
  if (file)
    console.log(
      `  SDK ${formatBytes(file.brotli)} brotli, ${formatBytes(file.gzip)} gzip, ${formatBytes(file.bytes)} plain`,
    );
  console.log("  all in build/");
});
