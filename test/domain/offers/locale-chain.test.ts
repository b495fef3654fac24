import { expect, it } from "vitest";
import { inLocale } from "../../../worker/domain/offers/locale-chain.ts";

const TEXTS = { en: "en", es: "es", "zh-hant": "zh-hant" };

it.each([
  ["es-MX", "en", {}, "es"],
  ["zh-Hant-TW", "en", {}, "zh-hant"],
  ["zh", "es", {}, "es"],
  ["ca", "en", { ca: ["fr", "es"] }, "es"],
  ["ca-ES", "en", { ca: ["es"] }, "es"],
  ["fr", "de", { de: ["es"] }, "es"],
  ["fr", "de", {}, "en"],
  [undefined, "es", {}, "es"],
  ["constructor", "toString", {}, "en"],
])("[OF-5] a page in %s, a site in %s, fallbacks %j: speaks %s", (page, site, fallbacks, spoken) => {
  expect(inLocale(TEXTS, page, site, fallbacks)).toBe(spoken);
});

it("[OF-5] speaks whichever language there is rather than none", () => {
  expect(inLocale({ fr: "fr" }, "es", "de")).toBe("fr");
  expect(inLocale({}, "es", "de")).toBeUndefined();
});
