/** When a new page begins, also where no document is loaded for it. */
import type { Core, NavigationKind } from "../module.ts";
import { pageUrl } from "./page-context.ts";

/** Milliseconds a framework has to render after it changed the URL, where no frame is drawn (a tab in the background). */
const RENDER_MS = 100;

/** The part of the Navigation API used here; TypeScript's DOM library may not know it yet. */
interface NavigationEvents {
  addEventListener(
    type: "currententrychange",
    listener: (event: Event & { navigationType: NavigationKind }) => void,
  ): void;
}

/**
 * The verb `page`; and by itself, unless `auto` is off, a page view for the page that is there, for each single-page
 * navigation once the framework has had a frame to render it, and for each return from the back/forward cache.
 *
 * A changed fragment, a push of the same URL and a replaced query are no new page: the last is what filters and
 * search boxes do with every key pressed.
 */
export function pageViews(core: Core): void {
  let current = pageUrl();
  let pending = false;

  function begin(referrer: string): void {
    current = pageUrl();
    core.referrer = referrer;
    core.emit("page", { referrer });
  }

  function arrive(): void {
    begin(document.referrer);
    core.record("page_view");
  }

  core.navigated = (kind) => core.safely(() => navigated(kind));

  function navigated(kind: NavigationKind): void {
    const before = current;
    current = pageUrl();
    if (current === before || (kind === "replace" && path(current) === path(before))) return;
    // A redirect right after a navigation is the same view; it keeps the first referrer.
    if (pending) return;
    pending = true;
    begin(before);
    requestAnimationFrame(() => setTimeout(rendered));
    setTimeout(rendered, RENDER_MS);
  }

  function rendered(): void {
    if (pending) core.record("page_view");
    pending = false;
  }

  core.page = (name, params) =>
    core.run(() => {
      begin(pageUrl() === current ? core.referrer : current);
      core.record("page_view", { ...(name && { page_title: name }), ...params });
    });

  if (!core.settings.auto) return;
  core.run(() => {
    const { navigation } = globalThis as { navigation?: NavigationEvents };
    if (navigation)
      navigation.addEventListener("currententrychange", ({ navigationType }) => core.navigated(navigationType));
    else void core.load("history");
    addEventListener("pageshow", (event) => {
      if (event.persisted) core.safely(arrive);
    });
    arrive();
  });
}

function path(url: string): string | undefined {
  return url.split("?")[0];
}
