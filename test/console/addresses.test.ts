import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const source = (file: string): string => readFileSync(join(root, file), "utf8");

/** First parts of the addresses that the console's screens have, beside its root. */
const screens = [...new Set([...source("console/screens.ts").matchAll(/\/\^\(?([a-z]+)/g)].map((match) => match[1]!))];

describe("every screen of the console", () => {
  it("is among those found here", () => {
    expect(screens).toEqual(expect.arrayContaining(["visitors", "live", "segments", "offers", "reports", "privacy"]));
  });

  it.each(screens)("%s can be reloaded: the Worker answers at its address, and the platform lets it", (screen) => {
    expect(source("worker/app.ts")).toContain(`"${screen}"`);
    expect(source("wrangler.toml")).toContain(`"/console/${screen}/*"`);
  });
});
