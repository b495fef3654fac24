/** Puts another page of the shop into this document, so that nothing outside `<main>` is built anew. */
import { find, findAll } from "./elements.ts";

/** What of the head belongs to one page. */
const OF_THE_PAGE =
  'meta[name^="sameview:"], meta[name="description"], meta[name="robots"], link[rel="canonical"], link[rel="alternate"], script[type="application/ld+json"]';
/** What beside `<main>` differs from page to page: the language links, and the department marked as current. */
const AROUND = [".languages", ".departments"] as const;
/** What differs by language only. */
const OF_THE_LANGUAGE = [".skip", ".search", ".cart-word", ".foot"] as const;

/** Whether a fetched document is a page of the shop that can take this one's place. */
export function isShopPage(next: Document): boolean {
  return find("main[data-page]", next) !== null && find(".head", next) !== null;
}

/** Everything is in place when this returns: metas, title and language before anybody is told of the new page. */
export function swapPage(next: Document): void {
  const language = next.documentElement.lang;
  const moved = language !== document.documentElement.lang;
  document.documentElement.lang = language;
  document.title = next.title;
  for (const old of findAll(OF_THE_PAGE, document.head)) old.remove();
  document.head.append(...findAll(OF_THE_PAGE, next.head));
  for (const selector of moved ? [...AROUND, ...OF_THE_LANGUAGE] : AROUND) replace(selector, next);
  if (moved) {
    const [logo, nextLogo] = [find<HTMLAnchorElement>(".logo"), find<HTMLAnchorElement>(".logo", next)];
    const [cart, nextCart] = [find<HTMLAnchorElement>(".cart-link"), find<HTMLAnchorElement>(".cart-link", next)];
    if (logo && nextLogo) logo.href = nextLogo.href;
    if (cart && nextCart) cart.href = nextCart.href;
    replace(".bar-default", next);
  }
  replace("main", next);
}

function replace(selector: string, next: Document): void {
  const [old, fresh] = [find(selector), find(selector, next)];
  if (old && fresh) old.replaceWith(fresh);
}
