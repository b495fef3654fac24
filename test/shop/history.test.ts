import { describe, expect, it } from "vitest";
import { catalogueFeed } from "../../shop/catalogue/build-catalogue.ts";
import { makeVisits, type PastRequest } from "../../shop/shoppers/history.ts";
import type { Decision } from "../../wire/decision.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { LIMITS } from "../../wire/limits.ts";
import { parseEnvelope, parseEvents } from "../../worker/intake/parse-collect.ts";

/** A Sunday morning, so that the last day is one that has only begun. */
const END = Date.UTC(2026, 10, 22, 6);
const DAY_MS = 86_400_000;
const SEED = 42;

/** Requests of each visit, in order, where `decide` answers. */
function played(options: { seed: number; end: number }, decide: (past: PastRequest) => Decision[] = () => []) {
  return makeVisits(options)
    .map((visit) => {
      const requests: PastRequest[] = [];
      const walk = visit.walk();
      for (let turn = walk.next([]); !turn.done; turn = walk.next(decide(requests.at(-1)!))) requests.push(turn.value);
      return requests;
    })
    .filter((requests) => requests.length > 0);
}

const visits = played({ seed: SEED, end: END });
const requests = visits.flat();
const events = requests.flatMap(({ request }) => request.events);
const named = (name: string): BehaviourEvent[] => events.filter((event) => event.name === name);

describe("the demo's history", () => {
  it("is the same to the last byte for the same seed and end", () => {
    expect(JSON.stringify(played({ seed: SEED, end: END }))).toBe(JSON.stringify(visits));
  });

  it("is another one for another seed", () => {
    const other = makeVisits({ seed: SEED + 1, end: END });
    expect(other[0]?.visitor).not.toBe(visits[0]?.[0]?.request.visitor);
  });

  it("comes oldest first, one thing after another on each visit, and ends by the end", () => {
    const planned = makeVisits({ seed: SEED, end: END }).map((visit) => visit.planned);
    expect(planned).toEqual(planned.toSorted((a, b) => a - b));
    for (const visit of visits) {
      const times = visit.map(({ receivedAt }) => receivedAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(Math.max(...requests.map(({ receivedAt }) => receivedAt))).toBeLessThanOrEqual(END);
  });

  it("ends each visit but those that now interrupts", () => {
    const open = visits.filter((visit) => visit.findIndex(({ over }) => over) !== visit.length - 1);
    expect(open.length).toBeLessThan(visits.length / 200);
  });

  it("covers thirty days, the last of them too", () => {
    const days = new Set(requests.map(({ receivedAt }) => Math.floor(receivedAt / DAY_MS)));
    expect(days.size).toBe(30);
    expect(days).toContain(Math.floor(END / DAY_MS));
  });

  it("has nothing happen after it was received, or out of order", () => {
    for (const { receivedAt, request } of requests) {
      const times = request.events.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1) ?? 0).toBeLessThanOrEqual(receivedAt);
    }
  });

  it("passes the front door without a single rejection, and nothing of it changed", () => {
    for (const { receivedAt, request } of requests) {
      const envelope = parseEnvelope(JSON.stringify(request));
      if (!envelope.ok) throw new Error(envelope.problem.detail);
      const { rawEvents, sentAt } = envelope.value;
      const checked = parseEvents(rawEvents, { receivedAt, sentAt, eventAgeDays: LIMITS.eventAgeDays });
      expect(checked.rejected).toEqual([]);
      expect(checked.events.map(({ event }) => event)).toEqual(request.events);
    }
  });

  it("gives each event an id of its own, also between seeds", () => {
    const other = played({ seed: SEED + 1, end: END })
      .flat()
      .flatMap(({ request }) => request.events);
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
    const people = new Set(requests.map(({ request }) => request.visitor)).size;
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
      requests.filter(({ receivedAt }) => where(new Date(receivedAt))).length / requests.length;
    // Chance alone would give a seventh to a day of the week, and a sixth to four hours.
    expect(share((date) => date.getUTCDay() === 0)).toBeGreaterThan(1 / 7);
    expect(share((date) => date.getUTCHours() >= 1 && date.getUTCHours() < 5)).toBeLessThan(1 / 6);
  });
});

/** Everybody is shown a bar, and every offer is one that leads nowhere. */
function bar({ request }: PastRequest): Decision[] {
  const asked = request.placements?.find(({ id }) => id === "header-bar");
  if (asked === undefined) return [];
  const base = { id: "d", placement: "header-bar", why: "", probability: 1, model: 0, definitions: 1 };
  return [
    { ...base, kind: "offer", reason: "TARGETING_MATCH", offer: { id: "bar", headline: "Bar" }, token: "signed" },
  ];
}

describe("what was offered in the past", () => {
  const offered = played({ seed: SEED, end: END }, bar);
  const bought = (all: PastRequest[][]): number =>
    all.flatMap((visit) => visit.flatMap(({ request }) => request.events)).filter(({ name }) => name === "purchase")
      .length;

  it("is asked for on every page come to, and products are not", () => {
    const asked = requests.flatMap(({ request }) => request.placements?.map(({ id }) => id) ?? []);
    expect(new Set(asked)).toEqual(new Set(["home-hero", "header-bar", "notices"]));
    for (const { request, over } of requests) {
      const arrives = request.events.some(({ name }) => name === "page_view");
      if (over) expect(request.placements).toEqual([]);
      else expect(arrives).toBe(true);
    }
  });

  it("is told as seen with the next request, after the page that showed it", () => {
    for (const visit of offered) {
      for (const [index, { request }] of visit.slice(0, -1).entries()) {
        const [first] = visit[index + 1]!.request.events;
        expect(first).toMatchObject({ name: "view_promotion", params: { decision_token: "signed" } });
        expect(first!.at).toBeGreaterThan(request.events.at(-1)!.at);
      }
    }
  });

  // The simulator's own rule, and all that reports can find: nothing else tells the two pasts apart.
  it("makes those who see it buy somewhat more often", () => {
    expect(offered.length).toBeGreaterThan(1_200);
    expect(bought(offered) / bought(visits)).toBeGreaterThan(1.1);
    expect(bought(offered) / bought(visits)).toBeLessThan(2.5);
  });
});
