import { describe, expect, it } from "vitest";
import type { Definitions } from "../../../wire/definitions.ts";
import { lastChange, sharesSince, SINCE_EVER } from "../../../worker/domain/experiments/shares-since.ts";
import { offer } from "../offers/site-with-offers.ts";

const published = (holdout: number, controls: Record<string, number>): Definitions => ({
  placements: [],
  offers: Object.entries(controls).map(([id, control]) => offer(id, { control })),
  holdout,
});

describe("[ST-5] since when shares are as they are", () => {
  it("is ever, until one is published otherwise", () => {
    const first = published(0.1, { a: 0.2, b: 0 });
    expect(sharesSince(SINCE_EVER, undefined, first, 100)).toEqual(SINCE_EVER);
    const renamed = { ...first, offers: first.offers.map((one) => ({ ...one, name: "Another" })) };
    expect(sharesSince(SINCE_EVER, first, renamed, 200)).toEqual(SINCE_EVER);
    const grown = sharesSince(SINCE_EVER, first, published(0.2, { a: 0.2, b: 0 }), 300);
    expect(grown).toEqual({ holdout: 300, controls: {} });
    const both = sharesSince(grown, published(0.2, { a: 0.2, b: 0 }), published(0.2, { a: 0.3, c: 0.5 }), 400);
    // An offer that is new was never divided otherwise; one that is gone is forgotten.
    expect(both).toEqual({ holdout: 300, controls: { a: 400 } });
  });

  it("is the later of the hold-out's and the offer's own change", () => {
    expect(lastChange(SINCE_EVER, "a")).toBeUndefined();
    expect(lastChange({ holdout: 5, controls: { a: 9 } }, "a")).toBe(9);
    expect(lastChange({ holdout: 5, controls: { a: 9 } }, "b")).toBe(5);
  });
});
