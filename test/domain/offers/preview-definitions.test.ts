import { expect, it } from "vitest";
import type { Definitions, Offer } from "../../../wire/definitions.ts";
import { PREVIEW_CODE, previewDefinitions } from "../../../worker/domain/offers/preview-definitions.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

const HINDERED: Offer = {
  id: "sale",
  name: "Sale",
  placement: "hero",
  status: "paused",
  priority: 1,
  eligibility: { version: 1, when: { kind: "score", test: { op: "at_least", value: 99 } } },
  schedule: { from: "2027-01-01T00:00", until: "2027-02-01T00:00", zone: "Europe/Madrid" },
  caps: { lifetime: 1 },
  stopAfter: ["click"],
  budget: { exposures: 1 },
  control: 0.5,
  stock: 3,
  couponPool: "codes",
  countdown: { endsWith: "schedule" },
  content: { en: { headline: "Sale" } },
};
const OTHER: Offer = {
  id: "other",
  name: "Other",
  placement: "hero",
  status: "live",
  priority: 9,
  content: { en: { headline: "x" } },
};
const ELSEWHERE: Offer = { ...OTHER, id: "elsewhere", placement: "bar" };
const DEFINITIONS: Definitions = {
  placements: [
    { id: "hero", name: "Hero", kind: "offer", caps: { perSession: 1 } },
    { id: "bar", name: "Bar", kind: "offer" },
  ],
  offers: [OTHER, HINDERED, ELSEWHERE],
  holdout: 0.5,
  caps: { perDay: 1 },
};

it("a previewed offer has its placement to itself and nothing in its way, and takes no code from the pool", () => {
  const { offers, holdout, caps, placements } = previewDefinitions(DEFINITIONS, "sale", NOW);
  expect({ holdout, caps, hero: placements[0] }).toEqual({
    holdout: 0,
    caps: undefined,
    hero: { id: "hero", name: "Hero", kind: "offer" },
  });
  expect(offers).toEqual([
    ELSEWHERE,
    {
      id: "sale",
      name: "Sale",
      placement: "hero",
      status: "live",
      priority: 1,
      content: { en: { headline: "Sale", coupon: PREVIEW_CODE } },
      // It still counts down, by the clock it was meant by.
      countdown: { endsAt: "2027-02-01T00:00" },
      schedule: { zone: "Europe/Madrid" },
    },
  ]);
});

it("a countdown that is over does not take the preview with it", () => {
  const over: Offer = { ...HINDERED, schedule: {}, countdown: { endsAt: "2026-11-20T00:00" } };
  const [shown] = previewDefinitions({ ...DEFINITIONS, offers: [over] }, "sale", NOW).offers;
  expect(shown?.countdown).toBeUndefined();
});

it("an offer that is not there changes nothing", () => {
  expect(previewDefinitions(DEFINITIONS, "gone", NOW)).toBe(DEFINITIONS);
});
