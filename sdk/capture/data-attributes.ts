/** Events that the page's markup declares: `<button data-sv-event="add_to_cart" data-sv-item-id="SKU-7">`. */
import type { Core } from "../module.ts";

/** What belongs to the item (GA4's item parameters); everything else belongs to the event. */
const OF_ITEM = /^(item_|price$|quantity$)/;

/** A click on such an element, or the sending of such a form, is the event; its other `data-sv-` are parameters. */
export function dataAttributes(core: Core): void {
  for (const type of ["click", "submit"])
    document.addEventListener(
      type,
      (event) =>
        core.safely(() => {
          const { dataset, localName } =
            (event.composedPath()[0] as Element).closest<HTMLElement>("[data-sv-event]") ?? {};
          if (dataset && (localName === "form") === (type === "submit")) core.track(dataset["svEvent"]!, read(dataset));
        }),
      true,
    );
}

function read(dataset: DOMStringMap): Record<string, unknown> {
  const params: Record<string, string> = {};
  const item: Record<string, string> = {};
  for (const [name, value] of Object.entries(dataset)) {
    // svItemId → item_id
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).slice(3);
    if (name.startsWith("sv") && key !== "event") (OF_ITEM.test(key) ? item : params)[key] = value!;
  }
  return { ...params, ...(item["item_id"] && { items: [item] }) };
}
