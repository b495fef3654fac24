/** Texts in other languages, of which a feed has none: each language has a feed of its own. Pure. */
import type { Product, ProductText } from "../../../wire/product.ts";

/** A feed's products with the texts in other languages that the catalogue has of them already. */
export function keepTexts(fed: readonly unknown[], catalogue: readonly Product[]): unknown[] {
  const known = new Map(catalogue.map(({ id, localized }) => [id, localized]));
  return fed.map((product) => {
    const { id, localized = known.get(id!) } = fieldsOf(product);
    return localized === undefined ? product : { ...fieldsOf(product), localized };
  });
}

export interface TextsAdded {
  products: Product[];
  /** Rows of products that the catalogue does not have. */
  strangers: number;
}

/**
 * The catalogue with a feed's titles and addresses as its texts in that language. Nothing else of it changes.
 *
 * @param language Primary language subtag, such as `es`.
 */
export function addTexts(catalogue: readonly Product[], fed: readonly unknown[], language: string): TextsAdded {
  const texts = new Map(fed.map(fieldsOf).map(({ id, title, link }) => [id, { title, link } as ProductText]));
  const products = catalogue.map((product) => {
    const text = texts.get(product.id);
    if (!text?.title || !text.link) return product;
    return { ...product, localized: { ...product.localized, [language]: text } };
  });
  const known = new Set(catalogue.map(({ id }) => id));
  return { products, strangers: [...texts.keys()].filter((id) => id === undefined || !known.has(id)).length };
}

function fieldsOf(product: unknown): Partial<Product> {
  return typeof product === "object" && product !== null ? product : {};
}
