import type { Language } from "../catalogue/language.ts";
import { SHOP_CURRENCY } from "../catalogue/shop-brand.ts";

const FORMATS = new Map<Language, Intl.NumberFormat>();

/** A price as people of that language write it: `€34.90`, `34,90 €`. */
export function formatMoney(amount: number, language: Language): string {
  let format = FORMATS.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      style: "currency",
      currency: SHOP_CURRENCY,
      trailingZeroDisplay: "stripIfInteger",
    });
    FORMATS.set(language, format);
  }
  return format.format(amount);
}
