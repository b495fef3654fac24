import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const page = (capture: string, body: string): string =>
    html({ tag: tag(site.edge, `data-key="${KEY}" data-capture="${capture}"`), body });
  site.pages.set(
    "/all",
    page(
      "all",
      `<main><button id="dead">Does nothing</button> <button id="alive">Does</button> <a id="fake" href="#">Nowhere</a>
<p class="spot">A word</p>
<a id="out" href="https://elsewhere.example/path?token=secret#x">Elsewhere</a>
<a id="file" href="/manual.pdf?for=anna@example.com">Manual</a> <a id="own" href="/next">Next</a>
<form id="checkout" name="order" action="/pay?session=1"><input name="street"><input name="city"><button>Pay</button></form>
<form role="search"><input name="q"></form>
<div data-sv-search="red shoes" data-sv-results="0"></div></main><div class="tall"></div><script src="/fails.js"></script>`,
    ),
  );
  // A script of the shop's own: of one that the test evaluates the browser says nothing.
  site.pages.set("/fails.js", `window.fail = (words) => void setTimeout(() => { throw new TypeError(words); });`);
  site.pages.set("/next", html({ tag: tag(site.edge, `data-key="${KEY}" data-capture="forms"`) }));
  site.pages.set("/typo", page("rage, froms", "<p>Hello</p>"));
});

async function open(path: string): Promise<Page> {
  const page = await openPage(session.context);
  await visit(page, session.site.shop + path);
  await until("the chunk", () => session.site.chunkLoads.length > 0);
  return page;
}

/** Parameters of the events of this name that have arrived; what waits for company is sent first. */
async function told(page: Page, name: string): Promise<Record<string, unknown>[]> {
  await call(page, "flush");
  return session.site.named(name).map(({ params }) => params ?? {});
}

async function untilTold(page: Page, name: string, count = 1): Promise<Record<string, unknown>[]> {
  await until(`${count} × ${name}`, async () => (await told(page, name)).length >= count);
  return told(page, name);
}

test("clicks: rage once an outburst, dead where nothing moves, outbound and files without query", async () => {
  const page = await open("/all");
  await untilTold(page, "view_search_results");
  await page.evaluate(() => {
    for (const id of ["out", "file"]) document.getElementById(id)!.addEventListener("click", (e) => e.preventDefault());
    document.getElementById("alive")!.addEventListener("click", () => (document.title += "!"));
  });
  await page.click(".spot", { count: 4 });
  expect(await untilTold(page, "rage_click")).toEqual([{ element: "body > main > p.spot" }]);
  await page.click("#alive");
  await page.click("#dead");
  expect(await untilTold(page, "dead_click")).toEqual([{ element: "body > main > button#dead" }]);
  await page.click("#out");
  await page.click("#file", { button: "middle" });
  expect(await untilTold(page, "click")).toEqual([
    { outbound: true, link_url: "https://elsewhere.example/path", link_domain: "elsewhere.example" },
  ]);
  const files = await untilTold(page, "file_download");
  expect(files).toEqual([{ file_extension: "pdf", link_url: `${session.site.shop}/manual.pdf` }]);
  expect(await told(page, "dead_click")).toHaveLength(1);
  expect(await trouble(page)).toEqual([]);
});

test("forms: begun once, given up with the last field's name when the page is left, and never a value", async () => {
  const { site } = session;
  const page = await open("/all");
  await untilTold(page, "view_search_results");
  await page.type("[name=q]", "shoes");
  await page.type("[name=street]", "Secret Street 1");
  await page.type("[name=city]", "Hidden");
  const about = { form_id: "checkout", form_name: "order", form_destination: "/pay" };
  expect(await told(page, "form_start")).toEqual([about]);
  await page.click("#own");
  await until("the abandoned form", () => site.named("form_abandon").length === 1);
  expect(site.named("form_abandon")[0]?.params).toEqual({ ...about, last_field: "city" });
  expect(JSON.stringify(site.requests)).not.toMatch(/Secret|Hidden/);
});

test("what was searched for, scroll depth, exit intent and vitals", async () => {
  const { site } = session;
  const page = await open("/all");
  expect(await untilTold(page, "view_search_results")).toEqual([{ search_term: "red shoes", results: 0 }]);
  await page.evaluate(() => document.querySelector("[data-sv-search]")!.setAttribute("data-sv-results", "7"));
  expect(await untilTold(page, "view_search_results", 2)).toContainEqual({ search_term: "red shoes", results: 7 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  expect(await untilTold(page, "scroll", 4)).toEqual([25, 50, 75, 90].map((depth) => ({ percent_scrolled: depth })));
  // The pointer leaves through the top, once too early and once when it counts (3 s, sdk/capture/exit-intent.ts).
  await until("an exit", async () => {
    await page.evaluate(() =>
      document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 })),
    );
    return (await told(page, "exit_intent")).length > 0;
  });
  expect((await told(page, "exit_intent"))[0]!["seconds"]).toBeGreaterThanOrEqual(3);
  await page.goto("about:blank");
  await until("the vitals", () => site.named("web_vitals").length === 1);
  const { lcp, cls } = site.named("web_vitals")[0]!.params as { lcp: number; cls: number };
  expect(lcp).toBeGreaterThan(0);
  expect(cls).toBe(0);
});

test("errors: each once, without what may be personal, five at most", async () => {
  const page = await open("/all");
  await untilTold(page, "view_search_results");
  await page.evaluate(() => {
    const { fail } = window as unknown as { fail(words: string): void };
    fail("No 'Anna' at anna@example.com, phone +34 600 123 456, see /x?token=1");
    fail("No 'Berta' at b@example.com, phone +34 600 123 457, see /x?token=2");
    for (let n = 0; n < 9; n++) fail(`Broken in ${"abcdefghi"[n]}`);
    dispatchEvent(new ErrorEvent("error", { message: "", filename: "" }));
  });
  const errors = await untilTold(page, "exception", 5);
  expect(errors).toHaveLength(5);
  expect(errors[0]).toMatchObject({ description: "TypeError: No … at … phone +…, see /x…", fatal: false });
  expect(JSON.stringify(errors)).not.toMatch(/Anna|Berta|example\.com|600|token/);
});

test("a name that is none is said, with those there are; the others start", async () => {
  const page = await openPage(session.context, () => {
    const said: unknown[] = [];
    const stub = (...call: unknown[]): void => void (window.sameview!.q as unknown[][]).push(call);
    window.sameview = Object.assign(stub, { q: [] });
    window.sameview("on", "error", (error: unknown) => said.push(error));
    Object.assign(window, { said });
  });
  await visit(page, `${session.site.shop}/typo`);
  const said = (): Promise<Record<string, unknown>[]> =>
    page.evaluate(() => (window as unknown as { said: Record<string, unknown>[] }).said);
  await until("the error", async () => (await said()).length > 0);
  expect(await said()).toEqual([
    { code: "module", detail: `"froms" is none of scroll,links,rage,dead,forms,search,errors,exit,vitals` },
  ]);
  await page.click("p", { count: 3 });
  await untilTold(page, "rage_click");
});
