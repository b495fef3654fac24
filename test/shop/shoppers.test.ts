import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { isbot } from "isbot";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildCatalogue } from "../../shop/catalogue/build-catalogue.ts";
import { demoDefinitions } from "../../shop/catalogue/demo-definitions.ts";
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import { eventsOf, stepRequest } from "../../shop/shoppers/collect-request.ts";
import { createPersona } from "../../shop/shoppers/persona.ts";
import { visitShop } from "../../shop/shoppers/shopper.ts";
import type { DoneThing, Step } from "../../shop/shoppers/step.ts";
import { visitorId } from "../../shop/shoppers/visitor-id.ts";
import { walk } from "../../shop/shoppers/walk.ts";
import type { CollectRequest, CollectResponse } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import { LIMITS } from "../../wire/limits.ts";
import { parseEnvelope, parseEvents } from "../../worker/intake/parse-collect.ts";

const catalogue = buildCatalogue();
const byId = new Map(catalogue.map((entry) => [entry.product.id, entry]));
const ORIGIN = "http://localhost:8787";
const NOW = Date.UTC(2026, 10, 22, 6);
const VISITS = 300;
const definitions = demoDefinitions();

/** A Worker that always has something to show: a banner that leads to camping, and four products. */
function decide(placement: string): Decision {
  const base = { id: `d-${placement}`, placement, why: "", probability: 1, model: 0, definitions: 1 };
  const token = `token-${placement}`;
  if (definitions.placements.find(({ id }) => id === placement)?.kind === "offer") {
    const button = { label: "See camping", href: "/shop/en/c/camping/" };
    const offer = { id: "likes-camping", headline: "Sleep where the path ends", button };
    return { ...base, kind: "offer", reason: "TARGETING_MATCH", offer, token };
  }
  const products = catalogue.filter(({ category }) => category.slug === "camping").slice(0, 4);
  return {
    ...base,
    kind: "products",
    reason: "POPULAR",
    headline: "Picked for you",
    token,
    products: products.map(({ product: { id, title, link, price } }) => {
      return { id, title, link, price, reason: "POPULAR", why: "" };
    }),
  };
}

/** One visit, its steps as they were taken. */
function visitOf(number: number, answer: (placement: string) => Decision[] = (id) => [decide(id)]): Step[] {
  const persona = createPersona(createDice(seedOf("persona", number)));
  const memory = { cart: [], bought: new Set<string>(), visits: 1 };
  const visit = visitShop(persona, memory, catalogue, createDice(number));
  const steps: Step[] = [];
  let decisions: Decision[] = [];
  for (let turn = visit.next(decisions); !turn.done; turn = visit.next(decisions)) {
    steps.push(turn.value);
    if (turn.value.arrives) decisions = turn.value.place.placements.flatMap(answer);
  }
  return steps;
}

const visits = Array.from({ length: VISITS }, (_, number) => visitOf(number));
const deeds = visits.flatMap((steps) => steps.flatMap(({ done }) => done));
const tokenOf = ({ params }: DoneThing): unknown => params?.decision_token;

describe("a simulated shopper's visit", () => {
  it("is the same again with the same dice and the same answers", () => {
    expect(visitOf(7)).toEqual(visits[7]);
  });

  it("takes its time on each page", () => {
    const pages = visits.flat().filter(({ arrives }) => arrives);
    expect(Math.min(...pages.map(({ lingerMs }) => lingerMs))).toBeGreaterThan(1_000);
  });

  it("passes the front door without a single rejection", () => {
    const sender = { key: "pk_demo", visitor: visitorId("shopper", 1, 1), origin: ORIGIN, visitId: "visit-1" };
    for (const step of visits.flat()) {
      const dated = eventsOf(step.done, step.place, NOW, sender, { next: 0 });
      const envelope = parseEnvelope(JSON.stringify(stepRequest(step, dated, NOW, sender)));
      if (!envelope.ok) throw new Error(envelope.problem.detail);
      const bounds = { receivedAt: NOW, sentAt: NOW, eventAgeDays: LIMITS.eventAgeDays };
      expect(parseEvents(envelope.value.rawEvents, bounds).rejected).toEqual([]);
    }
  });

  it("asks only for placements that the demo has", () => {
    const asked = new Set(visits.flat().flatMap(({ place }) => place.placements));
    expect([...asked].toSorted()).toEqual(definitions.placements.map(({ id }) => id).toSorted());
  });

  it("names only products that the catalogue has", () => {
    const ids = new Set(deeds.flatMap(({ params }) => params?.items ?? []).map((item) => item.item_id));
    expect([...ids].filter((id) => !byId.has(id))).toEqual([]);
  });

  it("sometimes takes up an offer or a recommendation, with its token, and goes where it leads", () => {
    const clicks = visits.flatMap((steps) =>
      steps.flatMap((step, index) =>
        step.done.filter(tokenOf).map((click) => ({ click, next: steps[index + 1]?.place.path ?? "" })),
      ),
    );
    const offers = clicks.filter(({ click }) => click.name === "select_promotion");
    const products = clicks.filter(({ click }) => click.name === "select_item");
    expect(offers.length).toBeGreaterThan(0);
    expect(products.length).toBeGreaterThan(0);
    expect(offers.every(({ next }) => next.endsWith("/c/camping/"))).toBe(true);
    const ledTo = products.map(({ click }) => byId.get(click.params?.items?.[0]?.item_id ?? "")?.slug);
    expect(products.map(({ next }) => next.split("/").at(-2))).toEqual(ledTo);
  });

  it("clicks nothing where nothing was decided", () => {
    const alone = Array.from({ length: 50 }, (_, number) => visitOf(number, () => []));
    expect(alone.flat().flatMap(({ done }) => done.filter(tokenOf))).toEqual([]);
  });

  it("ends in an order now and then, with an order number and what was put in the cart", () => {
    const orders = visits.flatMap((steps) => {
      const done = steps.flatMap((step) => step.done);
      const taken = done.filter(({ name }) => name === "add_to_cart").flatMap(({ params }) => params?.items ?? []);
      return done.filter(({ name }) => name === "purchase").map(({ params }) => ({ params, taken }));
    });
    expect(orders.length).toBeGreaterThan(0);
    for (const { params, taken } of orders) {
      expect(params?.transaction_id).toMatch(/^AW-/);
      expect(taken.map((item) => item.item_id)).toEqual(
        expect.arrayContaining((params?.items ?? []).map((item) => item.item_id)),
      );
    }
  });
});

/** Requests as they came in. */
let requests: { headers: IncomingHttpHeaders; body: CollectRequest }[] = [];
/** What to answer with; 200 unless a test says otherwise. */
let status = 200;

const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk: Buffer) => (text += chunk.toString()));
  request.on("end", () => {
    const body = JSON.parse(text) as CollectRequest;
    requests.push({ headers: request.headers, body });
    const decisions = (body.placements ?? []).map(({ id }) => decide(id));
    const answer: CollectResponse = { accepted: 1, duplicates: 0, rejected: [], decisions, receivedAt: NOW };
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
});

beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
  status = 200;
});

/** Number of a visit that goes beyond one page, so that something is seen and told of. */
const LONG_VISIT = visits.findIndex((steps) => steps.filter(({ arrives }) => arrives).length > 2);

function walkLong(signal = new AbortController().signal): Promise<void> {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const persona = createPersona(createDice(seedOf("persona", LONG_VISIT)));
  const memory = { cart: [], bought: new Set<string>(), visits: 1 };
  const sender = { key: "pk_demo", visitor: visitorId("shopper", 1, 1), origin, visitId: "visit-1" };
  return walk(visitShop(persona, memory, catalogue, createDice(LONG_VISIT)), { sender, pace: 0, signal });
}

describe("walking a visit through the public door", () => {
  it("looks like a page of the shop in a real browser, and says that it is simulated", async () => {
    await walkLong();
    for (const { headers, body } of requests) {
      expect(isbot(headers["user-agent"])).toBe(false);
      expect(body.events.every(({ page }) => page?.url.startsWith(`${headers.origin}/shop/`))).toBe(true);
      expect(body.sdk).toMatch(/^simulated\//);
    }
  });

  it("tells what was seen of the decisions, each with its token", async () => {
    await walkLong();
    const asked = requests.flatMap(({ body }) => (body.placements ?? []).map(({ id }) => `token-${id}`));
    const seen = requests
      .flatMap(({ body }) => body.events)
      .filter(({ name }) => name === "view_promotion" || name === "view_item_list")
      .flatMap(({ params }) => params?.decision_token ?? []);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual(asked.slice(0, seen.length));
  });

  it("gives each event an id of its own", async () => {
    await walkLong();
    const ids = requests.flatMap(({ body }) => body.events.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("ends where the door refuses, and says why", async () => {
    status = 403;
    await expect(walkLong()).rejects.toThrow("403");
    expect(requests).toHaveLength(1);
  });

  it("ends when the shoppers are called off", async () => {
    await expect(walkLong(AbortSignal.abort())).rejects.toThrow("aborted");
    expect(requests).toEqual([]);
  });
});
