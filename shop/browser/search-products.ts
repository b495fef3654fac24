import type { ListedProduct } from "../catalogue/listed-product.ts";

/** Lower case without accents, so that `sarten` finds `sartén`. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Products in which every word of the term occurs; those with a word in the title first, else in the list's order. */
export function searchProducts(products: readonly ListedProduct[], term: string): ListedProduct[] {
  const words = folded(term).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = products.flatMap((product) => {
    const title = folded(product.title);
    const all = `${title} ${folded(`${product.brand} ${product.words}`)}`;
    return words.every((word) => all.includes(word))
      ? [{ product, inTitle: words.every((word) => title.includes(word)) }]
      : [];
  });
  return found.toSorted((a, b) => Number(b.inTitle) - Number(a.inTitle)).map(({ product }) => product);
}
