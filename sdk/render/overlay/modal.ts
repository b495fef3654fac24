/** An offer over the page with the rest inert: the browser's own dialog brings focus in, Escape, and focus back. */
import type { DrawOffer } from "../../module.ts";
import { element } from "../element.ts";
import { leavesWithLink, putFrame } from "./frame.ts";

/** Where somebody types, nothing may come in between. */
const TYPING = "input,textarea,select,[contenteditable]";

export const drawModal: DrawOffer = (drawing) => {
  // Its content is a labelled region already, which is all that a bar and a toast need.
  const dialog = element("dialog", "frame", [], { "aria-label": drawing.decision.offer.headline });
  let gone = false;

  function open(): void {
    // One that the page itself has open is worth more than ours; an offer can wait for the next page.
    if (gone || document.querySelector(":modal")) return;
    const { host, remove } = putFrame("modal", dialog, drawing, () => dialog.close());
    dialog.tabIndex = -1;
    dialog.addEventListener("close", () => {
      remove();
      if (!gone) drawing.dismissed();
    });
    dialog.addEventListener("click", ({ target, clientX, clientY }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      const beside = clientX < left || clientX > right || clientY < top || clientY > bottom;
      if (target === dialog && beside) dialog.close();
    });
    leavesWithLink(dialog, leave);
    dialog.showModal();
    // The dialog, not its first link: a screen reader begins with what it is about.
    dialog.focus();
    drawing.shown(host);
  }

  function leave(): void {
    gone = true;
    dialog.close();
  }

  const active = document.activeElement;
  if (active?.matches(TYPING)) active.addEventListener("blur", () => setTimeout(open), { once: true });
  else open();
  return leave;
};
