/** Builds the SDK: TypeScript's own emit for the types, rollup for the script tag's file and npm's module. */
import { mustRun } from "./child.ts";
import { packageVersion } from "./build-assets.ts";
import type { BuildStep } from "./stale.ts";

export const sdkStep: BuildStep = {
  name: "sdk",
  inputs: ["sdk", "wire", "rollup.config.js", "package.json"],
  outputs: ["build/assets/sdk.js", `build/assets/sdk-${packageVersion()}.js`, "build/sizes/track.js"],
  run: buildSdk,
};

async function buildSdk(): Promise<void> {
  await mustRun("tsc", ["-b", "sdk"]);
  await mustRun("rollup", ["-c", "--silent"]);
}
