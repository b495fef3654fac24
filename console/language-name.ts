import { currentLocale } from "./i18n.ts";

/** A language's name in the console's own: `es` is "Spanish"; its tag where nobody knows it. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([currentLocale()], { type: "language", fallback: "code" }).of(tag) ?? tag;
}
