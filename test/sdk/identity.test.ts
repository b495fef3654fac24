import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, trackSteps, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const asks = (more: string): string => tag(site.edge, `data-key="${KEY}" data-consent="required" ${more}`);
  site.pages.set("/", html({ tag: tag(site.edge) }));
  site.pages.set("/cookie", html({ tag: tag(site.edge, `data-key="${KEY}" data-cookie-domain="localhost"`) }));
  site.pages.set("/drop", html({ tag: asks(`data-before-consent="drop"`) }));
});

const SIGNATURE = "0123456789abcdef0123456789abcdef";

/** Signs as the Worker does: the id stays, a signature follows. */
function sign(): void {
  session.site.amend = (answer) =>
    answer.visitor ? { ...answer, visitor: `${answer.visitor.split(".")[0]}.${SIGNATURE}` } : answer;
}

test("the id is sent bare until the Worker has signed it, and signed from then on, on every page", async () => {
  const { site, context } = session;
  sign();
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the signature", async () => (await stored(page)).endsWith(`.${SIGNATURE}`));
  await trackSteps(page, 1);
  await call(page, "flush");
  await until("the step", () => site.named("step").length === 1);
  await visit(page, site.shop);
  await until("the second page view", () => site.named("page_view").length === 2);
  const [first, ...rest] = site.requests.map(({ visitor }) => visitor);
  expect(first).toMatch(/^[\w-]{24}$/);
  expect(new Set(rest)).toEqual(new Set([`${first}.${SIGNATURE}`]));
});

test("events of before the signature are sent with it, so that they are not taken for a stranger's", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await call(page, "flush");
  site.down = true;
  await trackSteps(page, 2);
  await call(page, "flush");
  // Meanwhile another tab has got it.
  await page.evaluate(
    (key, signature) => localStorage.setItem(key, `${localStorage.getItem(key)}.${signature}`),
    `sv.visitor.${KEY}`,
    SIGNATURE,
  );
  site.down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("the steps", () => site.named("step").length === 2);
  expect(site.requests.at(-1)?.visitor).toMatch(new RegExp(`\\.${SIGNATURE}$`));
});

test("a stranger's id that the Worker answers with is taken: the one that was kept proved nothing", async () => {
  const { site, context } = session;
  site.amend = (answer) => ({ ...answer, visitor: `stranger-0000000000.${SIGNATURE}`, identity: "not_proven" });
  const page = await openPage(context, () => localStorage.setItem("sv.visitor.pk_test", "u_guessed-customer-id"));
  await visit(page, site.shop);
  await until("the stranger", async () => (await stored(page)).startsWith("stranger-"));
});

test("where the site names a domain, a cookie carries the id to its other subdomains, and goes with a no", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/cookie`);
  await until("the page view", () => site.named("page_view").length === 1);
  const id = await stored(page);
  // The other subdomain has its own localStorage and the same cookie.
  const cookie = await page.evaluate(() => document.cookie);
  if (cookie === "") return expect.fail("the browser took no cookie for localhost");
  expect(cookie).toContain(`sv.visitor.${KEY}=${id}`);
  await page.evaluate(() => localStorage.clear());
  await page.evaluate(() =>
    indexedDB.databases().then((all) => all.forEach(({ name }) => indexedDB.deleteDatabase(name!))),
  );
  await visit(page, `${site.shop}/cookie`);
  await until("the second page view", () => site.named("page_view").length === 2);
  expect(await stored(page)).toBe(id);
  await call(page, "consent", { analytics: false, personalization: false });
  await until("no cookie", async () => (await page.evaluate(() => document.cookie)) === "");
});

test("where nothing may wait for consent, what happened before a yes never arrives", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/drop`);
  await trackSteps(page, 3);
  await call(page, "consent", { analytics: true, personalization: true });
  await call(page, "track", "later");
  await call(page, "flush");
  await until("the later event", () => site.named("later").length === 1);
  expect(site.named("step")).toEqual([]);
});

async function stored(page: Awaited<ReturnType<typeof openPage>>): Promise<string> {
  return page.evaluate((key) => localStorage.getItem(key) ?? "", `sv.visitor.${KEY}`);
}
