import { describe, expect, it } from "vitest";
import type { Definitions, Offer, SiteSettings } from "../../../wire/definitions.ts";
import { reviewDefinitions } from "../../../worker/domain/definitions/review-definitions.ts";

const NOW = Date.UTC(2026, 10, 22);
const SETTINGS: SiteSettings = {
  name: "Shop",
  keys: ["pk_shop"],
  origins: ["https://shop.example"],
  locale: "en",
  currency: "EUR",
  eventAgeDays: 30,
  retentionDays: 30,
  consentDefault: "denied",
};

function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return {
    id,
    name: `The ${id}`,
    placement: "hero",
    status: "live",
    priority: 1,
    content: { en: { headline: "Short" } },
    ...changes,
  };
}

function review(offers: Offer[], changes: Partial<Definitions> = {}, settings: SiteSettings | undefined = SETTINGS) {
  const placements: Definitions["placements"] = [{ id: "hero", name: "Hero", kind: "offer" }];
  return reviewDefinitions({ placements, offers, holdout: 0, ...changes }, settings, NOW).map(({ code, at }) => [
    code,
    at,
  ]);
}

describe("a review before publishing", () => {
  it("has nothing to say of one plain offer", () => {
    expect(review([offer("a")])).toEqual([]);
  });

  it("names the languages that others have and this one has not", () => {
    const content = { en: { headline: "Hi" }, es: { headline: "Hola" } };
    expect(review([offer("a", { content, priority: 2 }), offer("b")])).toEqual([
      ["missing_translation", "/offers/1/content"],
    ]);
  });

  it("finds a picture that is not put in words", () => {
    const content = { en: { headline: "Hi", image: { src: "/a.png", alt: " " } } };
    expect(review([offer("a", { content })])).toEqual([["missing_alternative_text", "/offers/0/content/en/image/alt"]]);
  });

  it("counts a Chinese letter as the two Latin ones it takes the room of", () => {
    const headline = (letters: string) => ({ content: { zh: { headline: letters } }, format: "bar" as const });
    expect(review([offer("a", headline("字".repeat(24)))])).toEqual([]);
    expect(review([offer("a", headline("字".repeat(25)))])).toEqual([["too_long", "/offers/0/content/zh/headline"]]);
  });

  it("asks less of a bar than of a banner, and takes the placement's format where the offer has none", () => {
    const content = { en: { headline: "x".repeat(50) } };
    expect(review([offer("a", { content })])).toEqual([]);
    const placements: Definitions["placements"] = [{ id: "hero", name: "Hero", kind: "offer", format: "bar" }];
    expect(review([offer("a", { content })], { placements })).toEqual([["too_long", "/offers/0/content/en/headline"]]);
  });

  it("asks after links that lead to another house, but not where any may send", () => {
    const button = (href: string) => ({ content: { en: { headline: "Hi", button: { label: "Go", href } } } });
    expect(review([offer("a", button("https://other.example/sale"))])).toEqual([
      ["link_elsewhere", "/offers/0/content/en/button/href"],
    ]);
    expect(review([offer("a", button("https://shop.example/sale"))])).toEqual([]);
    expect(review([offer("a", button("/sale"))])).toEqual([]);
    expect(review([offer("a", button("https://other.example"))], {}, { ...SETTINGS, origins: ["*"] })).toEqual([]);
  });

  it("notices what ended before it began, whatever the zone", () => {
    expect(review([offer("a", { schedule: { until: "2026-11-20T00:00" } })])).toEqual([
      ["ends_in_past", "/offers/0/schedule/until"],
    ]);
    expect(review([offer("a", { schedule: { until: "2026-11-22T00:00" } })])).toEqual([]);
    expect(
      review([offer("a", { schedule: { until: "2026-11-20T00:00" }, status: "paused" })], { placements: [] }),
    ).toEqual([]);
  });

  it("tells of live offers that can only be drawn among, and of places that stay empty", () => {
    expect(review([offer("a"), offer("b")])).toEqual([["conflict", "/offers/0/priority"]]);
    expect(review([offer("a"), offer("b", { status: "paused" })])).toEqual([]);
    expect(review([offer("a", { status: "paused" })])).toEqual([["empty_placement", "/placements/0"]]);
  });
});
