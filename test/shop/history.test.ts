import { describe, expect, it } from "vitest";
import { catalogueFeed } from "../../shop/catalogue/build-catalogue.ts";
import { makeVisits } from "../../shop/shoppers/history.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { LIMITS } from "../../wire/limits.ts";
import { parseEnvelope, parseEvents } from "../../worker/intake/parse-collect.ts";

/** A Sunday morning, so that the last day is one that has only begun. */
const END = Date.UTC(2026, 10, 22, 6);
const DAY_MS = 86_400_000;
const SEED = 42;

const visits = makeVisits({ seed: SEED, end: END });
const events = visits.flatMap(({ request }) => request.events);
const named = (name: string): BehaviourEvent[] => events.filter((event) => event.name === name);

describe("the demo's history", () => {
  it("is the same to the last byte for the same seed and end", () => {
    expect(JSON.stringify(makeVisits({ seed: SEED, end: END }))).toBe(JSON.stringify(visits));
  });

  it("is another one for another seed", () => {
    const other = makeVisits({ seed: SEED + 1, end: END });
    expect(other[0]?.request.visitor).not.toBe(visits[0]?.request.visitor);
  });

  it("comes oldest first, and ends by the end", () => {
    const times = visits.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(END);
  });

  it("covers thirty days, the last of them too", () => {
    const days = new Set(visits.map(({ receivedAt }) => Math.floor(receivedAt / DAY_MS)));
    expect(days.size).toBe(30);
    expect(days).toContain(Math.floor(END / DAY_MS));
  });

  it("has nothing happen after it was received, or out of order", () => {
    for (const { receivedAt, request } of visits) {
      const times = request.events.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(receivedAt);
    }
  });

  it("passes the front door without a single rejection, and nothing of it changed", () => {
    for (const { receivedAt, request } of visits) {
      const envelope = parseEnvelope(JSON.stringify(request));
      if (!envelope.ok) throw new Error(envelope.problem.detail);
      const { rawEvents, sentAt } = envelope.value;
      const checked = parseEvents(rawEvents, { receivedAt, sentAt, eventAgeDays: LIMITS.eventAgeDays });
      expect(checked.rejected).toEqual([]);
      expect(checked.events.map(({ event }) => event)).toEqual(request.events);
    }
  });

  it("gives each event an id of its own, also between seeds", () => {
    const other = makeVisits({ seed: SEED + 1, end: END }).flatMap(({ request }) => request.events);
    const ids = [...events, ...other].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("names only products that the catalogue has, at prices it has", () => {
    const prices = new Map(catalogueFeed().map(({ id, price, sale_price }) => [id, sale_price ?? price]));
    for (const { params } of events) {
      for (const item of params?.items ?? []) expect(item.price).toBe(prices.get(item.item_id));
    }
  });

  it("gives each order a number of its own and the sum of its items", () => {
    const orders = named("purchase");
    const numbers = orders.map(({ params }) => params?.transaction_id);
    expect(numbers.every((number) => typeof number === "string" && number.length > 0)).toBe(true);
    expect(new Set(numbers).size).toBe(orders.length);
    for (const { params } of orders) {
      const sum = (params?.items ?? []).reduce((total, { price = 0, quantity = 1 }) => total + price * quantity, 0);
      expect(params?.value).toBeCloseTo(sum, 2);
      expect(params?.value).toBeGreaterThan(0);
    }
  });

  // What a small shop looks like: several hundred people, some of whom come again, and two to three in a hundred buy.
  it("is of the size and the success of a small shop", () => {
    const people = new Set(visits.map(({ request }) => request.visitor)).size;
    expect(people).toBeGreaterThan(500);
    expect(visits.length).toBeGreaterThan(people);
    expect(visits.length).toBeGreaterThan(1_200);
    expect(visits.length).toBeLessThan(1_800);
    expect(events.length).toBeGreaterThan(9_000);
    expect(events.length).toBeLessThan(16_000);
    expect(named("purchase").length / visits.length).toBeGreaterThan(0.015);
    expect(named("purchase").length / visits.length).toBeLessThan(0.04);
  });

  it("has busy Sundays and quiet nights", () => {
    const share = (where: (date: Date) => boolean) =>
      visits.filter(({ receivedAt }) => where(new Date(receivedAt))).length / visits.length;
    // Chance alone would give a seventh to a day of the week, and a sixth to four hours.
    expect(share((date) => date.getUTCDay() === 0)).toBeGreaterThan(1 / 7);
    expect(share((date) => date.getUTCHours() >= 1 && date.getUTCHours() < 5)).toBeLessThan(1 / 6);
  });
});
