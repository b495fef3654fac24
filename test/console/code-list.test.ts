import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCodes } from "../../console/offers/code-list.ts";

describe("coupon codes", () => {
  it("are read from lines, a spreadsheet's row, or a sentence's commas, each once", () => {
    expect(readCodes("SPRING-1\r\nSPRING-2\n\nSPRING-1\n").codes).toEqual(["SPRING-1", "SPRING-2"]);
    expect(readCodes('"A1";"A2";\'A3\'').codes).toEqual(["A1", "A2", "A3"]);
    expect(readCodes(" a, b,\tc ").codes).toEqual(["a", "b", "c"]);
    expect(readCodes("")).toEqual({ codes: [], unusable: [] });
  });

  it("that no checkout takes are named, and the others stay", () => {
    const long = "x".repeat(41);
    expect(readCodes(`ok 10% ${long} código`)).toEqual({ codes: ["ok"], unusable: ["10%", long, "código"] });
  });

  it("come back whatever parts them", () => {
    const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
    const gap = fc.constantFrom("\n", "\r\n", ", ", ";", "\t", "  ");
    fc.assert(
      fc.property(fc.uniqueArray(code), gap, (codes, between) => {
        expect(readCodes(codes.join(between))).toEqual({ codes, unusable: [] });
      }),
    );
  });
});
