/** In which language a text is shown: the page's, as near as there is one. */

/**
 * The text for a page, or `undefined` where there is none at all.
 *
 * Tried in turn: the page's tag and its shorter forms (`zh-hant-tw`, `zh-hant`, `zh`; RFC 4647, "Lookup"), what the
 * marketer says to try after any of them, the same for the site's tag, English, then the first there is.
 *
 * @param texts by language tag in lower case
 */
export function inLocale<T>(
  texts: Readonly<Record<string, T>>,
  page: string | undefined,
  site: string,
  fallbacks: Readonly<Record<string, string[]>> = {},
): T | undefined {
  for (const tag of [page, site]) {
    for (const candidate of tag === undefined ? [] : shorterForms(tag)) {
      if (Object.hasOwn(texts, candidate)) return texts[candidate]!;
      const others = Object.hasOwn(fallbacks, candidate) ? fallbacks[candidate]! : [];
      for (const other of others) if (Object.hasOwn(texts, other)) return texts[other]!;
    }
  }
  if (Object.hasOwn(texts, "en")) return texts["en"]!;
  return Object.values(texts)[0];
}

function shorterForms(tag: string): string[] {
  const parts = tag.toLowerCase().split("-");
  return parts.map((_part, cut) => parts.slice(0, parts.length - cut).join("-"));
}
