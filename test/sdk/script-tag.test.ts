import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, ready, seen, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const stub = `<script src="/stub.js"></script>`;
  site.pages.set("/", html({ tag: tag(site.edge) }));
  site.pages.set("/stub", html({ head: stub, tag: tag(site.edge) }));
  site.pages.set("/twice", html({ head: stub, tag: tag(site.edge) + tag(site.edge, `data-key="pk_other"`) }));
  site.pages.set(
    "/query",
    html({ tag: `<script async src="${site.edge}/sdk.js?key=${KEY}&consent=required"></script>` }),
  );
  // A module has no document.currentScript.
  site.pages.set("/module", html({ tag: `<script type="module" src="${site.edge}/sdk.js?key=pk_module"></script>` }));
  site.pages.set("/late-key", html({ tag: tag(site.edge, "") }));
  site.pages.set("/wrong", html({ tag: tag(site.edge, `data-key="secret_123"`) }));
});

test("calls made before the script came are replayed in order", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    // The stub of the README, as a page has it above everything else.
    const stub = (...call: unknown[]): void => void (window.sameview!.q as unknown[][]).push(call);
    window.sameview = Object.assign(stub, { q: [] });
    const names: string[] = [];
    Object.assign(window, { names });
    window.sameview("on", "queued", (event: { name: string }) => names.push(event.name));
    window.sameview("track", "one");
    window.sameview("track", "two", { n: 2 });
    window.sameview("identify", "customer-1");
  });
  await visit(page, site.shop);
  await until("the events", () => site.events().length === 4);
  const names = await page.evaluate(() => (window as unknown as { names: string[] }).names);
  expect(names).toEqual(["page_view", "one", "two", "identify"]);
  expect(site.named("two")[0]?.params).toEqual({ n: 2 });
});

test("the stub of the README works in front of it", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/stub`);
  await until("the page view", () => site.named("page_view").length === 1);
  expect(await trouble(page)).toEqual([]);
});

test("the tag's data attributes configure it", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/stub`);
  await until("the page view", () => site.named("page_view").length === 1);
  expect(site.requests[0]?.key).toBe(KEY);
});

test("the query string configures it where a tag manager strips attributes", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/query`);
  await call(page, "flush");
  expect(site.events()).toEqual([]);
  await call(page, "consent", { analytics: true, personalization: true });
  await until("the page view", () => site.named("page_view").length === 1);
  expect(site.requests.at(-1)?.key).toBe(KEY);
});

test("without document.currentScript it finds its own tag by its address", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/module`);
  await until("the page view", () => site.named("page_view").length === 1);
  expect(site.requests[0]?.key).toBe("pk_module");
});

test("a key may come later by init, and calls wait for it", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await page.goto(`${site.shop}/late-key`);
  await until("the SDK is loaded", () => page.evaluate(() => window.sameview?.version !== undefined));
  await page.evaluate((key) => {
    window.sameview!("track", "early");
    window.sameview!("init", { key });
  }, KEY);
  await ready(page);
  await until("the early event", () => site.named("early").length === 1);
  expect(new URL(page.url()).origin).not.toBe(site.edge);
});

test("loading it twice changes nothing", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/twice`);
  await until("both scripts ran", () => site.scriptLoads >= 1);
  await call(page, "flush");
  expect(site.named("page_view")).toHaveLength(1);
  expect(new Set(site.requests.map(({ key }) => key)).size).toBe(1);
});

test("wrong options are said in the console with a fix, and the page goes on", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`${site.shop}/wrong`);
  await until("the message", () => said.some((text) => text.includes("[sameview]")));
  expect(said.join()).toContain(
    'init({ key }): got "secret_123". Pass the public key of your site, such as "pk_demo".',
  );
  expect(await trouble(page)).toEqual([]);
});

test("once started nothing throws, whatever it is called with", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  const nonsense: unknown[] = [undefined, null, 7, "", "x", [], {}, Number.NaN];
  const verbs = ["track", "page", "identify", "consent", "decide", "reset", "flush", "nothing_of_the_kind"];
  await page.evaluate(
    async (names, values) => {
      for (const name of names)
        for (const one of values) for (const other of values) await window.sameview!(name, one, other);
      window.sameview!("track", "bad", { big: 10n });
      window.sameview!("on", "queued", () => {
        throw new Error("the site's own mistake");
      });
      window.sameview!("track", "fine");
      window.sameview!("consent", { analytics: true, personalization: true });
      window.sameview!("track", "fine");
    },
    verbs,
    nonsense,
  );
  await call(page, "flush");
  expect(await trouble(page)).toEqual([]);
  expect((await seen(page, "error")).some((error) => error["code"] === "handler")).toBe(true);
  expect(site.named("fine").length).toBeGreaterThan(0);
});
