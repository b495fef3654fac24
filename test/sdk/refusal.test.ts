import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, tag } from "./site.ts";
import type { Site } from "./site.ts";
import { call, openPage, seen, trackSteps, until, visit } from "./visit.ts";

const session = useSession((site) => site.pages.set("/", html({ tag: tag(site.edge) })));

async function startPage(site: Site): ReturnType<typeof openPage> {
  const page = await openPage(session.context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await until("the answer", async () => (await seen(page, "sent")).length > 0 || site.requests.length > 0);
  return page;
}

test("a batch that is too large is halved until it fits, and nothing is lost", async () => {
  const { site } = session;
  site.misbehave = (request) => (request.events.length > 5 ? { status: 413 } : undefined);
  const page = await startPage(site);
  await trackSteps(page, 20);
  await call(page, "flush");
  await until("20 steps", () => site.named("step").length === 20);
  expect(site.requests.map((request) => request.events.length).filter((size) => size > 5)).toEqual([20, 10]);
  expect(await seen(page, "rejected")).toEqual([]);
});

test("one event that alone is too large is dropped and reported; the others arrive", async () => {
  const { site } = session;
  site.misbehave = (request) => (request.events.some((event) => event.name === "huge") ? { status: 413 } : undefined);
  const page = await startPage(site);
  await call(page, "track", "huge");
  await trackSteps(page, 3);
  await call(page, "flush");
  await until("3 steps", () => site.named("step").length === 3);
  expect(await seen(page, "rejected")).toMatchObject([{ name: "huge", reason: "status_413" }]);
});

test("a failing Worker is tried again after a wait, and gets everything once it recovers", async () => {
  const { site } = session;
  const page = await startPage(site);
  let failures = 0;
  site.misbehave = () => (failures++ < 2 ? { status: 500 } : undefined);
  await trackSteps(page, 20);
  await call(page, "flush");
  await until("20 steps", () => site.named("step").length === 20);
  expect(failures).toBeGreaterThanOrEqual(3);
  expect(await seen(page, "error")).toMatchObject([{ code: "network" }, { code: "network" }]);
  expect(await seen(page, "rejected")).toEqual([]);
});

test("Retry-After is obeyed, and no event or decision breaks it", async () => {
  const { site } = session;
  const page = await startPage(site);
  let told = 0;
  site.misbehave = () => (told++ === 0 ? { status: 429, headers: { "retry-after": "2" } } : undefined);
  await call(page, "track", "add_to_cart", { items: [{ item_id: "a" }] });
  await call(page, "flush");
  const refusedAt = site.times.at(-1)!;
  await call(page, "track", "add_to_cart", { items: [{ item_id: "b" }] });
  const decisions = await call(page, "decide", ["hero"]);
  expect(decisions).toMatchObject([{ placement: "hero", kind: "none", reason: "ERROR" }]);
  await until("both", () => site.named("add_to_cart").length === 2);
  // Told 2 s. A first backoff alone is 1 s at most, so past 1.5 s it can only have been the header; the slack is for
  // two processes' clocks, which are not each other's.
  expect(site.times.at(-1)! - refusedAt).toBeGreaterThan(1_500);
});

test("a refusal for good drops the events with the Worker's reason", async () => {
  const { site } = session;
  const page = await startPage(site);
  site.misbehave = () => ({
    status: 403,
    body: JSON.stringify({
      status: 403,
      reason: "origin_not_allowed",
      detail: "Add this origin to the site's settings.",
    }),
  });
  await trackSteps(page, 2);
  await call(page, "flush");
  expect(await seen(page, "rejected")).toMatchObject([
    { name: "step", reason: "origin_not_allowed", detail: "Add this origin to the site's settings." },
    { name: "step", reason: "origin_not_allowed" },
  ]);
  const sent = site.requests.length;
  site.misbehave = () => undefined;
  await call(page, "flush");
  expect(site.requests).toHaveLength(sent);
});

test("408, 425 and 429 are not for good", async () => {
  const { site } = session;
  const page = await startPage(site);
  const statuses = [408, 425, 429];
  site.misbehave = () => {
    const status = statuses.shift();
    return status === undefined ? undefined : { status };
  };
  await trackSteps(page, 1);
  await call(page, "flush");
  await until("the step", async () => {
    // A tab that comes back need not wait its backoff out.
    await page.evaluate(() => dispatchEvent(new Event("online")));
    return site.named("step").length === 1;
  });
  expect(await seen(page, "rejected")).toEqual([]);
});

test("an event the Worker refuses is dropped and reported; its batch is kept", async () => {
  const { site } = session;
  const page = await startPage(site);
  site.amend = (answer, request) => {
    const index = request.events.findIndex((event) => event.name === "odd");
    const problem = { type: "", title: "", status: 422, detail: "price is NaN", reason: "bad_number" as const, index };
    return index < 0 ? answer : { ...answer, rejected: [problem] };
  };
  await trackSteps(page, 1);
  await call(page, "track", "odd");
  await call(page, "flush");
  expect(await seen(page, "rejected")).toMatchObject([{ name: "odd", reason: "bad_number", detail: "price is NaN" }]);
  expect(site.named("step")).toHaveLength(1);
});

test("a hotel's login page answering 200 is no receipt", async () => {
  const { site } = session;
  const page = await startPage(site);
  site.misbehave = () => ({ status: 200, body: "<html>Welcome to our Wi-Fi</html>" });
  await trackSteps(page, 5);
  await call(page, "flush");
  expect(site.named("step")).toHaveLength(0);
  site.misbehave = () => undefined;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("5 steps", () => site.named("step").length === 5);
});

test("what cannot go on the wire is refused where it is tracked, and the page goes on", async () => {
  const { site } = session;
  const page = await startPage(site);
  await page.evaluate(() => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    window.sameview!("track", "loop", loop);
    window.sameview!("track", "1st");
    window.sameview!("track", "x".repeat(41));
    window.sameview!("track", "fat", { text: "x".repeat(20_000) });
    window.sameview!("track", "fine");
    return window.sameview!("flush");
  });
  const reasons = (await seen<{ reason: string }>(page, "rejected")).map(({ reason }) => reason);
  expect(reasons).toEqual(["bad_params", "bad_name", "bad_name", "event_too_large"]);
  expect(site.named("fine")).toHaveLength(1);
});
