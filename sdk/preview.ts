/** Looking at a draft: the page was opened by a preview link, by somebody who is no shopper. */

/** The link's token, under the name that `wire/preview.ts` gives it; missing for shoppers. */
export function previewToken(): string | undefined {
  const { search } = location;
  // Nearly every page is a shopper's, and making `URLSearchParams` is what a page's start can do without.
  return search.includes("sv_preview=") ? (new URLSearchParams(search).get("sv_preview") ?? undefined) : undefined;
}
