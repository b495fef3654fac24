import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import type { Decision, OfferDecision, ShownOffer } from "../../wire/decision.ts";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import type { TestWindow } from "./visit.ts";
import { call, openPage, seen, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const hero = `<div data-sv-placement="hero" class="hero">Our own words</div>`;
  site.pages.set("/", html({ tag: tag(site.edge), body: hero }));
  site.pages.set("/required", html({ tag: tag(site.edge, `data-key="${KEY}" data-consent="required"`), body: hero }));
  site.pages.set("/below", html({ tag: tag(site.edge), body: `<div class="tall"></div>${hero}` }));
  site.pages.set(
    "/element",
    html({ tag: tag(site.edge), body: `<sv-placement name="hero" class="hero"></sv-placement>` }),
  );
  const row = `<div class="tall"></div><div data-sv-placement="row" class="row"></div>`;
  site.pages.set("/both", html({ tag: tag(site.edge), body: hero + row }));
  site.pages.set("/shadow", html({ tag: tag(site.edge), body: `<div id="host"></div>` }));
});

/** What the answer takes, so that the page is painted without it first. */
const ANSWER_MS = 400;

function offer(content: Partial<ShownOffer> = {}): OfferDecision {
  return {
    id: "d1",
    placement: "hero",
    kind: "offer",
    reason: "TARGETING_MATCH",
    why: "everybody",
    probability: 1,
    model: 0,
    definitions: 1,
    token: "token-d1",
    offer: { id: "spring", headline: "Spring is here", ...content },
  };
}

function nothing(): Decision {
  const { offer: _offer, token: _token, ...base } = offer();
  return { ...base, kind: "none" };
}

async function untilHeadline(page: Page, words: string): Promise<void> {
  await until(words, () =>
    page.evaluate((text) => document.querySelector(".sv-headline")?.textContent === text, words),
  );
}

function headline(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.querySelector(".sv-headline")?.textContent ?? undefined);
}

test("a return paints at once what was there, and what the shopper reads is not changed under their eyes", async () => {
  const { site, context } = session;
  site.decide = () => offer();
  const page = await openPage(context);
  await visit(page, site.shop);
  await untilHeadline(page, "Spring is here");
  // As slow as it is not allowed to be, so that only the remembered one can be there.
  site.delayMs = 60_000;
  await visit(page, site.shop);
  await untilHeadline(page, "Spring is here");
  expect(await page.evaluate(() => performance.getEntriesByName("sameview:answered").length)).toBe(0);
  site.delayMs = ANSWER_MS;
  site.decide = () => offer({ headline: "Summer is here" });
  await visit(page, site.shop);
  await until("the answer", async () => (await seen(page, "decision")).length > 0);
  expect(await headline(page)).toBe("Spring is here");
  expect(await page.evaluate(() => (window as unknown as TestWindow).shift)).toBe(0);
  // The next visit has it.
  site.delayMs = 60_000;
  await visit(page, site.shop);
  await untilHeadline(page, "Summer is here");
});

test("where nobody looks, the remembered one is corrected", async () => {
  const { site, context } = session;
  site.decide = () => offer();
  const page = await openPage(context);
  await visit(page, `${site.shop}/below`);
  await untilHeadline(page, "Spring is here");
  site.decide = () => offer({ headline: "Summer is here" });
  site.delayMs = ANSWER_MS;
  await visit(page, `${site.shop}/below`);
  await untilHeadline(page, "Summer is here");
  site.decide = nothing;
  await visit(page, `${site.shop}/below`);
  await until("nothing", async () => (await headline(page)) === undefined);
});

test("nothing is remembered before a yes, nor after a no", async () => {
  const { site, context } = session;
  site.decide = () => offer();
  const page = await openPage(context);
  const remembered = (): Promise<string[]> =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("sv.decisions")));
  await visit(page, `${site.shop}/required`);
  await untilHeadline(page, "Spring is here");
  expect(await remembered()).toEqual([]);
  await call(page, "consent", { analytics: true, personalization: true });
  await until("it is remembered", async () => (await remembered()).length === 1);
  await call(page, "consent", { analytics: false, personalization: false });
  expect(await remembered()).toEqual([]);
});

test("an answer past the deadline leaves what is in view as it was, and fills what is not", async () => {
  const { site, context } = session;
  site.decide = (placement) => ({ ...offer(), placement });
  site.delayMs = 3_200;
  const page = await openPage(context);
  await visit(page, `${site.shop}/both`);
  await untilHeadline(page, "Spring is here");
  expect(await page.$eval(".hero", (hero) => (hero as HTMLElement).innerText)).toBe("Our own words");
});

test("<sv-placement> is filled like any other, also in a shadow root, dressed there", async () => {
  const { site, context } = session;
  site.decide = () => offer({ button: { label: "Look", href: "/spring" } });
  const page = await openPage(context);
  await visit(page, `${site.shop}/element`);
  await untilHeadline(page, "Spring is here");
  await visit(page, `${site.shop}/shadow`);
  await page.evaluate(() => {
    const root = document.querySelector("#host")!.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("sv-placement{display:block;min-height:160px}");
    root.adoptedStyleSheets = [sheet];
    const placement = document.createElement("sv-placement");
    placement.setAttribute("name", "hero");
    root.append(placement);
  });
  await until("the offer", async () => (await page.$("#host >>> .sv-offer")) !== null);
  expect(await page.$eval("#host >>> .sv-offer", (box) => getComputedStyle(box).display)).toBe("flex");
  expect(await trouble(page)).toEqual([]);
});

test("a countdown runs by the Worker's clock and takes the offer with it; an image that fails is not missed", async () => {
  const { site, context } = session;
  // The shopper's clock is an hour behind.
  const ahead = 3_600_000;
  const endsAt = Date.now() + ahead + 5_000;
  site.amend = (answer) => ({ ...answer, receivedAt: Date.now() + ahead });
  site.decide = () =>
    offer({
      image: { src: "/gone.png", alt: "A shoe", width: 40, height: 20 },
      countdown: { endsAt, label: "Sale ends in" },
      secondaryButton: { label: "Later", href: "/later" },
      products: [{ id: "a", title: "Shoe A", link: "/p/a", reason: "POPULAR", why: "" }],
    });
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the countdown", async () => (await page.$(".sv-time")) !== null);
  expect(await page.$eval(".sv-countdown", (clock) => clock.textContent)).toMatch(/^Sale ends in 00:00:0[1-5]$/);
  await until("no torn image", async () => (await page.$(".sv-image")) === null);
  expect(await page.$$eval(".sv-offer a", (links) => links.map((link) => link.textContent))).toEqual([
    "Later",
    "Shoe A",
  ]);
  await until("the end", async () => (await page.$(".sv-headline")) === null);
});
