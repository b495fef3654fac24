/** schema.org data for search engines. Addresses are paths: the page's own origin completes them. */
import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import { productPath } from "../catalogue/build-catalogue.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_NAME } from "../catalogue/shop-brand.ts";
import { HTML_LANG } from "./page-messages.ts";
import { PAGE_PATHS, shopPath } from "./site-paths.ts";

const AVAILABILITY = {
  in_stock: "https://schema.org/InStock",
  out_of_stock: "https://schema.org/OutOfStock",
  preorder: "https://schema.org/PreOrder",
  backorder: "https://schema.org/BackOrder",
} as const;

export interface Crumb {
  name: string;
  href: string;
}

export function productData(entry: ShopProduct, language: Language): object {
  const { product } = entry;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: entry.title[language],
    description: entry.description[language],
    sku: product.id,
    image: product.image_link,
    brand: { "@type": "Brand", name: entry.brand.name },
    category: product.product_type,
    color: entry.colourway.name[language],
    inLanguage: HTML_LANG[language],
    offers: {
      "@type": "Offer",
      url: productPath(language, entry.slug),
      price: (product.sale_price ?? product.price).toFixed(2),
      priceCurrency: product.currency,
      availability: AVAILABILITY[product.availability],
      itemCondition: "https://schema.org/NewCondition",
      seller: { "@type": "Organization", name: SHOP_NAME },
    },
  };
}

export function breadcrumbData(crumbs: readonly Crumb[]): object {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, href }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: href,
    })),
  };
}

export function shopData(language: Language): object {
  return {
    "@context": "https://schema.org",
    "@type": "WebSite",
    name: SHOP_NAME,
    url: shopPath(language, PAGE_PATHS.home),
    inLanguage: HTML_LANG[language],
    potentialAction: {
      "@type": "SearchAction",
      target: `${shopPath(language, PAGE_PATHS.search)}?q={search_term_string}`,
      "query-input": "required name=search_term_string",
    },
  };
}
