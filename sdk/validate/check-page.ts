/** What is wrong with the page's placements before anything is decided for them. */
import type { Mistake } from "./check-event.ts";

/** Ids as the console takes them (wire/collect.ts, `PlacementRequest.id`). */
const ID = /^[a-z0-9_-]{1,64}$/;

export function checkPage(root: ParentNode = document): Mistake[] {
  const mistakes: Mistake[] = [];
  const elements = root.querySelectorAll<HTMLElement>("[data-sv-placement],sv-placement");
  for (const element of elements) {
    const id = element.dataset["svPlacement"] ?? element.getAttribute("name") ?? "";
    if (!ID.test(id)) mistakes.push({ what: `a placement is called "${id}"`, fix: "1–64 of a–z 0–9 _ -" });
    if (element.localName === "sv-placement" && getComputedStyle(element).display === "inline")
      mistakes.push({ what: `<sv-placement name="${id}"> is inline and reserves no room`, fix: "display: block" });
  }
  const scripts = [...document.scripts].filter(({ src }) => /\/sdk(-[\d.]+)?\.js(\?|$)/.test(src));
  if (scripts.length > 1)
    mistakes.push({ what: `the script tag is there ${scripts.length} times`, fix: "one; the others do nothing" });
  return mistakes;
}
