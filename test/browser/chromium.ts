/** Where this machine keeps a Chromium. Tests and benchmarks drive the one that is there; none is downloaded behind your back. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const LINUX_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const MAC_APPS = [
  "Chromium.app/Contents/MacOS/Chromium",
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const WINDOWS_APPS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** The one command that brings a Chromium, by platform. */
const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  linux: "sudo apt-get install -y chromium",
  darwin: "brew install --cask chromium",
  win32: "winget install Google.Chrome",
};

function candidates(): string[] {
  if (process.platform === "darwin")
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
      MAC_APPS.map((app) => join(folder, app)),
    );
  if (process.platform === "win32")
    return [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => WINDOWS_APPS.map((app) => join(folder, app)));
  const folders = [...(process.env["PATH"] ?? "").split(delimiter).filter(Boolean), "/usr/bin", "/snap/bin"];
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Path of a Chromium, or `undefined` where there is none. `CHROMIUM_PATH` wins over the usual places.
 *
 * @throws {Error} `CHROMIUM_PATH` is set but names no file: silently taking another browser would hide the mistake.
 */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named) {
    if (!existsSync(named))
      throw new Error(`CHROMIUM_PATH is "${named}", but there is no such file. Correct or unset it.`);
    return named;
  }
  return candidates().find((path) => existsSync(path));
}

/**
 * Path of a Chromium.
 *
 * @throws {Error} None is installed; the message names the one command that brings it.
 */
export function chromiumPath(): string {
  const path = findChromium();
  if (path) return path;
  const install = INSTALL[process.platform] ?? "see https://www.chromium.org/getting-involved/download-chromium";
  throw new Error(
    `No Chromium found, and this needs a real browser. Install one:\n\n  ${install}\n\nor set CHROMIUM_PATH to one you have.`,
  );
}
