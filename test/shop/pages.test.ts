import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../shop/catalogue/language.ts";
import { buildShop } from "../../shop/pages/build-shop.ts";
import { HTML_LANG } from "../../shop/pages/page-messages.ts";
import { scriptHash } from "../../shop/pages/security.ts";
import { headersFor, parseHeadersFile } from "../../start/headers-file.ts";

const outDir = mkdtempSync(join(tmpdir(), "shop-test-"));
/** By path within the shop, such as `en/cart/index.html`. */
const pages = new Map<string, string>();

beforeAll(async () => {
  await buildShop({ outDir });
  const root = join(outDir, "assets/shop");
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (path.endsWith(".html")) pages.set(path, readFileSync(join(root, path), "utf8"));
  }
});
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** All values of an attribute. */
function values(html: string, attribute: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, "g"))].map(([, value]) => value ?? "");
}

function isServed(path: string): boolean {
  const file = join(outDir, "assets", path.split(/[?#]/)[0] ?? "");
  if (!existsSync(file)) return false;
  return statSync(file).isDirectory() ? path.includes("/") && existsSync(join(file, "index.html")) : true;
}

const productPages = () => [...pages].filter(([path]) => /^\w+\/p\//.test(path));

describe("every link and picture of the shop", () => {
  it("leads to a file that is served", () => {
    const targets = new Set([...pages.values()].flatMap((html) => [...values(html, "href"), ...values(html, "src")]));
    const ours = [...targets].filter((target) => target.startsWith("/shop/"));
    expect(ours.length).toBeGreaterThan(900);
    expect(ours.filter((target) => !isServed(target))).toEqual([]);
  });

  it("stays on its own host", () => {
    for (const html of pages.values()) {
      for (const target of [...values(html, "href"), ...values(html, "src"), ...values(html, "action")]) {
        expect(target).toMatch(/^\/(shop\/|sdk\.js$)|^#main$/);
      }
    }
  });

  it("ends in a slash where it is a page, as the static host serves it without a redirect", () => {
    for (const html of pages.values()) {
      for (const [, href = ""] of html.matchAll(/<a\s[^>]*href="([^"#]+)"/g)) expect(href).toMatch(/\/$/);
    }
  });
});

describe("a page", () => {
  it("names all its translations and itself", () => {
    for (const [path, html] of pages) {
      if (!path.endsWith("index.html") || path === "index.html") continue;
      const within = path.replace(/^\w+\//, "").replace(/index\.html$/, "");
      for (const language of LANGUAGES) {
        expect(html).toContain(`hreflang="${HTML_LANG[language]}" href="/shop/${language}/${within}"`);
      }
      expect(html).toContain('hreflang="x-default"');
    }
  });

  it("says its language", () => {
    for (const language of LANGUAGES) {
      expect(pages.get(`${language}/index.html`)).toContain(`<html lang="${HTML_LANG[language]}">`);
    }
  });

  it("has a title, one main heading, a skip link and the slim bar", () => {
    for (const [path, html] of pages) {
      expect(html).toMatch(/<title>[^<]+<\/title>/);
      if (path === "index.html") continue;
      expect(html.match(/<h1[\s>]/g), path).toHaveLength(1);
      expect(html).toContain('href="#main"');
      expect(html).toContain('data-sv-placement="header-bar"');
    }
  });

  it("has the placements agreed for it", () => {
    const has = (path: string, placement: string) => pages.get(path)?.includes(`data-sv-placement="${placement}"`);
    expect(has("en/index.html", "home-hero")).toBe(true);
    expect(has("en/index.html", "home-products")).toBe(true);
    expect(has("es/c/camping/index.html", "home-hero")).toBe(true);
    expect(has("zh/cart/index.html", "cart-complements")).toBe(true);
    for (const [, html] of productPages()) expect(html).toContain('data-sv-placement="product-alternatives"');
  });
});

interface StructuredData {
  "@type": string;
  name?: string;
  image?: string;
  sku?: string;
  offers?: { price: string; priceCurrency: string; availability: string };
  itemListElement?: { position: number; item: string }[];
}

function structuredData(html: string): StructuredData[] {
  return [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(
    ([, json = ""]) => JSON.parse(json) as StructuredData,
  );
}

describe("a product's page", () => {
  it("tells search engines what it is, what it costs and whether it is there", () => {
    expect(productPages().length).toBeGreaterThan(700);
    for (const [path, html] of productPages()) {
      const [product, crumbs] = structuredData(html);
      expect(product?.["@type"], path).toBe("Product");
      expect(product?.name).toBeTruthy();
      expect(isServed(product?.image ?? "")).toBe(true);
      expect(product?.offers?.price).toMatch(/^\d+\.\d{2}$/);
      expect(product?.offers?.priceCurrency).toBe("EUR");
      expect(product?.offers?.availability).toMatch(/^https:\/\/schema\.org\/\w+$/);
      expect(crumbs?.["@type"]).toBe("BreadcrumbList");
      expect(crumbs?.itemListElement?.map(({ position }) => position)).toEqual([1, 2, 3]);
    }
  });

  it("tells Sameview which product and department it is about", () => {
    for (const [, html] of productPages()) {
      const [product] = structuredData(html);
      expect(html).toContain(`<meta name="sameview:item" content="${product?.sku}"`);
      expect(html).toMatch(/<meta name="sameview:category" content="[^"]+"/);
    }
  });
});

describe("the shop's content policy", () => {
  const headers = () =>
    headersFor(parseHeadersFile(readFileSync(join(outDir, "parts/shop.headers"), "utf8")), "/shop/en/");

  it("allows the inline script by its hash, and no other inline script or style is there", () => {
    for (const [path, html] of pages) {
      const inline = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = ""]) => script);
      expect(inline, path).toHaveLength(path === "index.html" ? 0 : 1);
      for (const script of inline) {
        expect(headers()["Content-Security-Policy"]).toContain(`'${scriptHash(script)}'`);
      }
      expect(html).not.toMatch(/<style|\sstyle="|\son\w+="/);
    }
  });

  it("allows nothing from elsewhere", () => {
    expect(headers()["Content-Security-Policy"]).toMatch(/^default-src 'none';/);
    expect(headers()["Content-Security-Policy"]).not.toMatch(/https?:|unsafe|\*/);
    expect(headers()["X-Content-Type-Options"]).toBe("nosniff");
  });
});
