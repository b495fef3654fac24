/** When a new page begins, also where no document is loaded for it. */
import { pageUrl } from "./page-context.ts";

/** Milliseconds a framework has to render after it changed the URL, where no frame is drawn (a tab in the background). */
const RENDER_MS = 100;

type NavigationKind = "push" | "replace" | "traverse";

/** The part of the Navigation API used here; TypeScript's DOM library may not know it yet. */
interface NavigationEvents {
  addEventListener(
    type: "currententrychange",
    listener: (event: Event & { navigationType: NavigationKind | "reload" | null }) => void,
  ): void;
}

export interface PageViewWatcher {
  /**
   * A new page begins: what is tracked from now on belongs to it, rendered or not.
   *
   * @param referrer For single-page navigation, the previous virtual page's URL.
   */
  begin(referrer: string): void;
  /** The page is there to be seen. */
  view(): void;
}

/**
 * Calls back for the page that is there, for each single-page navigation once the framework has had a frame to
 * render it, and for each return from the back/forward cache.
 *
 * A changed fragment, a push of the same URL and a replaced query are no new page: the last is what filters and
 * search boxes do with every key pressed.
 */
export function watchPageViews({ begin, view }: PageViewWatcher): void {
  let current = pageUrl();
  let pending = false;

  function navigated(kind: NavigationKind): void {
    const next = pageUrl();
    const referrer = current;
    current = next;
    if (next === referrer || (kind === "replace" && samePath(next, referrer))) return;
    // A redirect right after a navigation is the same view; it keeps the first referrer.
    if (pending) return;
    pending = true;
    begin(referrer);
    afterRender(() => {
      pending = false;
      view();
    });
  }

  const navigation = (globalThis as { navigation?: NavigationEvents }).navigation;
  if (navigation) {
    navigation.addEventListener("currententrychange", ({ navigationType: kind }) => {
      if (kind && kind !== "reload") navigated(kind);
    });
  } else {
    patch("pushState", () => navigated("push"));
    patch("replaceState", () => navigated("replace"));
    addEventListener("popstate", () => navigated("traverse"));
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) arrive();
  });
  arrive();

  function arrive(): void {
    begin(document.referrer);
    view();
  }
}

function samePath(one: string, other: string): boolean {
  return one.split("?")[0] === other.split("?")[0];
}

function afterRender(call: () => void): void {
  let done = false;
  const once = (): void => {
    if (!done) call();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, RENDER_MS);
}

function patch(method: "pushState" | "replaceState", after: () => void): void {
  const original = history[method];
  history[method] = function (this: History, ...state: Parameters<History["pushState"]>) {
    original.apply(this, state);
    after();
  };
}
