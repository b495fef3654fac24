/** A catalogue product as a placement shows it, in the page's language. */
import type { Product, ProductText } from "../../../wire/product.ts";
import type { ProductCard } from "../../../wire/decision.ts";
import type { Catalogue } from "./catalogue.ts";

/** A card without the recommendation's reason. */
export type PlainCard = Omit<ProductCard, "reason" | "why">;

/**
 * The card of one product.
 *
 * @param locale BCP 47 tag of the page; `undefined` and languages the product has no text in get the top-level text.
 * @throws RangeError where the catalogue has no such index.
 */
export function cardFor(catalogue: Catalogue, index: number, locale: string | undefined): PlainCard {
  const product = catalogue.products[index];
  if (!product) throw new RangeError(`no product ${index} in a catalogue of ${catalogue.products.length}`);
  const { title, link } = textFor(product, locale);
  const { sale_price: sale } = product;
  return {
    id: product.id,
    title,
    link,
    ...(product.image_link !== undefined && { imageLink: product.image_link }),
    ...(product.brand !== undefined && { brand: product.brand }),
    ...(product.category !== undefined && { category: product.category }),
    price: product.price,
    ...(sale !== undefined && sale < product.price && { salePrice: sale }),
    currency: product.currency,
  };
}

/** Title and link in the page's language, by primary subtag: `zh-Hant-TW` finds `zh`. */
export function textFor(product: Product, locale: string | undefined): ProductText {
  const subtag = locale?.split(/[-_]/, 1)[0]?.toLowerCase();
  // `Object.hasOwn`, because a page may name its language "constructor".
  if (subtag && product.localized && Object.hasOwn(product.localized, subtag)) {
    return product.localized[subtag] ?? product;
  }
  return product;
}
