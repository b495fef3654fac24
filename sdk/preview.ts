/** Looking at a draft: the page was opened by a preview link, by somebody who is no shopper. */

/** The link's token, under the name that `wire/preview.ts` gives it; `null` for shoppers. */
export function previewToken(): string | null {
  return new URLSearchParams(location.search).get("sv_preview");
}
