import { LANGUAGES, type Language } from "../catalogue/language.ts";
import { SHOP_CURRENCY, SHOP_ROOT } from "../catalogue/shop-brand.ts";

/** Language of the page, from `<html lang>`. */
export function pageLanguage(): Language {
  const subtag = document.documentElement.lang.split("-")[0];
  return LANGUAGES.find((language) => language === subtag) ?? "en";
}

/** The shop's language that suits a browser best, from its preferences in order. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const subtag = preference.toLowerCase().split("-")[0];
    const found = LANGUAGES.find((language) => language === subtag);
    if (found) return found;
  }
  return "en";
}

/** A page of the shop in the page's language. */
export function here(path: string): string {
  return `${SHOP_ROOT}/${pageLanguage()}/${path}`;
}

/** A price as the page's language writes it. */
export function money(amount: number): string {
  return new Intl.NumberFormat(pageLanguage(), {
    style: "currency",
    currency: SHOP_CURRENCY,
    ...(Number.isInteger(amount) && { minimumFractionDigits: 0 }),
  }).format(amount);
}
