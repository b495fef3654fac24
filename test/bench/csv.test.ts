import { expect, it } from "vitest";
import { parsePlainCsv } from "../../bench/replay/csv.ts";

it("names each field by the header", () => {
  expect(parsePlainCsv("a,b,c\n1,,3\n4,5,6\n")).toEqual([
    { a: "1", b: "", c: "3" },
    { a: "4", b: "5", c: "6" },
  ]);
});

it("takes Windows line ends, and fields missing at the end of a line as empty", () => {
  expect(parsePlainCsv("a,b\r\n1\r\n")).toEqual([{ a: "1", b: "" }]);
});

it("refuses quotes and says where the first is", () => {
  expect(() => parsePlainCsv('a,b\n1,2\n"x,y",3\n')).toThrow(/line 3 has a quote/);
});

it("refuses a line with more fields than the header", () => {
  expect(() => parsePlainCsv("a,b\n1,2,3\n")).toThrow(/line 2 has 3 fields, the header 2/);
});
