/** On the shop's front step: on to the language chosen before, or else the browser's. */
import { SHOP_ROOT } from "../catalogue/shop-brand.ts";
import { preferredLanguage } from "./page-language.ts";
import { load, save } from "./stored.ts";

const CHOICE = "alderway.language";
const local = (): Storage => localStorage;

export function goToLanguage(): void {
  const chosen = load<string>(local, CHOICE, "");
  const language = preferredLanguage(chosen === "" ? navigator.languages : [chosen, ...navigator.languages]);
  // With the query: it carries the campaign that led here, or a preview's token.
  location.replace(`${SHOP_ROOT}/${language}/${location.search}`);
}

/** Remembers a click on a language. */
export function rememberLanguage(clicked: Element): void {
  const language = clicked.closest<HTMLElement>("[data-language]")?.dataset["language"];
  if (language !== undefined) save(local, CHOICE, language);
}
