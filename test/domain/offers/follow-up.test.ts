import { describe, expect, it } from "vitest";
import type { BehaviourEvent } from "../../../wire/event.ts";
import { emptyLedger, type ContactLedger, type OfferGroup } from "../../../worker/domain/offers/contact-ledger.ts";
import { enrol, followEvents, type FollowUp } from "../../../worker/domain/offers/follow-up.ts";
import type { ReportEntry } from "../../../worker/domain/offers/report-entry.ts";
import { addEntry, groupTotal, type RollUp } from "../../../worker/domain/offers/roll-up.ts";
import { HOUR, NOW, offer } from "./site-with-offers.ts";

const OFFERS = [
  offer("a"),
  offer("leads", { goal: { event: "generate_lead", windowHours: 1 } }),
  offer("coupon", { content: { en: { headline: "x", coupon: "TEN" } } }),
];
const followUp: FollowUp = {
  offerOf: (id) => OFFERS.find((one) => one.id === id),
  context: "0.0",
  currency: "EUR",
};

let made = 0;
function event(name: string, hours: number, params: BehaviourEvent["params"] = {}): BehaviourEvent {
  return { id: `e${++made}`, name, at: NOW + hours * HOUR, params };
}
const response = (name: string, choice: string, hours: number) => event(name, hours, { decision_token: choice });
const order = (hours: number, value: number, more: BehaviourEvent["params"] = {}) =>
  event("purchase", hours, { currency: "EUR", value, transaction_id: `t${++made}`, ...more });

function enrolled(
  id: string,
  group: OfferGroup = "shown",
  hours = 0,
): { ledger: ContactLedger; entries: ReportEntry[] } {
  const intent = { placement: "hero", offer: id, group, context: "0.0", drawn: [[id, 1]] as [string, number][] };
  return enrol(emptyLedger(), [intent], NOW + hours * HOUR, followUp, () => "log-1");
}

/** What the reports would count of these events, after a decision for the offer. */
function counted(id: string, events: BehaviourEvent[], group: OfferGroup = "shown") {
  const start = enrolled(id, group);
  const tokenOf = (one: BehaviourEvent) => ({ placement: "hero", choice: one.params?.decision_token ?? "" });
  const { ledger, entries } = followEvents(start.ledger, events, followUp, tokenOf, () => true);
  const rollUp: RollUp = { placement: "", groups: {} };
  for (const entry of [...start.entries, ...entries]) if (entry.offer === id) addEntry(rollUp, entry);
  return { total: groupTotal(rollUp, group), ledger };
}

describe("[OF-13] what becomes of an offer", () => {
  it("counts a visitor once, however often they see and click it", () => {
    const { total, ledger } = counted("a", [
      response("view_promotion", "a", 0.1),
      response("view_promotion", "a", 0.2),
      response("select_promotion", "a", 0.3),
      response("select_promotion", "a", 0.4),
      response("dismiss_promotion", "a", 0.5),
    ]);
    expect(total).toMatchObject({ enrolled: 1, exposed: 1, exposures: 2, clicked: 1, dismissed: 1, converted: 0 });
    expect(ledger.offers["a"]).toMatchObject({ seen: 2, clickedAt: NOW + 0.4 * HOUR, dismissedAt: NOW + 0.5 * HOUR });
  });

  it("credits orders within a week of the decision, and none after", () => {
    const { total } = counted("a", [
      response("view_promotion", "a", 0.1),
      order(1, 40),
      order(167, 60),
      order(169, 500),
    ]);
    // Sum of squares of the visitor's total: (40 + 60)².
    expect(total).toMatchObject({ converted: 1, redemptions: 2, revenue: 100, revenueSquared: 10_000 });
  });

  it("credits the same to those it was withheld from, though they saw nothing", () => {
    for (const group of ["control", "holdout"] as const) {
      const { total, ledger } = counted("a", [order(1, 40)], group);
      expect(total).toMatchObject({ enrolled: 1, exposed: 0, converted: 1, redemptions: 0, revenue: 40 });
      expect(ledger.offers["a"]?.convertedAt).toBe(0);
    }
  });

  it("goes by the offer's own goal and window", () => {
    const events = [response("view_promotion", "leads", 0.1), order(0.2, 40), event("generate_lead", 0.9)];
    expect(counted("leads", events).total).toMatchObject({ converted: 1, revenue: 0 });
    expect(counted("leads", [event("generate_lead", 1.1)]).total).toMatchObject({ converted: 0 });
  });

  it("counts as redeemed only orders that used the code", () => {
    const events = [response("view_promotion", "coupon", 0.1), order(1, 10), order(2, 10, { coupon: "TEN" })];
    expect(counted("coupon", events).total).toMatchObject({ converted: 1, redemptions: 1 });
  });

  it("does not add up money of another currency", () => {
    expect(counted("a", [order(1, 9_000, { currency: "JPY" })]).total).toMatchObject({ converted: 1, revenue: 0 });
  });

  it("counts nothing that happened before the decision", () => {
    expect(counted("a", [order(-1, 40)]).total).toMatchObject({ converted: 0, revenue: 0 });
  });

  it("enrols once within a window, and anew after it", () => {
    const first = enrolled("a");
    const intent = { placement: "hero", offer: "a", group: "shown" as const, context: "1.1", drawn: [] };
    expect(enrol(first.ledger, [intent], NOW + 100 * HOUR, followUp, () => "x").entries).toEqual([]);
    expect(enrol(first.ledger, [intent], NOW + 168 * HOUR, followUp, () => "x").entries).toMatchObject([
      { enrolled: 1, context: "1.1" },
    ]);
  });

  it("counts an exposure whose decision nobody remembers, as its token says", () => {
    const tokenOf = () => ({ placement: "hero", choice: "a" });
    const { entries } = followEvents(
      emptyLedger(),
      [response("view_promotion", "a", 0)],
      followUp,
      tokenOf,
      () => true,
    );
    expect(entries).toMatchObject([{ offer: "a", enrolled: 1, exposed: 1, exposures: 1, group: "shown" }]);
  });

  it("logs a draw with what was drawn among, under a name that leads to nobody", () => {
    const drawn: [string, number][] = [
      ["a", 0.7],
      ["b", 0.3],
    ];
    const intent = { placement: "hero", offer: "a", group: "shown" as const, context: "0.0", drawn };
    expect(enrol(emptyLedger(), [intent], NOW, followUp, () => "log-7").entries).toMatchObject([
      { log: "log-7", drawn },
    ]);
    const held = enrol(emptyLedger(), [{ ...intent, group: "holdout" }], NOW, followUp, () => "log-8").entries[0];
    expect(held).not.toHaveProperty("log");
  });
});
