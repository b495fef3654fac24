import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contactWith,
  emptyLedger,
  mergeLedgers,
  noContact,
  TIMES_KEPT,
  withClaim,
  withContact,
  withExposure,
  type ContactLedger,
} from "../../../worker/domain/offers/contact-ledger.ts";
import { capReached, exposuresOf } from "../../../worker/domain/offers/frequency-caps.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

const ledgers = fc
  .array(
    fc.record({
      offer: fc.constantFrom("a", "b", "constructor", "__proto__"),
      at: fc.integer({ min: 0, max: 72 }),
      clicked: fc.boolean(),
      claim: fc.option(fc.constantFrom("A1", "B2"), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((steps) =>
    steps.reduce<ContactLedger>((ledger, { offer, at, clicked, claim }) => {
      const time = NOW - at * HOUR;
      const seen = withExposure(contactWith(ledger, offer) ?? noContact("hero"), time);
      const next = withContact(ledger, offer, clicked ? { ...seen, clickedAt: Math.max(seen.clickedAt, time) } : seen);
      return claim === undefined ? next : withClaim(next, `pool:${offer}`, { code: claim, at: time });
    }, emptyLedger()),
  );

describe("[OF-8] the ledger of offers", () => {
  it("merges two visitors' ledgers to the same in either order", () => {
    fc.assert(
      fc.property(ledgers, ledgers, (a, b) => {
        expect(mergeLedgers(a, b)).toEqual(mergeLedgers(b, a));
        expect(mergeLedgers(a, emptyLedger())).toEqual(a);
      }),
    );
  });

  it("counts every exposure of both, and keeps only the last day's times", () => {
    fc.assert(
      fc.property(ledgers, ledgers, (a, b) => {
        const merged = mergeLedgers(a, b);
        for (const [offer, { seen, times }] of Object.entries(merged.offers)) {
          expect(seen).toBe((contactWith(a, offer)?.seen ?? 0) + (contactWith(b, offer)?.seen ?? 0));
          expect(times.length).toBeLessThanOrEqual(TIMES_KEPT);
          expect(times).toEqual(times.toSorted((one, other) => other - one));
          for (const time of times) expect(times[0]! - time).toBeLessThan(24 * HOUR);
        }
      }),
    );
  });

  it("stays small whatever a visitor sees", () => {
    let ledger = emptyLedger();
    for (let n = 0; n < 200; n++) {
      for (let again = 0; again < 30; again++) {
        ledger = withContact(
          ledger,
          `offer-${n}`,
          withExposure(ledger.offers[`offer-${n}`] ?? noContact("hero"), NOW + n),
        );
      }
    }
    expect(Object.keys(ledger.offers)).toHaveLength(40);
    expect(ledger.offers["offer-199"]?.seen).toBe(30);
    expect(ledger.offers["offer-0"]).toBeUndefined();
    // 40 offers with 20 times each at worst, in a row that is rewritten with each request.
    expect(JSON.stringify(ledger).length).toBeLessThan(20_000);
  });
});

describe("[OF-7] caps", () => {
  const seenAt = (...hoursAgo: number[]) =>
    exposuresOf([hoursAgo.reduce((contact, hours) => withExposure(contact, NOW - hours * HOUR), noContact("hero"))]);
  const sessionStart = NOW - HOUR / 2;

  it.each([
    [{ perSession: 2 }, [0.1, 0.2], true],
    [{ perSession: 2 }, [0.1, 3], false],
    [{ perDay: 2 }, [3, 23.9], true],
    [{ perDay: 2 }, [3, 24.1], false],
    [{ lifetime: 3 }, [100, 200, 300], true],
    [{ lifetime: 4 }, [100, 200, 300], false],
    [{ minGapMinutes: 60 }, [0.9], true],
    [{ minGapMinutes: 60 }, [1.1], false],
    [{ perSession: 1, perDay: 1, lifetime: 1, minGapMinutes: 1 }, [], false],
  ])("%j after exposures %j hours ago: reached is %s", (caps, hoursAgo, reached) => {
    expect(capReached(caps, seenAt(...hoursAgo), sessionStart, NOW, "this offer") !== undefined).toBe(reached);
  });

  it("says what was reached", () => {
    expect(capReached({ perDay: 2 }, seenAt(1, 2), sessionStart, NOW, "this offer")).toBe(
      "this offer seen 2 times in 24 hours, at most 2",
    );
  });
});
