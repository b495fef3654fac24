import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filtersFromQuery, filtersToQuery, isFiltering, matcher, NO_FILTERS } from "../../console/live/filters.ts";
import type { Filters } from "../../console/live/filters.ts";
import { OTHER_VISITOR, OWN_VISITOR, sampleStream } from "./sample-site.ts";

const own = new Set([OWN_VISITOR]);
const found = (filters: Partial<Filters>) =>
  sampleStream()
    .filter(matcher({ ...NO_FILTERS, ...filters }, own))
    .map(({ seq }) => seq);

// The sample stream: 1 simulated, 2 other, 3 simulated, 4 other by server, 5 own.
describe("the stream's filters", () => {
  it("let everything through where none is set", () => {
    expect(found({})).toEqual([1, 2, 3, 4, 5]);
    expect(isFiltering(NO_FILTERS)).toBe(false);
  });

  it("show only own traffic, or all but it", () => {
    expect(found({ own: "only" })).toEqual([5]);
    expect(found({ own: "hidden" })).toEqual([1, 2, 3, 4]);
  });

  it("hide simulated shoppers", () => {
    expect(found({ hideSimulated: true })).toEqual([2, 4, 5]);
  });

  it("find by event, by visitor, and by text in products, pages and decisions regardless of case", () => {
    expect(found({ event: "add_to_cart" })).toEqual([3]);
    expect(found({ visitor: OTHER_VISITOR })).toEqual([2, 4]);
    expect(found({ text: "TRAIL RUNNER" })).toEqual([2, 3, 5]);
    expect(found({ text: "free shipping" })).toEqual([5]);
    expect(found({ text: "nordkante" })).toEqual([1]);
    expect(found({ text: "holdout" })).toEqual([1]);
  });

  it("must all hold at once", () => {
    expect(found({ hideSimulated: true, text: "trail runner", own: "hidden" })).toEqual([2]);
  });

  it("come back from the address as they were put into it, and leave other parameters alone", () => {
    const filters: fc.Arbitrary<Filters> = fc.record({
      own: fc.constantFrom("any", "only", "hidden"),
      hideSimulated: fc.boolean(),
      event: fc.string(),
      text: fc.string({ unit: "grapheme" }),
      visitor: fc.string(),
    });
    fc.assert(
      fc.property(filters, (wanted) => {
        const query = new URLSearchParams({ lang: "es" });
        filtersToQuery(wanted, query);
        const read = new URLSearchParams(query.toString());
        expect(filtersFromQuery(read)).toEqual(wanted);
        expect(read.get("lang")).toBe("es");
      }),
    );
  });

  it("take nonsense in the address for not set", () => {
    expect(filtersFromQuery(new URLSearchParams("own=everyone&simulated=1"))).toEqual(NO_FILTERS);
  });
});
