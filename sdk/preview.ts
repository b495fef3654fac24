/** Looking at a draft: the page was opened by a preview link, by somebody who is no shopper. */

/** The link's token, under the name that `wire/preview.ts` gives it; missing for shoppers. */
export function previewToken(): string | undefined {
  return /[?&]sv_preview=([^&]+)/.exec(location.search)?.[1];
}
