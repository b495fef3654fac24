import { describe, expect, it } from "vitest";
import type { Product } from "../../wire/product.ts";
import { decodeFile } from "../../console/products/upload/decode-file.ts";
import { productOf, readAmount } from "../../console/products/upload/merchant-product.ts";
import { addTexts, keepTexts } from "../../console/products/upload/feed-texts.ts";
import { readFeed } from "../../console/products/upload/read-feed.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

describe("a row of a Google Merchant feed", () => {
  it("is a product in the Worker's form", () => {
    const row = {
      id: "SKU-7",
      title: "Trail shoe",
      description: "Long",
      link: "https://shop.example/p/7",
      image_link: "https://shop.example/7.jpg",
      availability: "In stock",
      price: "89.90 EUR",
      sale_price: "79.90 EUR",
      product_type: "Shoes > Running > Trail",
      google_product_category: "187",
      quantity: "4",
    };
    expect(productOf(row, "USD", NOW)).toEqual({
      id: "SKU-7",
      title: "Trail shoe",
      link: "https://shop.example/p/7",
      image_link: "https://shop.example/7.jpg",
      product_type: "Shoes > Running > Trail",
      category: "Shoes",
      price: 89.9,
      sale_price: 79.9,
      currency: "EUR",
      availability: "in_stock",
      quantity: 4,
    });
  });

  it("takes the site's currency where none is named, and a category in words only", () => {
    expect(productOf({ price: "12", google_product_category: "187" }, "USD", NOW)).toEqual({
      price: 12,
      currency: "USD",
    });
    expect(productOf({ google_product_category: "Apparel > Shoes" }, "USD", NOW)["category"]).toBe("Apparel");
  });

  it.each([
    ["2026-11-01T00:00+0100/2026-11-30T23:59+0100", 9],
    ["2026-11-23T00:00+0100/2026-11-30T23:59+0100", undefined],
    ["2026-10-01/2026-11-01", undefined],
    ["whenever", 9],
  ])("has its sale price while that is in effect: %s", (interval, sale) => {
    const row = { price: "10 EUR", sale_price: "9 EUR", sale_price_effective_date: interval };
    expect(productOf(row, "EUR", NOW)["sale_price"]).toBe(sale);
  });

  it("passes on what it does not understand, so that the Worker says which field it was", () => {
    const row = { price: "ask us", availability: "maybe later", quantity: "some" };
    expect(productOf(row, "EUR", NOW)).toEqual({
      price: "ask us",
      availability: "maybe_later",
      quantity: "some",
      currency: "EUR",
    });
  });

  it.each([
    ["15.00 USD", 15, "USD"],
    ["USD 15", 15, "USD"],
    ["15,00 EUR", 15, "EUR"],
    ["1,299.00 USD", 1299, "USD"],
    ["1.299,00 EUR", 1299, "EUR"],
    ["1.299.000 COP", 1_299_000, "COP"],
    ["1,299", 1299, undefined],
    ["1.299 KWD", 1.299, "KWD"],
    ["1 299,5 EUR", 1299.5, "EUR"],
    ["0.99", 0.99, undefined],
  ])("an amount: %s", (text, value, currency) => {
    expect(readAmount(text)).toEqual({ value, ...(currency !== undefined && { currency }) });
  });

  it.each(["", "free", "€ 5", "-3 EUR", "12 eur"])("no amount: %j", (text) => {
    expect(readAmount(text)).toBeUndefined();
  });
});

describe("a feed as a file", () => {
  const read = (text: string) => readFeed(text, "EUR", NOW);

  it.each(["\t", ",", ";"])("is a table with %j between its columns, whatever they are called exactly", (delimiter) => {
    const lines = [
      ["ID", "Title", "image link", "Price", "gtin"],
      ["a", '"Shoe, red"', "/a.jpg", "5.00 EUR", "1"],
      [],
      ["b", '"A ""hat"""', "/b.jpg", "6.00 EUR", "2"],
    ];
    const feed = read(`\uFEFF${lines.map((line) => line.join(delimiter)).join("\r\n")}`);
    expect(feed).toEqual({
      format: "table",
      unused: ["gtin"],
      products: [
        { id: "a", title: "Shoe, red", image_link: "/a.jpg", price: 5, currency: "EUR" },
        { id: "b", title: 'A "hat"', image_link: "/b.jpg", price: 6, currency: "EUR" },
      ],
    });
  });

  it("is RSS, whatever prefix Google's names have there; theirs come first, and the first of several", () => {
    const feed = read(`<?xml version="1.0"?><rss version="2.0" xmlns:x="http://base.google.com/ns/1.0"><channel>
      <title>The shop</title><item><title>for readers</title><x:title>Caf&#233; &amp; <![CDATA[<tea>]]></x:title><x:id>007</x:id>
      <x:product_type>Food &gt; Tea</x:product_type><x:product_type>Gifts</x:product_type><x:mpn/></item></channel></rss>`);
    expect(feed).toEqual({
      format: "xml",
      unused: ["mpn"],
      products: [{ id: "007", title: "Café & <tea>", product_type: "Food > Tea", category: "Food", currency: "EUR" }],
    });
  });

  it("is Atom, with addresses in attributes", () => {
    const feed = read(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
      <entry><g:id>a</g:id><title type="text">Tea</title><link href="https://shop.example/a"/></entry></feed>`);
    expect(feed).toMatchObject({ products: [{ id: "a", title: "Tea", link: "https://shop.example/a" }] });
  });

  it("names the line in which XML is broken", () => {
    expect(read("<rss>\n<channel>\n<item></rss>")).toEqual({ problem: "bad_xml", line: 3 });
  });

  it("does not grow beyond reason by entities that stand for each other", () => {
    const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join("");
    const bomb = `<!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]><rss><channel><item><id>&e9;</id></item></channel></rss>`;
    expect(JSON.stringify(read(bomb)).length).toBeLessThan(10_000);
  });

  it("is the admin API's JSON, as a list or with its name, untouched", () => {
    const products = [{ id: "a", price: 5 }, "no product"];
    expect(read(JSON.stringify(products))).toEqual({ format: "json", products, unused: [] });
    expect(read(JSON.stringify({ products }))).toEqual({ format: "json", products, unused: [] });
  });

  it.each([
    ["", "empty"],
    ["  \n", "empty"],
    ['{"products": [', "bad_json"],
    ['{"items": []}', "no_products"],
    ["[]", "no_products"],
    ["id,title", "no_products"],
    ["hello world\nthis is no feed", "no_ids"],
  ])("or none: %j", (text, why) => {
    expect(read(text)).toEqual({ problem: why });
  });

  it("may be UTF-8, UTF-16 as Excel writes it, Windows-1252, and gzipped", async () => {
    const text = "id\ttitle\na\tCañón";
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
    const zipped = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")));
    expect(await decodeFile(new Blob([text]))).toBe(text);
    expect(await decodeFile(new Blob([utf16]))).toBe(text);
    expect(await decodeFile(new Blob([new Uint8Array(Buffer.from(text, "latin1"))]))).toBe(text);
    expect(await decodeFile(await zipped.blob())).toBe(text);
    await expect(decodeFile(new Blob([new Uint8Array([0x1f, 0x8b, 1, 2])]))).rejects.toThrow(TypeError);
  });
});

describe("texts in other languages", () => {
  const tent: Product = {
    id: "tent",
    title: "Tent",
    link: "/p/tent",
    price: 90,
    currency: "EUR",
    availability: "in_stock",
    localized: { es: { title: "Carpa", link: "/es/p/tent" } },
  };
  const lamp: Product = { ...tent, id: "lamp", title: "Lamp", link: "/p/lamp", localized: {} };

  it("stay when a feed in the shop's own language comes, unless it brings its own", () => {
    const { localized, ...bare } = tent;
    expect(keepTexts([{ ...bare, price: 80 }, { id: "new" }, "no product"], [tent, lamp])).toEqual([
      { ...bare, price: 80, localized },
      { id: "new" },
      "no product",
    ]);
    expect(keepTexts([{ ...bare, localized: {} }], [tent])).toEqual([{ ...bare, localized: {} }]);
  });

  it("come with a feed of their own, which changes nothing else and adds no product", () => {
    const fed = [
      { id: "tent", title: "Zelt", link: "/de/p/tent", price: "1" },
      { id: "lamp", title: "Lampe" },
      { id: "chair", title: "Stuhl", link: "/de/p/chair" },
      "no product",
    ];
    expect(addTexts([tent, lamp], fed, "de")).toEqual({
      products: [{ ...tent, localized: { ...tent.localized, de: { title: "Zelt", link: "/de/p/tent" } } }, lamp],
      strangers: 2,
    });
  });
});
