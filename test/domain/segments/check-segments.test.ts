import { describe, expect, it } from "vitest";
import type { Condition } from "../../../wire/condition.ts";
import { checkSegments } from "../../../worker/domain/segments/check-segments.ts";

const one = (id: string, ...names: string[]) => ({
  id,
  condition: { when: { kind: "all", of: names.map((name) => ({ kind: "segment", id: name })) } as Condition },
});

describe("[SE-7] segments that name one another", () => {
  it("may, as long as none leads back to itself", () => {
    expect(checkSegments([one("a", "b", "c"), one("b", "c"), one("c")])).toEqual([]);
  });

  it("are refused with the way round", () => {
    expect(checkSegments([one("a", "a")])).toEqual([
      { path: "/segments/0/condition/when/of/0/id", detail: 'leads back to itself ("a" → "a"); break the circle' },
    ]);
    const problems = checkSegments([one("x"), one("a", "x", "b"), one("b", "c"), one("c", "a")]);
    expect(problems.map(({ path }) => path)).toEqual([
      "/segments/1/condition/when/of/1/id",
      "/segments/2/condition/when/of/0/id",
      "/segments/3/condition/when/of/0/id",
    ]);
    expect(problems[0]?.detail).toContain('"a" → "b" → "c" → "a"');
  });

  it("are refused where one is missing, or where they lie too deep", () => {
    expect(checkSegments([one("a", "gone")])[0]?.detail).toContain('no segment "gone"');
    const chain = ["a", "b", "c", "d", "e", "f"];
    const list = chain.map((id, i) => (chain[i + 1] === undefined ? one(id) : one(id, chain[i + 1]!)));
    expect(checkSegments(list)).toEqual([
      { path: "/segments/0/condition", detail: "refers to segments through 5 others; at most 4 are followed" },
    ]);
    expect(checkSegments(list.slice(1))).toEqual([]);
  });

  it("are checked in time that does not explode with the ways through them", () => {
    // Each names both of the next level: 2^49 ways from the first to the last.
    const names = Array.from({ length: 50 }, (_, i) => [`l${i}`, `r${i}`]);
    const list = names.flatMap((level, i) => level.map((id) => one(id, ...(names[i + 1] ?? []))));
    expect(checkSegments(list).length).toBeGreaterThan(0);
  });
});
