import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { beforeEach, expect, test } from "vitest";
import type { Decision, OfferDecision, ProductCard, ProductsDecision } from "../../wire/decision.ts";
import { useSession } from "./session.ts";
import { html, tag } from "./site.ts";
import type { TestWindow } from "./visit.ts";
import { call, openPage, seen, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const after = `<p id="after">The rest of the page</p>`;
  const page = (body: string, lang = "en"): string => html({ tag: tag(site.edge), body: body + after, lang });
  site.pages.set("/", page(`<div data-sv-placement="hero" class="hero"></div>`));
  site.pages.set("/default", page(`<div data-sv-placement="hero" class="hero">Our <b id="own">own</b> words</div>`));
  site.pages.set("/wild", page(`<div data-sv-placement="hero" class="hero wild"></div>`));
  site.pages.set("/fixed", page(`<div data-sv-placement="hero" class="fixed">Our words</div>`));
  site.pages.set("/row", page(`<div data-sv-placement="row" class="row"></div>`));
  site.pages.set("/german", page(`<div data-sv-placement="row" class="row"></div>`, "de-DE"));
  site.pages.set("/unreserved", page(`<div data-sv-placement="hero"></div>`));
  site.pages.set("/may-shift", page(`<div data-sv-placement="hero" data-sv-allow-shift></div>`));
  site.pages.set("/below", page(`<div class="tall"></div><div data-sv-placement="hero"></div>`));
  site.pages.set("/below-row", page(`<div class="tall"></div><div data-sv-placement="row" class="row"></div>`));
});

/** An impression takes a second in view (sdk/render/exposure.ts). */
const LONGER_THAN_A_LOOK_MS = 1_300;

function offer(content: Partial<OfferDecision["offer"]> = {}, id = "d1"): OfferDecision {
  return {
    id,
    placement: "hero",
    kind: "offer",
    reason: "TARGETING_MATCH",
    why: "everybody",
    probability: 1,
    model: 0,
    definitions: 1,
    token: `token-${id}`,
    offer: {
      id: "spring",
      headline: "Spring is here",
      text: "Lighter shoes",
      button: { label: "Look", href: "/spring" },
      ...content,
    },
  };
}

function card(id: string, more: Partial<ProductCard> = {}): ProductCard {
  return { id, title: `Shoe ${id}`, link: `/p/${id}`, price: 50, currency: "EUR", reason: "POPULAR", why: "", ...more };
}

function row(products: ProductCard[], id = "d2"): ProductsDecision {
  const { offer: _offer, ...base } = offer({}, id);
  return { ...base, placement: "row", kind: "products", headline: "You may like", products };
}

let decision: Decision;
beforeEach(() => {
  decision = offer();
  // The page is painted without the offer first, or nothing could be seen to move.
  session.site.delayMs = 100;
  session.site.decide = () => decision;
});

async function shownOn(path: string): Promise<Page> {
  const page = await openPage(session.context);
  await visit(page, session.site.shop + path);
  await until("something is shown", async () => (await page.$(".sv")) !== null);
  return page;
}

/** Waits for an event without its two seconds of waiting for company. */
function untilSent(page: Page, name: string): Promise<void> {
  return until(name, async () => {
    await call(page, "flush");
    return session.site.named(name).length === 1;
  });
}

function shift(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as TestWindow).shift);
}

test("an offer is shown in the answer to the page view, under a strict policy, without moving anything", async () => {
  decision = offer({ image: { src: "/pixel.svg", alt: "A shoe" }, coupon: "SPRING10" });
  const page = await shownOn("/");
  await until("the image", () => page.$eval(".sv-image", (image) => (image as HTMLImageElement).naturalWidth === 240));
  expect(
    await page.$eval(".sv-offer", (offerBox) => (offerBox as HTMLElement).innerText.split("\n").filter(Boolean)),
  ).toEqual(["Spring is here", "Lighter shoes", "SPRING10", "Look"]);
  expect(await page.$eval(".sv-button", (link) => (link as HTMLAnchorElement).href)).toBe(
    `${session.site.shop}/spring`,
  );
  expect(await page.$eval(".sv-image", (image) => image.getAttribute("alt"))).toBe("A shoe");
  expect(await page.$eval(".sv-offer", (box) => `${box.tagName} ${box.getAttribute("aria-label")}`)).toBe(
    "SECTION Spring is here",
  );
  expect(session.site.requests).toHaveLength(1);
  expect(await shift(page)).toBe(0);
  expect(await trouble(page)).toEqual([]);
  // The look is on although the policy forbids inline styles: 160 px is what the page reserves.
  expect(await page.$eval(".sv-offer", (box) => [getComputedStyle(box).display, box.clientHeight])).toEqual([
    "flex",
    160,
  ]);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});

test("products are shown as cards with plain links, prices in the page's language", async () => {
  decision = row([card("a"), card("b", { salePrice: 39.5, brand: "Ridge", imageLink: "/pixel.svg" })]);
  const page = await shownOn("/german");
  expect(await page.$$eval(".sv-link", (links) => links.map((link) => (link as HTMLAnchorElement).pathname))).toEqual([
    "/p/a",
    "/p/b",
  ]);
  // Intl's German: comma, no-break space, sign behind.
  expect(await page.$$eval(".sv-price", (prices) => prices.map((price) => price.textContent))).toEqual([
    "50,00\u00a0€",
    "39,50\u00a0€ 50,00\u00a0€",
  ]);
  expect(await shift(page)).toBe(0);
});

test("hostile decisions are inert text, and their addresses are left out", async () => {
  const evil = `<img src=x onerror="window.hacked=1">`;
  decision = offer({
    headline: evil,
    text: `<script>window.hacked=1</script>`,
    image: { src: "data:image/svg+xml,<svg onload='window.hacked=1'/>", alt: evil },
    button: { label: evil, href: " java\nscript:window.hacked=1" },
    coupon: evil,
  });
  const page = await shownOn("/");
  expect(await page.$eval(".sv-headline", (headline) => headline.textContent)).toBe(evil);
  expect(await page.$$eval(".sv :is(img, script, a)", (found) => found.length)).toBe(0);
  const refused = (await seen(page, "error")).filter((error) => error["code"] === "bad_link");
  expect(refused).toHaveLength(2);
  for (const link of ["javascript:alert(1)", "http://elsewhere.example/", "data:text/html,x", "//:bad"]) {
    decision = row([card("a", { link }), card("b")]);
    await page.goto(`${session.site.shop}/row`);
    await until("the row", async () => (await page.$(".sv-products")) !== null);
    expect(await page.$$eval(".sv-link", (links) => links.map((one) => (one as HTMLAnchorElement).pathname))).toEqual([
      "/p/b",
    ]);
  }
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(await trouble(page)).toEqual([]);
});

test("a placement that reserves nothing in view stays as it is, and the developer is told", async () => {
  const page = await openPage(session.context);
  await visit(page, `${session.site.shop}/unreserved`);
  await call(page, "track", "view_item", { items: [{ item_id: "a" }] });
  await until("the report", async () => (await seen(page, "error")).length > 0);
  expect((await seen(page, "error"))[0]).toMatchObject({ code: "no_room", placement: "hero" });
  expect(await page.$(".sv")).toBeNull();
  expect(await shift(page)).toBe(0);
});

test("it may reserve nothing where it says so, or where nobody sees it move", async () => {
  const moving = await shownOn("/may-shift");
  // The control for every zero in this file: a page that does move is seen to.
  await until("a shift", async () => (await shift(moving)) > 0);
  await moving.close();
  const page = await shownOn("/below");
  expect(await shift(page)).toBe(0);
});

test("content higher than what is reserved scrolls inside it", async () => {
  decision = offer({ text: "Very long words. ".repeat(200) });
  const page = await shownOn("/");
  const box = await page.$eval("[data-sv-placement]", (placement) => placement.getBoundingClientRect().height);
  expect(box).toBe(160);
  expect(await shift(page)).toBe(0);
});

test("an image that comes late moves nothing outside, even where the site lets it be as large as it is", async () => {
  decision = offer({ image: { src: "/late.svg", alt: "" } });
  const page = await shownOn("/wild");
  const imageHeight = (): Promise<number> => page.$eval(".sv-image", (image) => image.clientHeight);
  const rest = (): Promise<number> => page.$eval("#after", (after) => after.getBoundingClientRect().top);
  expect(await imageHeight()).toBe(0);
  const before = await rest();
  await until("the image", async () => (await imageHeight()) === 240);
  expect(await rest()).toBe(before);
});

test("a placement with a height, padding and border of its own is filled to its inner edge", async () => {
  const page = await shownOn("/fixed");
  // 200 px with the border box of the page's own CSS being content-box: 200 + 2 × (10 + 2).
  expect(await page.$eval("[data-sv-placement]", (placement) => placement.getBoundingClientRect().height)).toBe(224);
  expect(await shift(page)).toBe(0);
});

test("nothing to show leaves the page's own content; an offer hides it, and none after it brings it back", async () => {
  decision = {
    id: "d0",
    placement: "hero",
    kind: "none",
    reason: "DEFAULT",
    why: "",
    probability: 1,
    model: 0,
    definitions: 1,
  };
  const page = await openPage(session.context);
  await visit(page, `${session.site.shop}/default`);
  const words = (): Promise<string> =>
    page.$eval("[data-sv-placement]", (placement) => (placement as HTMLElement).innerText.trim());
  const decisionCount = async (): Promise<number> => session.site.requests.length;
  await until("the first decision", async () => (await decisionCount()) === 1);
  expect(await words()).toContain("own");
  const none = decision;
  decision = offer({ button: { label: "Look", href: "/" } });
  await call(page, "track", "add_to_cart", { items: [{ item_id: "a" }] });
  await until("the offer", async () => (await words()).includes("Spring is here"));
  expect(await words()).not.toContain("own");
  decision = none;
  await call(page, "track", "add_to_cart", { items: [{ item_id: "b" }] });
  await until("the page's own words", async () => (await words()).includes("own"));
  expect(await words()).not.toContain("Spring");
  expect(await page.$eval("#own", (own) => own.isConnected)).toBe(true);
  expect(await shift(page)).toBe(0);
});

test("the same offer again is not touched; another one replaces it", async () => {
  const page = await shownOn("/");
  await page.$eval(".sv", (root) => Object.assign(root, { mine: true }));
  decision = offer({}, "d9");
  await call(page, "track", "view_item", { items: [{ item_id: "a" }] });
  await call(page, "flush");
  const untouched = (): Promise<boolean> => page.$eval(".sv", (root) => "mine" in root);
  expect(await untouched()).toBe(true);
  decision = offer({ headline: "Summer is here" }, "d10");
  await call(page, "track", "view_item", { items: [{ item_id: "a" }] });
  await until("the other offer", async () => !(await untouched()));
  expect(await page.$eval(".sv-headline", (headline) => headline.textContent)).toBe("Summer is here");
  expect(await shift(page)).toBe(0);
});

test("an impression is one view_promotion with the decision's token, and asks for nothing", async () => {
  const page = await shownOn("/");
  await untilSent(page, "view_promotion");
  expect(session.site.named("view_promotion")[0]?.params).toEqual({
    promotion_id: "spring",
    promotion_name: "Spring is here",
    creative_slot: "hero",
    decision_token: "token-d1",
  });
  expect(session.site.requests.at(-1)).not.toHaveProperty("placements");
  decision = offer({}, "d9");
  await call(page, "track", "view_item", { items: [{ item_id: "a" }] });
  await call(page, "flush");
  await call(page, "flush");
  expect(session.site.named("view_promotion")).toHaveLength(1);
});

test("what is below the view is no impression until it is scrolled to", async () => {
  decision = row([card("a"), card("b")]);
  const page = await shownOn("/below-row");
  await sleep(LONGER_THAN_A_LOOK_MS);
  await call(page, "flush");
  expect(session.site.named("view_item_list")).toHaveLength(0);
  await page.$eval(".sv", (root) => root.scrollIntoView());
  await untilSent(page, "view_item_list");
  expect(session.site.named("view_item_list")[0]?.params).toEqual({
    item_list_id: "row",
    item_list_name: "You may like",
    items: [
      { item_id: "a", item_name: "Shoe a", price: 50, index: 0 },
      { item_id: "b", item_name: "Shoe b", price: 50, index: 1 },
    ],
    decision_token: "token-d2",
  });
});

test("a click on a card is a select_item with the token, and a plain link to follow", async () => {
  session.site.pages.set("/p/b", "<!doctype html><title>Shoe b</title>");
  decision = row([card("a"), card("b", { category: "Shoes" })]);
  const page = await shownOn("/row");
  await Promise.all([page.waitForNavigation(), page.click(".sv-card:nth-child(2) a")]);
  expect(new URL(page.url()).pathname).toBe("/p/b");
  await until("the click", () => session.site.named("select_item").length === 1);
  expect(session.site.named("select_item")[0]?.params).toEqual({
    item_list_id: "row",
    item_list_name: "You may like",
    items: [{ item_id: "b", item_name: "Shoe b", item_category: "Shoes", price: 50, index: 1 }],
    decision_token: "token-d2",
  });
});

test("a click on a coupon copies it and is a select_promotion", async () => {
  await session.context.overridePermissions(session.site.shop, ["clipboard-read", "clipboard-sanitized-write"]);
  decision = offer({ coupon: "SPRING10" });
  const page = await shownOn("/");
  await page.click(".sv-coupon");
  await until("it says so", () =>
    page.$eval(".sv-coupon", (coupon) => coupon.getAttribute("aria-label") === "Copied: SPRING10"),
  );
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("SPRING10");
  await call(page, "flush");
  expect(session.site.named("select_promotion")[0]?.params).toMatchObject({
    promotion_id: "spring",
    decision_token: "token-d1",
  });
});

test("decide answers data for a site that renders by itself, in the order asked", async () => {
  const page = await shownOn("/");
  session.site.decide = (placement) => ({ ...offer({}, `x-${placement}`), placement });
  const decisions = (await call(page, "decide", ["one", "two"], { explain: true })) as Decision[];
  expect(decisions.map(({ placement, kind }) => `${placement} ${kind}`)).toEqual(["one offer", "two offer"]);
  expect(session.site.requests.at(-1)).toMatchObject({ explain: true, placements: [{ id: "one" }, { id: "two" }] });
});

test("the way from tracking to painting is on the performance timeline", async () => {
  const page = await shownOn("/");
  await until("it is painted", async () => (await seen(page, "shown")).length > 0 || (await painted(page)) > 0);
  const marks = await page.evaluate(() =>
    performance.getEntriesByType("mark").map(({ name, startTime }) => ({ name, startTime })),
  );
  const names = ["track", "sent", "answered", "painted"].map((name) => `sameview:${name}`);
  const times = names.map((name) => marks.find((mark) => mark.name === name)?.startTime ?? Number.NaN);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

function painted(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName("sameview:painted").length);
}
