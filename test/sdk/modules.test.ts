import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../start/paths.ts";
import type { OfferDecision } from "../../wire/decision.ts";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, trouble, until, visit } from "./visit.ts";

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

const session = useSession((site) => {
  const body = `<div data-sv-placement="top" class="hero"></div>`;
  site.pages.set("/", html({ tag: tag(site.edge) }));
  site.pages.set("/placement", html({ tag: tag(site.edge), body }));
  site.pages.set("/extras", html({ tag: tag(site.edge, `data-key="${KEY}" data-capture="rage, forms"`), body }));
});

/** A chunk as `sdk/chunks/*.ts` are: its default export is the module. */
const EXTRAS = `export default (core) => core.track("extras_here", { names: core.settings.capture.join() })`;

/** Draws in a way that a test can see. */
const OVERLAYS = `export default (core) => {
  core.formats.toast = ({ decision, content, shown, dismissed }) => {
    const frame = document.createElement("aside");
    frame.className = "toast";
    frame.append(content);
    frame.addEventListener("toggle", () => { dismissed(); frame.remove(); });
    document.body.append(frame);
    shown(frame);
    return () => frame.remove();
  };
};`;

const TOAST: OfferDecision = {
  id: "d1",
  placement: "top",
  kind: "offer",
  offer: { id: "spring", headline: "Spring is here", format: "toast" },
  token: "token-d1",
  reason: "TARGETING_MATCH",
  why: "everybody",
  probability: 1,
  model: 0,
  definitions: 1,
};

test("a chunk comes from the Worker's own host, by the core's version, under a strict policy with Trusted Types", async () => {
  const { site, context } = session;
  site.chunks.set("extras", EXTRAS);
  const page = await openPage(context);
  await visit(page, `${site.shop}/extras`);
  await until("the chunk's event", () => site.named("extras_here").length === 1);
  expect(site.chunkLoads).toContain(`/sdk-${version}-extras.js`);
  expect(site.named("extras_here")[0]?.params).toEqual({ names: "rage,forms" });
  expect(await trouble(page)).toEqual([]);
});

test("what a page does not ask for is not fetched", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  expect(site.chunkLoads).toEqual([]);
  await visit(page, `${site.shop}/placement`);
  await until("what fills placements", () => site.chunkLoads.length > 0);
  expect(site.chunkLoads).toEqual([`/sdk-${version}-placements.js`]);
});

test("a chunk that cannot be fetched is an error event, and everything else goes on", async () => {
  const { site, context } = session;
  site.chunks.set("extras", "throw new Error('of another version')");
  const page = await openPage(context, () => {
    // From before the file comes: the chunk may have failed by the time a test gets to listen.
    const errors: unknown[] = [];
    const q = [["on", "error", (error: unknown) => errors.push(error)]];
    Object.assign(window, { errors, sameview: Object.assign(() => undefined, { q }) });
  });
  await visit(page, `${site.shop}/extras`);
  const errors = (): Promise<{ code: string }[]> => page.evaluate("errors") as Promise<{ code: string }[]>;
  await until("the error", async () => (await errors()).some(({ code }) => code === "module"));
  await call(page, "track", "step");
  await until("the event", () => site.named("step").length === 1);
  expect(await trouble(page)).toEqual([]);
});

test("a format that the core does not draw is fetched when a decision has it, drawn, seen and dismissed", async () => {
  const { site, context } = session;
  site.chunks.set("overlays", OVERLAYS);
  site.decide = (placement) => ({ ...TOAST, placement });
  const page = await openPage(context);
  await visit(page, `${site.shop}/placement`);
  await page.waitForSelector(".toast .sv-headline");
  expect(await page.$eval(".toast", (toast) => toast.textContent)).toContain("Spring is here");
  expect(await page.$(".hero .sv-offer")).toBeNull();
  await until("it has been seen for a second", () => site.named("view_promotion").length === 1);
  await page.$eval(".toast", (toast) => toast.dispatchEvent(new Event("toggle")));
  await call(page, "flush");
  await until("it is dismissed", () => site.named("dismiss_promotion").length === 1);
  expect(site.named("dismiss_promotion")[0]?.params).toMatchObject({
    promotion_id: "spring",
    decision_token: "token-d1",
  });
  expect(site.chunkLoads).toEqual([`/sdk-${version}-placements.js`, `/sdk-${version}-overlays.js`]);
});

test("a module is a function of the client, also by the tag's queue", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    const stub = (...said: unknown[]): void => void (window.sameview!.q as unknown[][]).push(said);
    window.sameview = Object.assign(stub, { q: [] });
    window.sameview("use", (core: { track(name: string): void }) => core.track("from_module"));
  });
  await visit(page, site.shop);
  await until("its event", () => site.named("from_module").length === 1);
});
