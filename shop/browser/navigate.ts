/** Moves between pages of the shop without loading a document, as single-page shops do; falls back to loading one. */
import { SHOP_ROOT } from "../catalogue/shop-brand.ts";
import { find } from "./elements.ts";
import { formText } from "./form-text.ts";
import { createPageMemory } from "./page-memory.ts";
import { isShopPage, swapPage } from "./swap-page.ts";

interface Place {
  scrollY: number;
}

export interface Navigation {
  /** Goes to a page of the shop, by path. */
  go(path: string): void;
}

/** @param arrived A new page is in the document and in the address. */
export function startNavigation(arrived: () => void): Navigation {
  const memory = createPageMemory();
  let last = 0;
  /** The page that is shown, without fragment. */
  let shown = location.pathname + location.search;
  history.scrollRestoration = "manual";
  history.replaceState({ scrollY } satisfies Place, "");

  function put(text: string, show: () => void): void {
    const next = new DOMParser().parseFromString(text, "text/html");
    if (!isShopPage(next)) return location.reload();
    swapPage(next);
    show();
    shown = location.pathname + location.search;
    arrived();
  }

  async function load(url: URL, show: () => void): Promise<void> {
    const turn = ++last;
    // Known pages come at once: the address and the page then change in the same frame, also on the way back.
    const known = memory.get(url);
    if (known !== undefined) return put(known, show);
    const text = await memory.fetch(url);
    if (turn !== last) return;
    // Slow, offline or not ours: the browser loads it and says what is wrong.
    if (text === undefined) location.assign(url);
    else put(text, show);
  }

  function go(path: string): void {
    const url = new URL(path, location.href);
    history.replaceState({ scrollY } satisfies Place, "");
    // The page being left came as a document; the way back to it shall be quick too.
    void memory.fetch(new URL(location.href));
    void load(url, () => {
      history.pushState({ scrollY: 0 } satisfies Place, "", url);
      scrollTo(0, 0);
      // Screen readers and the keyboard go on from the new page's top.
      find("#main")?.focus({ preventScroll: true });
    });
  }

  // A pointer or a finger is on a link some tenths of a second before it clicks: the page can be there by then.
  for (const sign of ["pointerover", "pointerdown", "focusin"] as const) {
    document.addEventListener(sign, ({ target }) => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (link && isOfShop(link.href)) void memory.fetch(new URL(link.href));
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    if (link.target !== "" || link.hasAttribute("download") || !isOfShop(link.href)) return;
    const url = new URL(link.href);
    if (url.hash !== "" && url.pathname + url.search === shown) return;
    event.preventDefault();
    go(url.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.getAttribute("role") !== "search") return;
    event.preventDefault();
    const url = new URL(form.action);
    url.search = new URLSearchParams({ q: formText(form, "q") }).toString();
    go(url.href);
  });

  addEventListener("popstate", (event) => {
    // A changed fragment comes here too, and is no new page.
    if (location.pathname + location.search === shown) return;
    const place = event.state as Place | null;
    void load(new URL(location.href), () => scrollTo(0, place?.scrollY ?? 0));
  });
  return { go };
}

function isOfShop(href: string): boolean {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  return (
    url?.origin === location.origin && url.pathname.startsWith(`${SHOP_ROOT}/`) && url.pathname !== `${SHOP_ROOT}/`
  );
}
