import { describe, expect, it } from "vitest";
import type { Definitions } from "../../../wire/definitions.ts";
import { checkDefinitions, checkSettings } from "../../../worker/intake/check-settings.ts";
import { offer } from "./site-with-offers.ts";

const segment = (id: string, refersTo: string) => ({
  id,
  name: id,
  condition: { version: 1, when: { kind: "segment", id: refersTo } },
});

function publish(changes: object, more: Partial<Record<keyof Definitions, unknown>> = {}) {
  return checkDefinitions({
    placements: [{ id: "hero", name: "Hero", kind: "offer" }],
    offers: [{ ...offer("a"), ...changes }],
    holdout: 0,
    ...more,
  });
}

describe("[OF-17] publishing", () => {
  it("takes an offer that says everything, unchanged", () => {
    const everything = {
      ...offer("a"),
      eligibility: { version: 1, when: { kind: "segment", id: "fans" } },
      content: {
        en: {
          headline: "x",
          text: "y",
          image: { src: "/a.png", alt: "", width: 300, height: 200 },
          button: { label: "Go", href: "https://shop.example/x" },
          secondaryButton: { label: "Later", href: "/later" },
          countdownLabel: "Ends in",
        },
        "zh-hant": { headline: "z" },
      },
      format: "modal",
      dismissible: true,
      schedule: {
        zone: "Europe/Madrid",
        from: "2026-11-27T09:00",
        until: "2026-11-30T00:00",
        weekdays: [1, 5],
        hours: [{ from: "09:00", to: "18:00" }],
      },
      caps: { perSession: 1, perDay: 2, lifetime: 5, minGapMinutes: 30 },
      stopAfter: ["conversion", "dismissal"],
      budget: { exposures: 100, redemptions: 10, money: 50, costPerRedemption: 5 },
      control: 0.1,
      goal: { event: "generate_lead", windowHours: 24 },
      couponPool: "welcome",
      promotes: { itemIds: ["boot"], categories: ["Camp"] },
      countdown: { endsWith: "schedule" },
      products: { source: "pinned", itemIds: ["boot"] },
    };
    const definitions = {
      placements: [{ id: "hero", name: "Hero", kind: "offer", format: "inline", caps: { perDay: 3 } }],
      offers: [everything],
      holdout: 0.1,
      caps: { perSession: 5 },
      languageFallbacks: { ca: ["es"] },
      segments: [{ id: "fans", name: "Fans", condition: { version: 1, when: { kind: "all", of: [] } } }],
    };
    expect(checkDefinitions(definitions)).toEqual({ ok: true, value: definitions });
  });

  it("takes the older form, with its audience", () => {
    expect(publish({ audience: { scoreAtLeast: 60, cart: "empty" } }).ok).toBe(true);
  });

  it.each<[string, object, string]>([
    ["a zone there is not", { schedule: { zone: "Mars/Olympus" } }, "offers.0.schedule.zone"],
    ["a day there is not", { schedule: { from: "2026-02-30T09:00" } }, "offers.0.schedule.from"],
    [
      "an end before the beginning",
      { schedule: { from: "2026-11-27T09:00", until: "2026-11-26T09:00" } },
      "offers.0.schedule",
    ],
    ["an eighth day of the week", { schedule: { weekdays: [8] } }, "offers.0.schedule.weekdays.0"],
    ["an hour there is not", { schedule: { hours: [{ from: "09:00", to: "24:30" }] } }, "offers.0.schedule.hours.0.to"],
    [
      "a script for an address",
      { content: { en: { headline: "x", button: { label: "y", href: "javascript:alert(1)" } } } },
      "offers.0.content.en.button.href",
    ],
    [
      "an address that is none",
      { content: { en: { headline: "x", image: { src: "https://", alt: "" } } } },
      "offers.0.content.en.image.src",
    ],
    [
      "half a size",
      { content: { en: { headline: "x", image: { src: "/a.png", alt: "", width: 3 } } } },
      "offers.0.content.en.image",
    ],
    ["a cap of nothing", { caps: { perDay: 0 } }, "offers.0.caps.perDay"],
    ["a cap that nobody counts", { caps: { perWeek: 1 } }, "offers.0.caps"],
    ["a budget that is no number", { budget: { money: Number.NaN, costPerRedemption: 1 } }, "offers.0.budget.money"],
    ["a budget of money without a price", { budget: { money: 10 } }, "offers.0.budget"],
    ["more control than offer", { control: 0.6 }, "offers.0.control"],
    ["a control group that is no number", { control: null }, "offers.0.control"],
    ["two kinds of code", { couponPool: "p", content: { en: { headline: "x", coupon: "TEN" } } }, "offers.0"],
    ["a pool with a stock beside", { couponPool: "p", stock: 5 }, "offers.0"],
    ["a countdown to no end", { countdown: { endsWith: "schedule" } }, "offers.0"],
    ["a modal that cannot be closed", { format: "modal", dismissible: false }, "offers.0"],
    ["a format nobody draws", { format: "carousel" }, "offers.0.format"],
    ["a condition nobody knows", { eligibility: { version: 1, when: { kind: "horoscope" } } }, "offers.0.eligibility"],
    [
      "a condition of another version",
      { eligibility: { version: 2, when: { kind: "all", of: [] } } },
      "offers.0.eligibility",
    ],
    [
      "a segment nobody defines",
      { eligibility: { version: 1, when: { kind: "segment", id: "gone" } } },
      "offers.0.eligibility",
    ],
    ["a language that is none", { content: { English: { headline: "x" } } }, "offers.0.content"],
    ["a placement nobody defines", { placement: "nowhere" }, "placement"],
  ])("refuses %s, and says where", (_title, changes, place) => {
    const checked = publish(changes);
    expect(checked).toMatchObject({ ok: false, problem: { status: 400, reason: "bad_request" } });
    if (!checked.ok) expect(checked.problem.detail).toContain(place);
  });

  it("refuses segments that lead back to themselves, or lead too far", () => {
    const circle = publish({}, { segments: [segment("a", "b"), segment("b", "a")] });
    expect(circle.ok ? "" : circle.problem.detail).toContain("leads back to itself");
    const chain = Array.from({ length: 7 }, (_, n) => segment(`s${n}`, `s${n + 1}`));
    const end = { id: "s7", name: "s7", condition: { version: 1, when: { kind: "all", of: [] } } };
    const deep = publish({}, { segments: [...chain, end] });
    expect(deep.ok ? "" : deep.problem.detail).toContain("through");
  });

  it("refuses a shop in a zone there is not", () => {
    const settings = {
      name: "x",
      keys: ["pk_x"],
      origins: [],
      locale: "en",
      currency: "EUR",
      eventAgeDays: 1,
      retentionDays: 1,
      consentDefault: "denied",
    };
    expect(checkSettings({ ...settings, timeZone: "Europe/Madrid" }).ok).toBe(true);
    expect(checkSettings({ ...settings, timeZone: "Atlantis/Poseidonis" })).toMatchObject({ ok: false });
  });
});
