import { beforeAll, describe, expect, it } from "vitest";
import { sdkStep } from "../../start/build-sdk.ts";
import { partComplaints, readmeComplaints } from "../../start/check-sizes.ts";
import { SDK_PARTS, sdkSizes } from "../../start/sdk-sizes.ts";
import type { SdkPart } from "../../start/sdk-sizes.ts";
import { runIfStale } from "../../start/stale.ts";

describe("the SDK's size in a README", () => {
  it("may be what is so, with as many decimals as one likes", () => {
    // 7,449 B are 7.4 kB, and 7 kB.
    expect(readmeComplaints("It is 7.4 kB gzip.", 7_449)).toEqual([]);
    expect(readmeComplaints("It is about 7 kB gzip.", 7_449)).toEqual([]);
  });

  it("is refused where it is out of date", () => {
    expect(readmeComplaints("It is 7.4 kB gzip.", 7_451)).toEqual([
      "A README says the SDK is 7.4 kB gzip; it is 7.5 kB.",
    ]);
  });

  it("is asked for where there is none", () => {
    expect(readmeComplaints("It is small.", 7_449)).toEqual([
      'No README names a size for the SDK: write "7.4 kB gzip".',
    ]);
  });
});

describe("what a README says of the SDK's parts", () => {
  it("is what each weighs", () => {
    expect(partComplaints("| `recovery` | 1.1 kB | rarely |", { recovery: 1_149 })).toEqual([]);
  });

  it("is complained of where it is no longer so, or is not said", () => {
    const complaint = 'No README says what is so: "| `recovery` | 1.2 kB".';
    expect(partComplaints("| `recovery` | 1.1 kB | rarely |", { recovery: 1_151 })).toEqual([complaint]);
    expect(partComplaints("", { recovery: 1_151 })).toEqual([complaint]);
  });
});

/** Milliseconds in which an SDK is built, also on a busy machine. */
const BUILD_MS = 120_000;

describe("the SDK's parts", () => {
  beforeAll(() => runIfStale(sdkStep), BUILD_MS);

  it.each(Object.entries(SDK_PARTS))(
    "%s stays within its budget, which is its goal or on the way to it",
    (part, { goal, budget }) => {
      expect(budget).toBeGreaterThanOrEqual(goal);
      const bytes = sdkSizes()[part as SdkPart];
      if (bytes !== undefined) expect(bytes).toBeLessThanOrEqual(budget);
    },
  );

  it("are the script tag's file, what fills placements, and a client that only tracks, at least", () => {
    expect(sdkSizes()).toMatchObject({
      scriptTag: expect.any(Number) as number,
      placements: expect.any(Number) as number,
      trackOnly: expect.any(Number) as number,
    });
  });
});
