/** Opens a page in the person's browser, and is silent where there is none. */
import { spawn } from "node:child_process";

const OPENERS: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
  darwin: ["open"],
  linux: ["xdg-open"],
  // `start` takes its first quoted argument for a window's title.
  win32: ["cmd", "/c", "start", ""],
};

export function openBrowser(url: string): void {
  const opener = OPENERS[process.platform];
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  // The URL stands on the screen: a machine without a browser needs no error on top.
  child.once("error", () => undefined);
  child.unref();
}
