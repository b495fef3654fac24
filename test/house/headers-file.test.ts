import { describe, expect, it } from "vitest";
import { headersFor, parseHeadersFile } from "../../start/headers-file.ts";

const RULES = parseHeadersFile(`# how long
/sdk.js
  Cache-Control: public, max-age=300

/sdk-*
  Cache-Control: immutable
/shop/:language/*
  Content-Security-Policy: default-src 'self'; img-src https://a.example:444
/*
  X-Content-Type-Options: nosniff
`);

describe("_headers", () => {
  it("gives a path the headers of every rule that matches it", () => {
    expect(headersFor(RULES, "/sdk.js")).toEqual({
      "Cache-Control": "public, max-age=300",
      "X-Content-Type-Options": "nosniff",
    });
  });

  it("takes a dot for a dot", () => {
    expect(headersFor(RULES, "/sdkxjs")).toEqual({ "X-Content-Type-Options": "nosniff" });
  });

  it("lets * stand for anything and :name for one segment", () => {
    expect(headersFor(RULES, "/sdk-1.2.3.js")).toHaveProperty("Cache-Control", "immutable");
    expect(headersFor(RULES, "/shop/es/cart/")).toHaveProperty("Content-Security-Policy");
    expect(headersFor(RULES, "/shop/es")).not.toHaveProperty("Content-Security-Policy");
  });

  it("keeps colons inside a value", () => {
    expect(headersFor(RULES, "/shop/es/")["Content-Security-Policy"]).toBe(
      "default-src 'self'; img-src https://a.example:444",
    );
  });

  it("joins two values of one header", () => {
    const rules = parseHeadersFile("/a\n  Vary: Accept\n/*\n  Vary: Origin\n");
    expect(headersFor(rules, "/a")).toEqual({ Vary: "Accept, Origin" });
  });

  it("refuses a header that belongs to no path, by its line", () => {
    expect(() => parseHeadersFile("\n  Vary: Accept\n")).toThrow("_headers line 2");
  });
});
