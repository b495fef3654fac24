import { describe, expect, it } from "vitest";
import { checkDefinitions } from "../../worker/intake/check-settings.ts";

function check(rule: Record<string, unknown>) {
  return checkDefinitions({
    placements: [
      { id: "home", name: "Home", kind: "products", relation: "alternatives" },
      { id: "hero", name: "Hero", kind: "offer" },
    ],
    offers: [],
    holdout: 0,
    merchandising: [rule],
  });
}

describe("merchandising rules at the door", () => {
  it.each([
    { action: "pin", product: "A", placement: "home" },
    { action: "boost", brand: "Sol", percent: 50 },
    { action: "exclude", label: "clearance" },
  ])("are taken as they are: %j", (rule) => {
    const checked = check(rule);
    expect(checked.ok && checked.value.merchandising).toEqual([rule]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["give exactly one of product, category, brand and label", { action: "boost" }],
    ["give exactly one of product, category, brand and label", { action: "bury", product: "A", brand: "Sol" }],
    ["a pin takes a product", { action: "pin", category: "Shoes" }],
    ["must be at most 50", { action: "boost", brand: "Sol", percent: 51 }],
    [
      "names a placement that is not among the placements for products",
      { action: "bury", brand: "S", placement: "hero" },
    ],
    ["merchandising.0.action", { action: "hide", product: "A" }],
  ])("are refused with what is wrong: %s", (words, rule) => {
    const checked = check(rule);
    expect(checked.ok ? "" : checked.problem.detail).toContain(words);
  });
});
