/** Product lists of a page: that they were seen, and which product was chosen from them. */
import type { EventItem } from "../../wire/event.ts";
import { find, findAll } from "./elements.ts";
import { track } from "./sameview.ts";

/** Items one event names: what a screen shows, and well below the front door's limit. */
const ITEMS_NAMED = 20;

/** The item an element of the page says it is. */
export function itemOf(element: HTMLElement): EventItem | undefined {
  const json = element.dataset["item"];
  return json === undefined ? undefined : (JSON.parse(json) as EventItem);
}

/** Tells of each named list in `root`, once for a page. */
export function trackLists(root: ParentNode): void {
  for (const list of findAll("[data-list-id]", root)) {
    const items = findAll("[data-item]:not([hidden])", list)
      .slice(0, ITEMS_NAMED)
      .flatMap((card, index) => withIndex(card, index));
    if (items.length > 0) track("view_item_list", { ...listNames(list), items });
  }
}

/** Tells of a click on a card. The SDK tells of clicks in its own placements. */
export function trackSelection(clicked: Element): void {
  const card = clicked.closest<HTMLElement>("[data-item]:is(li)");
  const list = card?.closest<HTMLElement>("ul");
  if (!card || !list) return;
  const index = findAll("[data-item]:not([hidden])", list).indexOf(card);
  track("select_item", { ...listNames(list), items: withIndex(card, index) });
}

function withIndex(card: HTMLElement, index: number): EventItem[] {
  const item = itemOf(card);
  return item ? [{ ...item, index }] : [];
}

function listNames(list: HTMLElement): { item_list_id?: string; item_list_name?: string } {
  const { listId, listName } = list.dataset;
  return {
    ...(listId !== undefined && { item_list_id: listId }),
    ...(listName !== undefined && { item_list_name: listName }),
  };
}

/** `<main>` of the page. */
export function mainOf(root: ParentNode = document): HTMLElement | null {
  return find("main", root);
}
