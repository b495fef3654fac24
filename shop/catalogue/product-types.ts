import type { CategorySlug } from "./categories.ts";
import type { ProductType } from "./product-type.ts";
import { AUDIO_TYPES } from "./types/audio.ts";
import { BAG_TYPES } from "./types/bags.ts";
import { CAMPING_TYPES } from "./types/camping.ts";
import { CLOTHING_TYPES } from "./types/clothing.ts";
import { FOOTWEAR_TYPES } from "./types/footwear.ts";
import { HOME_TYPES } from "./types/home.ts";
import { KITCHEN_TYPES } from "./types/kitchen.ts";

/** Everything the shop sells, department by department. */
export const PRODUCT_TYPES: readonly ProductType[] = [
  ...CAMPING_TYPES,
  ...FOOTWEAR_TYPES,
  ...CLOTHING_TYPES,
  ...BAG_TYPES,
  ...KITCHEN_TYPES,
  ...HOME_TYPES,
  ...AUDIO_TYPES,
];

/** Types of one department, as on its shelves. */
export function typesIn(category: CategorySlug): ProductType[] {
  return PRODUCT_TYPES.filter((type) => type.category === category);
}
