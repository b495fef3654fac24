/** A box over the page: its host, where the page's style sheets end, its close button, and its way out. */
import type { OfferDrawing } from "../../module.ts";
import { element } from "../element.ts";
import { OVERLAY_LOOK } from "./overlay-look.ts";

/** "Close", by primary language subtag. */
const CLOSE: Record<string, string> = { en: "Close", es: "Cerrar", zh: "关闭" };

export type Overlay = "bar" | "modal" | "toast";

export interface Frame {
  /** In the page, and nothing of the page's styles in it. */
  host: HTMLElement;
  box: HTMLElement;
  /** Takes it out. */
  remove(): void;
}

/**
 * @param box Gets the content, and the button where the offer can be closed.
 * @param close What the button does.
 */
export function putFrame(format: Overlay, box: HTMLElement, drawing: OfferDrawing, close: () => void): Frame {
  const { decision, content, look } = drawing;
  const { offer } = decision;
  box.append(content);
  if (offer.dismissible !== false || format === "modal") {
    const words = CLOSE[document.documentElement.lang.split("-")[0]!] ?? CLOSE["en"]!;
    const button = element("button", "close", "×", { type: "button", "aria-label": words });
    button.addEventListener("click", close);
    box.append(button);
  }
  const host = element("div", `sv-${format}`);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OVERLAY_LOOK);
  root.adoptedStyleSheets = [look, sheet];
  root.append(box);
  document.body.append(host);
  return { host, box, remove: () => host.remove() };
}

/** Follows a link in it: the shopper took the offer, so it goes, and has not been dismissed. */
export function leavesWithLink(box: HTMLElement, leave: () => void): void {
  box.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("a")) setTimeout(leave);
  });
}
