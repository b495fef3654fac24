import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import type { Decision, OfferDecision, ShownOffer } from "../../wire/decision.ts";
import { useSession } from "./session.ts";
import { html, tag } from "./site.ts";
import type { TestWindow } from "./visit.ts";
import { call, openPage, seen, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const body = `<header><a id="first" href="#a">Home</a></header><input id="field"><div data-sv-placement="top"></div>
<div class="tall"></div><a id="last" href="#b">Foot</a>`;
  site.pages.set("/", html({ tag: tag(site.edge), body }));
  site.pages.set("/arabic", html({ tag: tag(site.edge), body, lang: `ar" dir="rtl` }));
  const dark = `<meta name="color-scheme" content="light dark">`;
  site.pages.set("/dark", html({ tag: tag(site.edge), head: dark, body }));
  // Page CSS that spares nothing.
  const hostile = `<link rel="stylesheet" href="/hostile.css">`;
  site.pages.set("/hostile", html({ tag: tag(site.edge), head: hostile, body }));
});

function offer(content: Partial<ShownOffer>): OfferDecision {
  return {
    id: "d1",
    placement: "top",
    kind: "offer",
    reason: "TARGETING_MATCH",
    why: "everybody",
    probability: 1,
    model: 0,
    definitions: 1,
    token: "token-d1",
    offer: { id: "spring", headline: "Spring is here", button: { label: "Look", href: "#spring" }, ...content },
  };
}

/** Opens the page, has it decided so, and waits for the frame. */
async function shownOn(
  path: string,
  content: Partial<ShownOffer>,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const { site, context } = session;
  const page = await openPage(context);
  // Nothing is on its way in: everything is where it will stay.
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  const decision: Decision = offer(content);
  if (prepare) {
    await visit(page, site.shop + path);
    await prepare(page);
    site.decide = () => decision;
    await call(page, "page", "again");
    return page;
  }
  site.decide = () => decision;
  await visit(page, site.shop + path);
  await frameOf(page, content.format!);
  return page;
}

async function frameOf(page: Page, format: string): Promise<void> {
  await until(`the ${format}`, async () => (await page.$(`.sv-${format} >>> .frame`)) !== null);
}

/** The element with the focus, through shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    return `${inner?.localName}${inner?.id ? `#${inner.id}` : ""}${inner?.className ? `.${inner.className}` : ""}`;
  });
}

function told(name: string): unknown[] {
  return session.site.named(name).map(({ params }) => params?.["decision_token"]);
}

async function untilTold(page: Page, name: string): Promise<void> {
  await until(name, async () => {
    await call(page, "flush");
    return told(name).length > 0;
  });
}

test("a bar: no shift, no focus taken, seen after a second, closed by its button and said with the token", async () => {
  const page = await shownOn("/", { format: "bar" });
  expect(await focused(page)).toBe("body");
  const box = await page.$(".sv-bar >>> .frame");
  expect(await box!.evaluate((frame) => frame.getBoundingClientRect().top)).toBeLessThanOrEqual(0);
  await untilTold(page, "view_promotion");
  const close = await page.$(".sv-bar >>> .close");
  // WCAG 2.2, 2.5.8 asks for 24 px; thumbs for 44.
  expect(await close!.evaluate((button) => [button.clientWidth, button.clientHeight])).toEqual([44, 44]);
  expect(await close!.evaluate((button) => button.getAttribute("aria-label"))).toBe("Close");
  await close!.click();
  expect(await page.$(".sv-bar")).toBeNull();
  await untilTold(page, "dismiss_promotion");
  expect(told("dismiss_promotion")).toEqual(["token-d1"]);
  expect(await page.evaluate(() => (window as unknown as TestWindow).shift)).toBe(0);
  expect(await trouble(page)).toEqual([]);
});

test("a bar steps aside for what has the focus under it", async () => {
  const page = await shownOn("/", { format: "bar" });
  const visible = (): Promise<string> => page.$eval(".sv-bar", (host) => getComputedStyle(host).visibility);
  await page.focus("#first");
  expect(await visible()).toBe("hidden");
  await page.focus("#last");
  expect(await visible()).toBe("visible");
});

test("a modal: focus in, the rest inert, Escape closes, focus back where it was", async () => {
  const page = await shownOn("/", { format: "modal" }, (one) => one.focus("#first"));
  await frameOf(page, "modal");
  expect(await focused(page)).toBe("dialog.frame");
  expect(await page.$eval(".sv-modal >>> dialog", (dialog) => dialog.getAttribute("aria-label"))).toBe(
    "Spring is here",
  );
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused(page)).not.toBe("input#field");
  await page.keyboard.press("Escape");
  await until("it is closed", async () => (await page.$(".sv-modal")) === null);
  expect(await focused(page)).toBe("a#first");
  await untilTold(page, "dismiss_promotion");
});

test("a modal does not come in between while somebody types, and a click beside it closes it", async () => {
  const page = await shownOn("/", { format: "modal" }, (one) => one.focus("#field"));
  await until("the decision", async () => (await seen(page, "decision")).length > 0);
  await page.keyboard.type("still typing");
  expect(await page.$(".sv-modal")).toBeNull();
  await page.focus("#first");
  await frameOf(page, "modal");
  await page.mouse.click(3, 3);
  await until("it is closed", async () => (await page.$(".sv-modal")) === null);
  await untilTold(page, "dismiss_promotion");
});

test("a toast: its link is taken and not dismissed; right-to-left stands at the other side", async () => {
  const page = await shownOn("/", { format: "toast" });
  const left = (one: Page): Promise<boolean> =>
    one.$eval(".sv-toast", (host) => host.getBoundingClientRect().left < innerWidth / 3);
  expect(await left(page)).toBe(false);
  await (await page.$(".sv-toast >>> .sv-button"))!.click();
  await until("it is gone", async () => (await page.$(".sv-toast")) === null);
  await untilTold(page, "select_promotion");
  expect(told("dismiss_promotion")).toEqual([]);
  expect(await left(await shownOn("/arabic", { format: "toast" }))).toBe(true);
});

test("axe finds nothing in any of them, light or dark", async () => {
  for (const [format, scheme] of [
    ["bar", "light"],
    ["toast", "dark"],
    ["modal", "dark"],
  ] as const) {
    const page = await shownOn(scheme === "dark" ? "/dark" : "/", {
      format,
      text: "Lighter shoes",
      coupon: "SPRING10",
    });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async (selector) => {
      const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run(selector);
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: text }) => text).join(" ")}`);
    }, `.sv-${format}`);
    expect(violations).toEqual([]);
    const dark = await page.$eval(`.sv-${format} >>> .frame`, (frame) => getComputedStyle(frame).backgroundColor);
    expect(dark).toBe(scheme === "dark" ? "rgb(29, 36, 51)" : "rgb(255, 255, 255)");
    await page.close();
  }
});

test("hostile page CSS does not reach in, and no close button where the offer has none", async () => {
  const page = await shownOn("/hostile", { format: "toast", dismissible: false });
  const [size, display, transform] = await page.$eval(".sv-toast >>> .sv-headline", (headline) => {
    const { fontSize, display: shown, textTransform } = getComputedStyle(headline);
    return [Number.parseFloat(fontSize), shown, textTransform] as const;
  });
  expect(size).toBeLessThan(30);
  expect(display).toBe("block");
  expect(transform).toBe("none");
  expect(await page.$eval(".sv-toast", (host) => host.getBoundingClientRect().height > 20)).toBe(true);
  expect(await page.$(".sv-toast >>> .close")).toBeNull();
});
