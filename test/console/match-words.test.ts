import { expect, it } from "vitest";
import { matchWords } from "../../console/palette/match-words.ts";

const better = (query: string, text: string, than: string) => {
  const [one, other] = [matchWords(query, text), matchWords(query, than)];
  return one !== undefined && other !== undefined && one < other;
};

it("meets every word, in any order, without regard to case and accents", () => {
  expect(matchWords("shoe off", "Offer: Shoe week")).toBeDefined();
  expect(matchWords("mas vendido", "Lo Más Vendido")).toBe(0);
  expect(matchWords("shoe tent", "Offer: Shoe week")).toBeUndefined();
  expect(matchWords("", "anything")).toBe(0);
});

it("finds inside words and inside languages without spaces", () => {
  expect(matchWords("设置", "前往设置页面")).toBeDefined();
  expect(matchWords("hero", "home-hero")).toBe(0);
});

it("forgives left-out letters of longer words only", () => {
  expect(matchWords("sgmts", "Segments")).toBeDefined();
  expect(matchWords("st", "Segments")).toBeUndefined();
});

it("prefers whole words to beginnings, those to insides, and those to scattered letters", () => {
  expect(better("live", "Live", "Lively")).toBe(true);
  expect(better("live", "Lively", "Delivered")).toBe(true);
  expect(better("live", "Delivered", "Limitvalue")).toBe(true);
});
