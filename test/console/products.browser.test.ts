import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../console/i18n.ts";
import { violations } from "./axe-violations.ts";
import { FAKE_CATALOGUE } from "./fake-products.ts";
import { consoleInChromium, PHONE } from "./console-in-chromium.ts";
import { sampleStream } from "./sample-site.ts";

const screen = consoleInChromium();
const EXPLORER = "/console/products/recommendations?lang=en&viewed=f-0";

async function texts(selector: string): Promise<string[]> {
  return screen.page.$$eval(selector, (elements) => elements.map((element) => element.textContent ?? ""));
}

async function settled(): Promise<void> {
  await screen.page.waitForSelector(".explained-product");
}

/** Types into a picker and takes its first offer, without a mouse. */
async function pick(label: string, text: string): Promise<void> {
  const id = await screen.page.$$eval(
    ".picker label",
    (labels, wanted) => labels.find((one) => one.textContent === wanted)?.getAttribute("for"),
    label,
  );
  const input = `[id="${id}"]`;
  await screen.page.focus(input);
  await screen.page.keyboard.type(text);
  await screen.page.waitForSelector(`${input}[aria-expanded=true]`);
  await screen.page.keyboard.press("ArrowDown");
  await screen.page.keyboard.press("Enter");
}

describe("the catalogue", () => {
  it("shows a page of it, and the address says which", async () => {
    await screen.open("/console/products?lang=en");
    await screen.waitForCount(".product-table tbody tr", 50);
    expect(await screen.text("[role=status].muted")).toBe("120 products of 120");
    await screen.press(".pages .button:last-child");
    await screen.waitForText(".product-table tbody tr:first-child", "number 50");
    expect(screen.page.url()).toContain("page=2");
    await screen.page.type("[role=search] input", "tent");
    await screen.waitForText("[role=status].muted", "60 products");
    expect(screen.page.url()).toContain("q=tent");
    expect(screen.page.url()).not.toContain("page=2");
    await screen.page.select("[role=search] select:nth-of-type(3)", "out_of_stock");
    await screen.waitForText("[role=status].muted", "12 products");
    await screen.page.reload();
    await screen.waitForText("[role=status].muted", "12 products");
    expect(await screen.text(".product-table tbody tr:first-child .state")).toContain("Out of stock");
  });

  it("says that nothing fits, and leads back to everything", async () => {
    await screen.open("/console/products?lang=en&q=nosuchthing");
    await screen.waitForText(".empty", "Nothing in the catalogue fits");
    await screen.press(".empty .button");
    await screen.waitForCount(".product-table tbody tr", 50);
  });

  it("says what to do where there is none, and where it cannot be had", async () => {
    screen.site.products.catalogue = [];
    await screen.open("/console/products?lang=en");
    await screen.waitForText(".empty", "No catalogue yet");
    screen.site.products.isBroken = true;
    await screen.open("/console/products?lang=en");
    await screen.waitForText(".notice-problem", "it is broken on purpose");
    screen.site.products.isBroken = false;
    await screen.press(".notice-problem .button");
    await screen.waitForText(".empty", "No catalogue yet");
  });

  it("leads from a product to what is recommended after it", async () => {
    await screen.open("/console/products?lang=en");
    await screen.press(".product-table tbody tr:first-child .icon-button");
    await settled();
    expect(screen.page.url()).toContain("viewed=f-0");
  });
});

describe("uploads", () => {
  it("say what each brought, and which rows were rejected, why, and what to do", async () => {
    await screen.open("/console/products/feeds?lang=en");
    await screen.waitForText(".table-scroll tbody tr:nth-child(2)", "no row could be used");
    await screen.press(".table-scroll .link-button");
    await screen.waitForText(".rejected", "The number cannot be right");
    const [first] = await texts(".rejected tbody tr");
    expect(first).toContain("Correct price");
    expect(first?.startsWith("8")).toBe(true);
    expect(screen.page.url()).toContain("run=2");
  });

  it("are explained where there were none", async () => {
    screen.site.products.runs = [];
    await screen.open("/console/products/feeds?lang=en");
    await screen.waitForText(".empty", "No upload yet");
  });

  it("take a Google Merchant feed in: looked at first, then taken over, the mouse not needed", async () => {
    await screen.open("/console/products/feeds?lang=en");
    await choose("feed.xml", MERCHANT_FEED);
    await screen.waitForText(".feed-upload h3", "feed.xml: 3 products in XML");
    expect(await texts(".upload-outcome dd")).toEqual(["1", "1", "0", "119", "1"]);
    const [first, second] = await texts(".feed-upload .table-scroll tbody tr");
    expect(first).toBe("f-0Trail Runner 4€79.90, before €89.90In stockShoes");
    expect(second).toContain("Lamp & stand");
    expect(await screen.text(".feed-upload")).toContain("Columns that nothing here uses: gtin, description");
    expect(await screen.text(".feed-upload .notice")).toContain("119 of today’s 120 products are not in this file");
    expect(await screen.text(".feed-upload details")).toContain("Fill title in the feed");
    // Nothing has changed yet.
    expect(screen.site.products.catalogue).toHaveLength(120);
    await screen.page.focus(".feed-upload .buttons:last-child .button");
    await screen.page.keyboard.press("Enter");
    await screen.waitForText("dialog[open]", "2 products replace the 120 of today");
    expect(await violations(screen.page)).toEqual([]);
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".feed-upload [role=status]", "Version 3: 2 products, 1 row rejected");
    await screen.page.waitForFunction(() => document.activeElement?.matches("[type=file]"));
    expect(screen.site.products.catalogue.map(({ id, price, sale_price }) => [id, price, sale_price])).toEqual([
      ["f-0", 89.9, 79.9],
      ["lamp", 12, undefined],
    ]);
    // The rejected row stands below, as after every upload.
    await screen.waitForText(".rejected", "Fill title in the feed");
    expect(screen.page.url()).toContain("run=3");
  });

  it("take texts in another language in, and nothing else", async () => {
    await screen.open("/console/products/feeds?lang=en");
    await screen.page.waitForSelector(".upload-language select");
    await choose("es.csv", "id,title,link,price\nf-0,Zapatilla 3,/es/p/f-0,1 EUR\nunknown,Otra,/es/p/x,1 EUR");
    await screen.waitForText(".feed-upload .notice", "120 of today’s 120 products are not in this file");
    await screen.page.select(".upload-language select", "es");
    await screen.waitForText(".feed-upload .buttons:last-child .button", "Take texts in Spanish for 1 product");
    expect(await texts(".upload-outcome dd")).toEqual(["0", "1", "119", "0", "0"]);
    expect(await screen.text(".feed-upload")).toContain("1 row is of a product that the catalogue does not have");
    await screen.press(".feed-upload .buttons:last-child .button");
    await screen.waitForText("dialog[open]", "Prices, stock and all else stay as they are");
    await screen.press("dialog[open] .button-accent");
    await screen.waitForText(".feed-upload [role=status]", "120 products");
    expect(screen.site.products.catalogue[0]).toEqual({
      ...FAKE_CATALOGUE[0],
      localized: { es: { title: "Zapatilla 3", link: "/es/p/f-0" } },
    });
    await choose("other.csv", "id,title,link\nnobody,Nadie,/es/p/x");
    await screen.waitForText(".feed-upload [role=alert]", "None of its products is in the catalogue");
  });

  it("say why a file is none, and take the next", async () => {
    await screen.open("/console/products/feeds?lang=en");
    await choose("notes.txt", "hello world");
    await screen.waitForText(".feed-upload [role=alert]", "No product is in it");
    await choose("broken.xml", "<rss><channel><item></rss>");
    await screen.waitForText(".feed-upload [role=alert]", "not well formed: see line 1");
    await choose("feed.gz", Buffer.from([0x1f, 0x8b, 1, 2]));
    await screen.waitForText(".feed-upload [role=alert]", "No text can be made of it");
    await choose("feed.tsv", "id\ttitle\nx\tX");
    await screen.waitForText(".feed-upload h3", "a table of 1 row");
    await screen.waitForText(".feed-upload .buttons:last-child .button", "No product to take over");
    expect(await screen.page.$(".feed-upload [role=alert]")).toBeNull();
    expect(await screen.page.$eval(".feed-upload .buttons:last-child .button", (one) => one.matches(":disabled"))).toBe(
      true,
    );
    await screen.press(".feed-upload .buttons:last-child .button:last-child");
    await screen.waitForCount(".feed-upload h3", 0);
  });

  it("say that the Worker cannot be reached, and try again with the same file", async () => {
    await screen.open("/console/products/feeds?lang=en");
    await screen.page.waitForSelector(".feed-upload");
    screen.site.products.isBroken = true;
    await choose("feed.xml", MERCHANT_FEED);
    await screen.waitForText(".feed-upload .notice-problem", "the catalogue stays as it is");
    screen.site.products.isBroken = false;
    await screen.press(".feed-upload .notice-problem .button");
    await screen.waitForText(".feed-upload h3", "3 products");
  });
});

const MERCHANT_FEED = `<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><title>for readers</title><g:title>Trail Runner 4</g:title><g:id>f-0</g:id><link>https://shop.example/p/f-0</link>
<g:price>89.90 EUR</g:price><g:sale_price>79.90 EUR</g:sale_price><g:availability>in stock</g:availability>
<g:product_type>Shoes &gt; Running</g:product_type><description>Long</description><g:gtin>1</g:gtin></item>
<item><g:id>lamp</g:id><g:title><![CDATA[Lamp & stand]]></g:title><g:link>/p/lamp</g:link><g:price>12 EUR</g:price>
<g:availability>in_stock</g:availability></item>
<item><g:id>nameless</g:id><g:link>/p/none</g:link><g:price>1 EUR</g:price><g:availability>in_stock</g:availability></item>
</channel></rss>`;

/** Chooses a file for the upload. */
async function choose(name: string, content: string | Buffer): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), "sameview-feed-")), name);
  writeFileSync(path, content);
  const chooser = await screen.page.waitForSelector(".feed-upload input[type=file]");
  await (chooser as ElementHandle<HTMLInputElement>).uploadFile(path);
}

describe("the recommendation explorer", () => {
  it("shows the row for a made-up visit, picked by search, and why each product is there", async () => {
    await screen.open("/console/products/recommendations?lang=en");
    await settled();
    await screen.waitForText(".explained-product:first-child", "Popular");
    await pick("Looked at, the last one last", "trail runner");
    await screen.waitForText(".explained-product:first-child", "Viewed after Trail Runner 3 in 40 visits");
    expect(screen.page.url()).toContain("viewed=f-0");
    expect(await screen.text(".chips")).toContain("Trail Runner 3");
  });

  it("shows a rule's effect at once, unpublished, and takes it back", async () => {
    await screen.open(EXPLORER);
    await settled();
    const [first] = await texts(".explained-product:first-child strong");
    await screen.press(".explained-product:first-child .steer button:last-child");
    await screen.waitForText(".rule-list", first!);
    await screen.page.waitForFunction(
      (gone) => document.querySelector(".explained-product strong")?.textContent !== gone,
      {},
      first,
    );
    await screen.waitForText(".explorer-more", "rule 1: Exclude");
    await expect.poll(() => screen.site.desk.draft?.merchandising).toEqual([{ action: "exclude", product: "f-2" }]);
    expect(screen.site.desk.published.merchandising).toBeUndefined();
    await screen.press(".desk-bar .icon-button:first-child");
    await screen.waitForText(".explained-product:first-child", first!);
    await screen.waitForCount(".rule-row", 0);
  });

  it("takes rules for categories, with where and how far, and puts them in order", async () => {
    await screen.open(EXPLORER);
    await settled();
    await screen.page.select(".new-rule .field:nth-child(1) select", "bury");
    await screen.page.select(".new-rule .field:nth-child(2) select", "category");
    await screen.waitForText(".new-rule .field:nth-child(4) select", "Shoes");
    await screen.page.select(".new-rule .field:nth-child(4) select", "Shoes");
    await screen.press(".new-rule [type=submit]");
    await screen.waitForCount(".rule-row", 1);
    await screen.page.type(".rule-percent input", "40");
    await expect
      .poll(() => screen.site.desk.draft?.merchandising)
      .toEqual([{ action: "bury", category: "Shoes", percent: 40 }]);
    await screen.waitForText(".explained", "Buried by rule 1: -40 %");
    await screen.page.select(".new-rule .field:nth-child(2) select", "product");
    await screen.page.waitForSelector(".new-rule .picker");
    await pick("Product: choosing it adds the rule", "tent number 3");
    await screen.waitForCount(".rule-row", 2);
    // By key, and the focus goes with the rule: pressed again it would move the same one back.
    await screen.page.focus(".rule-row:nth-child(1) [data-does=down]");
    await screen.page.keyboard.press("Enter");
    await expect.poll(() => screen.site.desk.draft?.merchandising?.[0]?.category).toBe("Shoes");
    expect(await screen.page.$eval(":focus", (button) => button.closest("li")?.textContent)).toContain("Tent number 3");
    await screen.press(".rule-row:nth-child(1) .rule-actions button:nth-child(3)");
    await screen.waitForCount(".rule-row", 1);
  });

  it("answers why a product is not there", async () => {
    await screen.open(`${EXPLORER}&why=f-9`);
    await screen.waitForText(".asked", "cannot be bought now: Out of stock");
    await pick("Product you miss", "trail runner");
    await screen.waitForText(".asked", "Trail Runner 3");
    expect(screen.page.url()).toContain("why=f-0");
  });

  it("puts the model before beside it, and goes back to that after asking", async () => {
    await screen.open(`${EXPLORER}&compare=previous`);
    await screen.waitForCount(".rows-two > div", 2);
    expect(await screen.count(".mark-new, .mark-gone, .mark-up, .mark-down")).toBeGreaterThan(0);
    await screen.waitForText(".model-versions", "found 41% of the products looked at next");
    await screen.press(".model-versions .buttons > .button:first-child");
    await screen.waitForText("dialog[open]", "Go back to version 2?");
    await screen.press("dialog[open] .button-accent");
    await screen.waitForText(".model-versions [role=status]", "The model before decides again");
    expect(screen.site.products.models.version).toBe(4);
  });

  it("says what is missing where nobody is chosen, and what went wrong", async () => {
    await screen.page.evaluateOnNewDocument(() => localStorage.removeItem("sv.visitor.pk_demo"));
    await screen.open("/console/products/recommendations?lang=en&who=me");
    await screen.waitForText(".explorer .empty", "not been in the shop");
    await screen.press(".explorer .segmented button:nth-child(3)");
    await screen.waitForText(".explorer .empty", "Give a visitor’s id");
    screen.site.products.isBroken = true;
    await screen.press(".explorer .segmented button:nth-child(1)");
    await screen.waitForText(".explorer .notice-problem", "it is broken on purpose");
  });
});

const everyLook = LOCALES.flatMap((lang) => ["light", "dark"].map((theme) => ({ lang, theme })));

describe.each(everyLook)("products to everybody in $lang, $theme", ({ lang, theme }) => {
  const look = `lang=${lang}&theme=${theme}`;

  it("have no violation: catalogue and uploads", async () => {
    await screen.open(`/console/products?${look}`);
    await screen.waitForCount(".product-table tbody tr", 50);
    expect(await violations(screen.page)).toEqual([]);
    await screen.open(`/console/products/feeds?${look}&run=2`);
    await screen.page.waitForSelector(".rejected table");
    expect(await violations(screen.page)).toEqual([]);
  });

  it("have no violation: rules, explorer, two models, and the question before going back", async () => {
    screen.site.desk.draft = {
      ...screen.site.desk.published,
      merchandising: [
        { action: "boost", brand: "Norte", percent: 30 },
        { action: "pin", product: "f-3" },
      ],
    };
    await screen.open(`/console/products/recommendations?${look}&viewed=f-0,f-4&compare=previous&why=f-9`);
    await settled();
    await screen.page.waitForSelector(".asked");
    expect(await violations(screen.page)).toEqual([]);
    await screen.press(".model-versions .buttons > .button:first-child");
    await screen.page.waitForSelector("dialog[open]");
    expect(await violations(screen.page)).toEqual([]);
  });
});

describe("the focus", () => {
  const focused = (): Promise<string> =>
    screen.page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName ?? "",
    );

  it("goes to the next product where one is taken out, then to the search", async () => {
    await screen.open("/console/products/recommendations?lang=en&viewed=f-0,f-4,f-6");
    await screen.waitForCount(".chip", 3);
    const take = async (nth: number, left: number): Promise<void> => {
      await screen.page.focus(`.chip:nth-child(${nth}) button`);
      await screen.page.keyboard.press("Enter");
      await screen.waitForCount(".chip", left);
    };
    await take(1, 2);
    await expect.poll(focused).toContain("Shoe number 4");
    await take(2, 1);
    await expect.poll(focused).toContain("Shoe number 4");
    await take(1, 0);
    await expect.poll(focused).toBe("INPUT");
  });

  it("goes to the search where the question why one is missing is taken back", async () => {
    await screen.open("/console/products/recommendations?lang=en&viewed=f-0&why=f-9");
    await screen.page.waitForSelector(".asked");
    await screen.page.focus(".asked .link-button");
    await screen.page.keyboard.press("Enter");
    await screen.waitForCount(".asked", 0);
    await expect.poll(focused).toBe("INPUT");
  });
});

describe("products on a phone", () => {
  it("show the row first: the rules are one tap away, and stay as they are put", async () => {
    await screen.open("/console/products/recommendations?lang=en&viewed=f-0", sampleStream(), PHONE);
    await settled();
    const isOpen = () => screen.page.$eval(".rules details", (details) => details.open);
    expect(await isOpen()).toBe(false);
    expect(await screen.page.$eval(".explorer", (row) => row.getBoundingClientRect().top)).toBeLessThan(PHONE.height);
    await screen.press(".rules summary");
    expect(await isOpen()).toBe(true);
    await screen.open("/console/products/recommendations?lang=en&viewed=f-0");
    await settled();
    expect(await isOpen()).toBe(true);
  });

  it.each(["products", "products/feeds?run=2&", "products/recommendations?viewed=f-0&compare=previous&"])(
    "need no sideways scrolling: %s",
    async (path) => {
      await screen.open(`/console/${path}${path.includes("?") ? "" : "?"}lang=es`, sampleStream(), PHONE);
      await screen.page.waitForSelector(".product-table tbody tr, .rejected table, .explained-product");
      const overflow = await screen.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    },
  );
});
