import type { CategorySlug } from "./categories.ts";
import type { SpanishNoun, Text } from "./language.ts";

/** A kind within a type: "two-person tent" among the tents. */
export interface Kind {
  /** Noun phrase as it stands in a title. English in lower case, Spanish with a capital. */
  name: Text;
  /** One sentence: what it is for. */
  use: Text;
  /** What it alone is made of, where the type's materials would contradict its name. */
  materials?: readonly Text[];
  /** Typical price in EUR at a middling brand. */
  price: number;
}

/** A type of product: its words, who makes it, and what goes with it. Products are composed from it. */
export interface ProductType {
  /** Part of product ids: `aw-<id>-03`. */
  id: string;
  category: CategorySlug;
  /** Plural, as on a shelf: second level of `product_type`. */
  shelf: Text;
  /** Of the Spanish noun in every kind's name. */
  noun: SpanishNoun;
  kinds: readonly Kind[];
  /** What follows "Made of", "Hecha de" and "采用". */
  materials: readonly Text[];
  /** Whole sentences; each product gets two. */
  features: readonly Text[];
  sizes?: "shoe" | "clothing";
  /** How many products of it the shop carries. */
  count: number;
  /** Types a shopper who chose this one needs next. For the simulated shoppers' taste; not a product field. */
  complements: readonly string[];
}
