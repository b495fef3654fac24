import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LIMITS } from "../../wire/limits.ts";

it("README states every limit as it is", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const stated = Object.fromEntries(
    [...readme.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, name, value]) => [name, Number(value)]),
  );
  expect(stated).toEqual({ ...LIMITS });
});
