import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readmeComplaints, SDK_BUDGET } from "../../start/check-sizes.ts";
import { ROOT } from "../../start/paths.ts";

describe("the SDK's size in a README", () => {
  it("may be what is so, with as many decimals as one likes", () => {
    // 7,449 B are 7.4 kB, and 7 kB.
    expect(readmeComplaints("It is 7.4 kB brotli.", 7_449)).toEqual([]);
    expect(readmeComplaints("It is about 7 kB brotli.", 7_449)).toEqual([]);
  });

  it("is refused where it is out of date", () => {
    expect(readmeComplaints("It is 7.4 kB brotli.", 7_451)).toEqual([
      "A README says the SDK is 7.4 kB brotli; it is 7.5 kB.",
    ]);
  });

  it("is asked for where there is none", () => {
    expect(readmeComplaints("It is small.", 7_449)).toEqual([
      'No README names a size for the SDK: write "7.4 kB brotli".',
    ]);
  });
});

describe("the SDK's budget", () => {
  it("is the one that rollup keeps", () => {
    const config = readFileSync(join(ROOT, "rollup.config.js"), "utf8");
    const kept = /BUDGET_BYTES = ([\d_]+)/.exec(config)?.[1]?.replaceAll("_", "");
    expect(Number(kept)).toBe(SDK_BUDGET);
  });
});
