import { describe, expect, it } from "vitest";
import type { LoggedEvent } from "../../bench/replay/logs.ts";
import { planRequests } from "../../bench/replay/plan.ts";

/** 300 visitors with one to twelve events each, in time order. */
const LOG: LoggedEvent[] = Array.from({ length: 300 }, (_, visitor) => visitor).flatMap((visitor) =>
  Array.from({ length: 1 + (visitor % 12) }, (_, step) => ({
    visitor: `visitor-${visitor}`,
    event: { id: `event-${visitor}-${step}`, name: "view_item", at: 1_000 * visitor + step },
  })),
);

describe("a plan", () => {
  const plan = planRequests(LOG, 1);

  it("is the same for the same seed, and another for another", () => {
    expect(planRequests(LOG, 1)).toEqual(plan);
    expect(planRequests(LOG, 2)).not.toEqual(plan);
  });

  it("sends every event, once but for whole requests that are repeated", () => {
    const once = [...new Set(plan)];
    const sent = once.flatMap(({ events }) => events.map(({ id }) => id));
    expect(sent.toSorted()).toEqual(LOG.map(({ event }) => event.id).toSorted());
  });

  it("keeps a request to one visitor and to one to ten events in their order", () => {
    for (const { visitor, events } of plan) {
      expect(events.length).toBeGreaterThanOrEqual(1);
      expect(events.length).toBeLessThanOrEqual(10);
      for (const { id } of events) expect(id.startsWith(`event-${visitor.slice("visitor-".length)}-`)).toBe(true);
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
    }
  });

  it("repeats about a tenth, some at once and some later", () => {
    const first = new Map<unknown, number>();
    const gaps = plan.flatMap((request, place) => {
      const before = first.get(request);
      if (before === undefined) first.set(request, place);
      return before === undefined ? [] : [place - before];
    });
    // 400 requests or so: a tenth is 40, and six standard deviations of that are 36.
    expect(gaps.length / first.size).toBeGreaterThan(0.01);
    expect(gaps.length / first.size).toBeLessThan(0.19);
    expect(gaps).toContain(1);
    expect(Math.max(...gaps)).toBeGreaterThan(10);
  });

  it("mixes the visitors", () => {
    const numbers = plan.map(({ visitor }) => Number(visitor.slice("visitor-".length)));
    expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b));
  });
});
