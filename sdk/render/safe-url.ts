/** Which addresses of a decision may enter the page. */

/**
 * The address made absolute, or `undefined` where it is neither `https:` nor of the page's own origin.
 * `javascript:`, `data:` and the like have no origin of their own and so never pass.
 */
export function safeUrl(address: string): string | undefined {
  try {
    const url = new URL(address, document.baseURI);
    const own = url.origin === location.origin && /^https?:$/.test(url.protocol);
    return own || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
