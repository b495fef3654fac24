/** Whatever a page, a network or a Worker does: the page never notices, and what can be kept arrives. */
import { expect, test } from "vitest";
import type { CollectResponse } from "../../wire/collect.ts";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, seen, trackSteps, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const body = `<div data-sv-placement="hero" class="hero">Our own words</div>`;
  site.pages.set("/", html({ tag: tag(site.edge), body }));
  site.pages.set("/wrong-key", html({ tag: tag(site.edge, `data-key="pk_nobody"`), body }));
});

test("a key that no site has: the events are refused for good, and the page goes on", async () => {
  const { site, context } = session;
  site.misbehave = ({ key }) =>
    key === KEY ? undefined : { status: 401, body: JSON.stringify({ reason: "unknown_key", detail: "no such site" }) };
  const page = await openPage(context);
  await visit(page, `${site.shop}/wrong-key`);
  await trackSteps(page, 3);
  await call(page, "flush");
  const refused = async (): Promise<unknown[]> => (await seen(page, "rejected")).map((one) => one["reason"]);
  await until("the refusal", async () => (await refused()).filter((reason) => reason === "unknown_key").length >= 3);
  expect(site.events()).toEqual([]);
  expect(await trouble(page)).toEqual([]);
});

test("an ad blocker that cuts the requests: the page goes on, and the events wait", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await page.setRequestInterception(true);
  let blocked = true;
  page.on("request", (request) => {
    if (blocked && request.url().includes("/v1/collect")) void request.abort("blockedbyclient");
    else void request.continue();
  });
  await visit(page, site.shop);
  await trackSteps(page, 3);
  await call(page, "flush");
  await until("the failure", async () => (await seen(page, "error")).some(({ code }) => code === "network"));
  blocked = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("3 steps", () => site.named("step").length === 3);
  expect(await trouble(page)).toEqual([]);
});

test("an ad blocker that cuts the script: the stub's calls lead nowhere and hurt nobody", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.url().includes("/sdk.js")) void request.abort("blockedbyclient");
    else void request.continue();
  });
  await page.goto(site.shop);
  expect(await page.$eval(".hero", (hero) => hero.textContent)).toBe("Our own words");
  expect(site.requests).toEqual([]);
  expect(await trouble(page)).toEqual([]);
});

test("another version that is there first stays", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    window.sameview = Object.assign(() => undefined, { version: "9.9.9" });
  });
  await page.goto(site.shop, { waitUntil: "load" });
  expect(await page.evaluate(() => window.sameview?.version)).toBe("9.9.9");
  expect(site.requests).toEqual([]);
});

test("what JSON cannot say is left out or refused, and the rest of the event arrives", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await page.evaluate(() => {
    const circular: Record<string, unknown> = { n: 1 };
    circular["self"] = circular;
    const throwing = {
      get trap(): never {
        throw new Error("a getter of the site's");
      },
    };
    const say = window.sameview!;
    say("track", "with_big", { order: 12_345_678_901_234_567_890n });
    say("track", "with_element", { target: document.body, kept: "yes" });
    say("track", "with_function", { handler: () => undefined, symbol: Symbol("s"), kept: "yes" });
    say("track", "circular", circular);
    say("track", "throwing", throwing);
    say("track", "huge", { text: "x".repeat(2_000_000) });
    say("track", "the_window", { window });
    say("track", "last");
  });
  await call(page, "flush");
  await until("the last", () => site.named("last").length === 1);
  expect(site.named("with_big")[0]?.params).toEqual({ order: "12345678901234567890" });
  expect(site.named("with_element")[0]?.params).toEqual({ kept: "yes" });
  expect(site.named("with_function")[0]?.params).toEqual({ kept: "yes" });
  const refused = (await seen(page, "rejected")).map(({ name, reason }) => `${String(name)} ${String(reason)}`);
  expect(refused).toEqual([
    "circular bad_params",
    "throwing bad_params",
    "huge event_too_large",
    "the_window bad_params",
  ]);
  expect(await trouble(page)).toEqual([]);
});

test("a page that freezes every prototype before the script comes", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    for (const one of [Object, Array, Function, Promise, String, Map, Set, Date, Error]) Object.freeze(one.prototype);
    for (const one of [JSON, Math, Reflect]) Object.freeze(one);
  });
  await visit(page, site.shop);
  await trackSteps(page, 3);
  await call(page, "flush");
  await until("3 steps", () => site.named("step").length === 3);
  expect(await trouble(page)).toEqual([]);
});

test("a page that replaces fetch, Promise and JSON once the script is there", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await page.evaluate(() => {
    const broken = (): never => {
      throw new Error("the page's own");
    };
    Object.assign(window, { fetch: broken, Promise: broken });
    Object.assign(JSON, { stringify: broken, parse: broken });
    for (let n = 0; n < 3; n++) window.sameview!("track", "step", { n });
    window.sameview!("track", "add_to_cart", { items: [{ item_id: "a" }] });
  });
  await until("the events", () => site.named("step").length === 3 && site.named("add_to_cart").length === 1);
});

test("a page whose fetch, Promise and JSON are broken before the script comes is left alone", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    const broken = (): never => {
      throw new Error("the page's own");
    };
    Object.assign(JSON, { stringify: broken, parse: broken });
    Object.assign(window, { fetch: broken });
  });
  await page.goto(site.shop, { waitUntil: "load" });
  await until("the script is there", () => page.evaluate("window.sameview?.version !== undefined") as Promise<boolean>);
  await page.evaluate(() => window.sameview!("track", "step"));
  expect(await trouble(page)).toEqual([]);
});

test.each<[string, (answer: CollectResponse) => unknown]>([
  ["nothing", () => null],
  ["a number", () => 5],
  ["lists of nothing", (answer) => ({ ...answer, decisions: [null, 7, {}], rejected: [null, {}] })],
  [
    "decisions without content",
    (answer) => ({
      ...answer,
      decisions: [
        { placement: "hero", kind: "offer" },
        { placement: "hero", kind: "products", headline: 5, products: "none" },
        { placement: "hero", kind: "what" },
      ],
    }),
  ],
  ["ids that are none", (answer) => ({ ...answer, visitor: { id: 1 }, accepted: "all" })],
])("a Worker that answers %s", async (_what, amend) => {
  const { site, context } = session;
  site.amend = (answer) => amend(answer) as CollectResponse;
  const page = await openPage(context);
  await visit(page, site.shop);
  await trackSteps(page, 1);
  const flushed = call(page, "flush");
  const decided = call(page, "decide", "hero");
  await flushed;
  expect(await decided).toMatchObject([{ placement: "hero" }]);
  expect(await page.$eval(".hero", (hero) => hero.textContent)).toBe("Our own words");
  expect(await trouble(page)).toEqual([]);
  // Once it answers as it should, everything it has not spoken for arrives.
  site.amend = (answer) => answer;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("the event", () => site.named("step").length === 1);
});
