/** What the page says about itself. */
import type { PageContext } from "../../wire/collect.ts";
import type { EventPage } from "../../wire/event.ts";
import { LIMITS } from "../../wire/limits.ts";

/** Absolute URL of the page without fragment (two fragments of one page are one page), cut to what the Worker takes. */
export function pageUrl(): string {
  return location.href.split("#")[0]!.slice(0, LIMITS.stringLength);
}

function meta(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="sameview:${name}"]`)?.content || undefined;
}

/** Where this is, and in which language. */
function here(): { url: string; locale?: string } {
  const locale = document.documentElement.lang;
  return { url: pageUrl(), ...(locale && { locale }) };
}

/** From `<meta name="sameview:item">`, `<meta name="sameview:category">` and `<html lang>`, as they are now. */
export function readPageContext(): PageContext {
  const itemId = meta("item");
  const category = meta("category");
  return { ...here(), ...(itemId && { itemId }), ...(category && { category }) };
}

/** @param referrer The page before; for single-page navigation, the previous virtual page. */
export function readEventPage(referrer: string): EventPage {
  return {
    ...here(),
    ...(document.title && { title: document.title.slice(0, LIMITS.stringLength) }),
    ...(referrer && { referrer: referrer.slice(0, LIMITS.stringLength) }),
  };
}
