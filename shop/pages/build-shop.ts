/** Makes the demo shop's files: pages in three languages, pictures, script, style, search index, headers. */
import { join, resolve } from "node:path";
import { buildCatalogue } from "../catalogue/build-catalogue.ts";
import { CATEGORIES } from "../catalogue/categories.ts";
import { LANGUAGES } from "../catalogue/language.ts";
import { bundleBrowser } from "./bundle-browser.ts";
import { categoryPage } from "./category-page.ts";
import { checkoutPage } from "./checkout-page.ts";
import { productSvg } from "./drawings/draw-product.ts";
import { sceneSvg } from "./drawings/scene.ts";
import { homePage } from "./home-page.ts";
import { ICON_SVG } from "./icons.ts";
import { languagePage } from "./language-page.ts";
import { renderPage, type Page } from "./layout.ts";
import { OutputFolder } from "./output-folder.ts";
import { cartPage, notFoundPage, searchPage, thanksPage } from "./own-pages.ts";
import { productPage } from "./product-page.ts";
import { searchIndex } from "./search-index.ts";
import { shopHeaders } from "./security.ts";
import { createStock } from "./stock.ts";

export interface BuildShopOptions {
  /** The build folder: files go to `assets/shop` in it, response headers to `parts/shop.headers`. */
  outDir: string;
}

export interface BuiltShop {
  pages: number;
  products: number;
}

/** Builds the whole shop. What only an earlier build had is removed. */
export async function buildShop({ outDir }: BuildShopOptions): Promise<BuiltShop> {
  const folder = new OutputFolder(join(outDir, "assets/shop"));
  const catalogue = buildCatalogue();
  const stock = createStock(catalogue);
  let pages = 0;
  const write = (path: string, content: string): void => folder.write(path, content);
  const writePage = async (page: Page): Promise<void> => {
    pages += 1;
    write(`${page.language}/${page.path}index.html`, await renderPage(page));
  };
  for (const language of LANGUAGES) {
    await writePage(homePage(stock, language));
    for (const category of CATEGORIES) await writePage(categoryPage(stock, category, language));
    for (const entry of catalogue) await writePage(productPage(stock, entry, language));
    await writePage(searchPage(language));
    await writePage(cartPage(stock, language));
    await writePage(checkoutPage(language));
    await writePage(thanksPage(language));
    write(`${language}/404.html`, await renderPage(notFoundPage(language)));
    write(`${language}/products.json`, JSON.stringify(searchIndex(catalogue, language)));
  }
  write("index.html", await languagePage());
  write("404.html", await renderPage(notFoundPage("en")));
  for (const entry of catalogue) write(`img/${entry.product.id}.svg`, productSvg(entry));
  for (const { slug } of CATEGORIES) write(`img/hero-${slug}.svg`, sceneSvg(slug, catalogue));
  write("img/icon.svg", ICON_SVG);
  for (const [name, content] of Object.entries(await bundleBrowser())) write(name, content);
  folder.removeLeftovers();
  new OutputFolder(join(outDir, "parts")).write("shop.headers", shopHeaders());
  return { pages, products: catalogue.length };
}

if (import.meta.main) {
  const { pages, products } = await buildShop({ outDir: resolve(import.meta.dirname, "../../build") });
  console.log(`Demo shop: ${pages} pages, ${products} products.`);
}
