import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const source = (file: string): string => readFileSync(join(root, file), "utf8");

/** First parts of the addresses that the console's screens have, beside its root. */
const screens = [
  ...new Set(
    [...source("console/screens.ts").matchAll(/\/\^(.+)\$\//g)]
      .flatMap(([, pattern]) => choices(pattern!))
      .map((choice) => /^[a-z]+/.exec(choice)![0]),
  ),
];

/** `(offers(\/[^/]+)?|versions)` is two: what a bar parts that stands in no inner bracket. */
function choices(pattern: string): string[] {
  if (!pattern.startsWith("(")) return [pattern];
  const parts = [""];
  let depth = 0;
  for (const letter of pattern.slice(1, -1)) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

describe("every screen of the console", () => {
  it("is among those found here", () => {
    expect(screens).toEqual(
      expect.arrayContaining(["visitors", "live", "segments", "offers", "reports", "privacy", "versions"]),
    );
  });

  it.each(screens)("%s can be reloaded: the Worker answers at its address, and the platform lets it", (screen) => {
    expect(source("worker/app.ts")).toContain(`"${screen}"`);
    expect(source("wrangler.toml")).toContain(`"/console/${screen}/*"`);
  });
});
