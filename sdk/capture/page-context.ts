/** What the page says about itself; what it does not say is `undefined`, and so not in a request's text. */
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
function here(): { url: string; locale: string | undefined } {
  return { url: pageUrl(), locale: document.documentElement.lang || undefined };
}

/** Cut to what the Worker takes. */
function text(given: string): string | undefined {
  return given.slice(0, LIMITS.stringLength) || undefined;
}

/** From `<meta name="sameview:item">`, `<meta name="sameview:category">` and `<html lang>`, as they are now. */
export function readPageContext(): PageContext {
  return { ...here(), itemId: meta("item"), category: meta("category") } as PageContext;
}

/** @param referrer The page before; for single-page navigation, the previous virtual page. */
export function readEventPage(referrer: string): EventPage {
  return { ...here(), title: text(document.title), referrer: text(referrer) } as EventPage;
}
