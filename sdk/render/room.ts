/** A placement's room on the page: content fills what is reserved, and moves nothing that the shopper sees. */

/** CSS pixels below which a difference is rounding. */
const ROUNDING = 0.5;

/**
 * Puts content in by calling `fill`, then holds the placement to the size it had, whatever loads later.
 *
 * @returns Whether the content fits unscrolled.
 */
export type Room = (root: HTMLElement, fill: () => void) => boolean;

/** `undefined` where the placement is in or above the view and reserves no height, so that filling it would shift the page. */
export function measureRoom(placement: Element): Room | undefined {
  const before = placement.getBoundingClientRect();
  const mayShift = placement.hasAttribute("data-sv-allow-shift");
  if (before.height >= 1 && !mayShift) return (root, fill) => hold(placement, before, root, fill);
  // Not drawn at all (in a closed drawer, say), or below the view: nothing visible can move.
  const unseen = placement.getClientRects().length === 0 || before.top >= innerHeight;
  return mayShift || unseen ? (_root, fill) => (fill(), true) : undefined;
}

function hold(placement: Element, before: DOMRect, root: HTMLElement, fill: () => void): boolean {
  // The content has no say in its own size: an image that comes late moves nothing. Usually the inherited minimum
  // height is then the placement's, and follows it when the window changes.
  root.style.contain = "size";
  root.style.overflow = "auto";
  fill();
  const after = placement.getBoundingClientRect();
  const wider = after.width - before.width;
  const higher = after.height - before.height;
  if (Math.abs(wider) > ROUNDING) root.style.inlineSize = `${root.offsetWidth - wider}px`;
  if (Math.abs(higher) > ROUNDING) {
    // Read before the minimum goes: without it, content that has no say in its size would have none.
    const height = root.offsetHeight - higher;
    root.style.minBlockSize = "0";
    root.style.blockSize = `${height}px`;
  }
  return root.scrollHeight <= root.clientHeight + 1;
}
