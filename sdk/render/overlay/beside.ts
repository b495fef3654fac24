/** A bar along the top or a toast in the corner: beside the page, never in its way, and never taking the focus. */
import type { DrawOffer } from "../../module.ts";
import { element } from "../element.ts";
import { leavesWithLink, putFrame } from "./frame.ts";

export function drawBeside(format: "bar" | "toast"): DrawOffer {
  return (drawing) => {
    const box = element("div", "frame", [], { "aria-live": "polite" });
    /** Who had the focus before it came in here. */
    let before: HTMLElement | undefined;
    const ended = new AbortController();
    const { host, remove } = putFrame(format, box, drawing, close);

    function leave(): void {
      ended.abort();
      remove();
    }

    function close(): void {
      const within = host.matches(":focus-within");
      leave();
      if (within) before?.focus();
      drawing.dismissed();
    }

    host.addEventListener("focusin", ({ relatedTarget }) => (before = (relatedTarget as HTMLElement | null) ?? before));
    host.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && drawing.decision.offer.dismissible !== false) close();
    });
    // WCAG 2.2, 2.4.11: what has the focus is not hidden by us; we step aside for as long.
    document.addEventListener(
      "focusin",
      ({ target }) => {
        const [ours, theirs] = [box, target as Element].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
        const apart =
          theirs.bottom <= ours.top ||
          theirs.top >= ours.bottom ||
          theirs.right <= ours.left ||
          theirs.left >= ours.right;
        host.classList.toggle("sv-covering", !apart && target !== host);
      },
      { signal: ended.signal },
    );
    document.addEventListener("focusout", () => host.classList.remove("sv-covering"), { signal: ended.signal });
    leavesWithLink(box, leave);
    drawing.shown(host);
    return leave;
  };
}
