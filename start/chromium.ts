/** Sees to it that there is a browser for the tests that need a real one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromiumPath, findChromium } from "../test/browser/chromium.ts";
import { Fault } from "./fault.ts";

/** The browser and one font with Chinese in it: without, screenshots show boxes and widths are wrong. */
const PACKAGES = ["chromium", "fonts-noto-cjk"];

/**
 * Returns once a Chromium is there. On a Debian-like machine where we are root, such as a CI container, it is
 * installed; anywhere else that is the owner's decision, and the message names the one command.
 *
 * @throws {Fault} There is none, and none could be installed.
 */
export function ensureChromium(report: (line: string) => void): void {
  if (findChromium() !== undefined) return;
  const canInstall = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (canInstall) {
    report("No Chromium found: installing it with apt-get (once; a minute or two) …");
    aptGet(["update"]);
    aptGet(["install", "-y", "--no-install-recommends", ...PACKAGES]);
  }
  try {
    chromiumPath();
  } catch (error) {
    throw new Fault(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function aptGet(args: string[]): void {
  const { status, stderr } = spawnSync("apt-get", ["-qq", ...args], {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Fault(`apt-get ${args.join(" ")} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
}
