import { describe, expect, it } from "vitest";
import { decide } from "../../../worker/domain/decide.ts";
import { explainOffers } from "../../../worker/domain/offers/explain-offers.ts";
import { inputWith, NOW, offer } from "./site-with-offers.ts";

describe("[OF-18] every offer beside one visitor", () => {
  it("says of each the reason the decision gives", () => {
    const offers = [
      offer("a", { priority: 3, audience: { cart: "filled" } }),
      offer("b", { priority: 2 }),
      offer("c"),
      offer("d", { placement: "aside", status: "paused" }),
    ];
    const input = inputWith(offers, { placements: [{ id: "hero" }, { id: "aside" }] });
    const decided = decide(input).flatMap(({ candidates = [] }) => candidates);
    const explained = explainOffers(input).offers;
    expect(explained.map(({ offer: id, reason, chosen }) => [id, reason, chosen])).toEqual([
      ["a", "AUDIENCE_MISMATCH", false],
      ["b", "TARGETING_MATCH", true],
      ["c", "LOWER_PRIORITY", false],
      ["d", "DISABLED", false],
    ]);
    for (const { offer: id, reason, detail } of explained) {
      expect(decided.find((one) => one.id === id)).toMatchObject({ reason, detail });
    }
  });

  it("holds a whole site back from the hold-out, and says so", () => {
    const { offers } = explainOffers(inputWith([offer("a")], {}, { holdout: 1 }));
    expect(offers[0]).toMatchObject({ chosen: false, reason: "HOLDOUT" });
  });

  it("says what there has been between them, and nothing where there was nothing", () => {
    const ledger = {
      claims: {},
      offers: {
        a: {
          placement: "hero",
          seen: 3,
          times: [NOW - 1],
          clickedAt: NOW - 2,
          dismissedAt: 0,
          convertedAt: 0,
          enrolment: {
            at: NOW - 9,
            group: "shown" as const,
            context: "",
            exposedAt: NOW - 3,
            clicked: true,
            dismissed: false,
            converted: false,
            revenue: 0,
          },
        },
      },
    };
    const [a, b] = explainOffers(inputWith([offer("a"), offer("b")], { ledger })).offers;
    expect(a!.contact).toEqual({ seen: 3, seenAt: NOW - 1, clickedAt: NOW - 2, group: "shown", since: NOW - 9 });
    expect(b!.contact).toBeUndefined();
  });

  it("says of an offer in a row of products that nothing would show it", () => {
    const input = inputWith([offer("a", { placement: "gone" })]);
    expect(explainOffers(input).offers[0]).toMatchObject({ chosen: false, reason: "WRONG_PLACEMENT" });
  });
});
