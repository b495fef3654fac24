import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Offer } from "../../wire/definitions.ts";
import { recordOf, replayDecision, versionsMissing, type DecisionRecord } from "../../worker/domain/decision-record.ts";
import { decide, type DecideInput } from "../../worker/domain/decide.ts";
import {
  emptyLedger,
  noContact,
  withClaim,
  withContact,
  withExposure,
} from "../../worker/domain/offers/contact-ledger.ts";
import { emptyPosterior } from "../../worker/domain/bandit/posterior.ts";
import { updatePosterior } from "../../worker/domain/bandit/update-posterior.ts";
import { CHOICE_SETTINGS, choiceKey } from "../../worker/domain/offers/choice-context.ts";
import { NO_STANDINGS } from "../../worker/domain/offers/offer-standings.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { HOUR, inputWith, NOW, offer } from "./offers/site-with-offers.ts";

const OFFERS: Offer[] = [
  offer("a"),
  offer("b", { control: 0.2 }),
  offer("c", { caps: { perDay: 2 } }),
  offer("pool", { priority: 2, couponPool: "p" }),
  offer("fans", {
    priority: 3,
    eligibility: {
      version: 1,
      when: {
        kind: "all",
        of: [
          {
            kind: "event",
            name: "view_item",
            times: { atLeast: 2 },
            within: { kind: "last", duration: { amount: 2, unit: "hours" } },
          },
          { kind: "signal", name: "weather", test: { op: "equals", value: "rain" } },
        ],
      },
    },
  }),
];

/** Answers of a week, some of whose windows are still open. */
const STANDINGS = {
  ...NO_STANDINGS,
  version: 12,
  emptyClaims: new Set(["pool:p", "pool:other"]),
  use: new Map([["a", { exposures: 5, redemptions: 1 }]]),
  posteriors: new Map([
    [
      "hero",
      updatePosterior({
        posterior: emptyPosterior(CHOICE_SETTINGS, NOW - 200 * HOUR),
        outcomes: ["a", "b", "c"].flatMap((arm, n) =>
          [150, 10].map((hours) => ({
            arm,
            context: choiceKey(5, 1),
            exposedAt: NOW - hours * HOUR,
            exposures: 300,
            conversions: 10 + 10 * n,
            convertedAt: NOW - (hours - 1) * HOUR,
          })),
        ),
        now: NOW,
      }).posterior,
    ],
  ]),
};

const happened = fc.record({
  name: fc.constantFrom("view_item", "add_to_cart", "purchase", "page_view"),
  hoursAgo: fc.integer({ min: 0, max: 100 }),
  item: fc.constantFrom("boot", "shoe", "tent"),
});

const inputs = fc
  .record({
    events: fc.array(happened, { maxLength: 12 }),
    subject: fc.uuid(),
    seen: fc.integer({ min: 0, max: 3 }),
    code: fc.boolean(),
    raining: fc.boolean(),
    learnt: fc.boolean(),
    explain: fc.boolean(),
  })
  .map(({ events, subject, seen, code, raining, learnt, explain }): DecideInput => {
    const list = events.map(({ name, hoursAgo, item }, n): BehaviourEvent => ({
      id: `event-${n}`,
      name,
      at: NOW - hoursAgo * HOUR,
      params: { items: [{ item_id: item, item_category: "Footwear", price: 50 }] },
    }));
    let contact = noContact("hero");
    for (let n = 0; n < seen; n++) contact = withExposure(contact, NOW - n * HOUR);
    const ledger = withContact(emptyLedger(), "c", contact);
    return inputWith(
      OFFERS,
      {
        profile: foldEvents(emptyProfile(), list),
        ledger: code ? withClaim(ledger, "pool:p", { code: "MINE", at: NOW }) : ledger,
        subject,
        explain,
        own: raining ? { signals: new Map([["weather", { value: "rain", until: NOW + HOUR }]]) } : {},
        ...(learnt && { standings: STANDINGS }),
        placements: [{ id: "hero" }, { id: "aside" }, { id: "nowhere" }],
      },
      { holdout: 0.1 },
    );
  });

describe("[DE-5] a logged decision", () => {
  it("is made again byte for byte from its log, read back from disk", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const decisions = decide(input);
        const record = JSON.parse(JSON.stringify(recordOf(input, decisions))) as DecisionRecord;
        // The site as another isolate would hold it: the same versions, other objects.
        const { definitions, definitionsVersion, catalogue, model, locale } = input;
        const basis = { definitions: structuredClone(definitions), definitionsVersion, catalogue, model, locale };
        expect(versionsMissing(record, basis)).toEqual([]);
        const replayed = replayDecision(record, basis);
        expect(JSON.stringify(replayed.decisions)).toBe(JSON.stringify(decisions));
        expect(replayed.identical).toBe(true);
      }),
    );
  });

  it("explains every candidate on request, and is still held against what was logged", () => {
    const input = inputWith(OFFERS, { explain: false });
    const record = recordOf(input, decide(input));
    const { identical, decisions } = replayDecision(record, input, true);
    expect(identical).toBe(true);
    expect(decisions[0]?.candidates).toHaveLength(OFFERS.length);
  });

  it("notices when something else comes out", () => {
    const input = inputWith(OFFERS);
    const record = recordOf(input, decide(input));
    const paused = OFFERS.map((one): Offer => ({ ...one, status: "paused" }));
    const changed = { ...input, definitions: { ...input.definitions, offers: paused } };
    expect(replayDecision(record, changed).identical).toBe(false);
  });

  it("says which version it would need", () => {
    const input = inputWith(OFFERS, { catalogueVersion: 3 });
    const record = recordOf(input, decide(input));
    expect(versionsMissing(record, { ...input, definitionsVersion: 8, catalogueVersion: 4 })).toEqual([
      "definitions",
      "catalogue",
    ]);
  });
});
