/** Sorting and filtering of a department, kept in the address so that a reload or a link keeps them. */
import { find, findAll } from "./elements.ts";
import { formText } from "./form-text.ts";
import { itemOf } from "./lists.ts";

interface Choice {
  type: string;
  brand: string;
  /** EUR at most; 0 for any. */
  price: number;
  stock: boolean;
  sort: string;
}

export function startCategory(main: HTMLElement): void {
  const form = find<HTMLFormElement>("[data-filters]", main);
  const list = find("[data-list-id]", main);
  if (!form || !list) return;
  const cards = findAll("[data-item]", list);
  restore(form);
  const apply = (): void => {
    const choice = readChoice(form);
    for (const card of cards) card.hidden = !matches(card, choice);
    list.append(...sorted(cards, choice.sort));
    const shown = cards.filter((card) => !card.hidden).length;
    const count = find("[data-count]", main);
    if (count) count.textContent = String(shown);
    const none = find("[data-none]", main);
    if (none) none.hidden = shown > 0;
  };
  form.addEventListener("change", () => {
    remember(form);
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  find("[data-clear]", main)?.addEventListener("click", () => {
    form.reset();
    remember(form);
    apply();
    find<HTMLSelectElement>("select", form)?.focus();
  });
  apply();
}

function readChoice(form: HTMLFormElement): Choice {
  const read = (name: string): string => formText(form, name);
  return {
    type: read("type"),
    brand: read("brand"),
    price: Number(read("price")),
    stock: read("stock") !== "",
    sort: read("sort"),
  };
}

function matches(card: HTMLElement, choice: Choice): boolean {
  const item = itemOf(card);
  return (
    (choice.type === "" || card.dataset["type"] === choice.type) &&
    (choice.brand === "" || item?.item_brand === choice.brand) &&
    (choice.price === 0 || (item?.price ?? 0) <= choice.price) &&
    (!choice.stock || card.dataset["availability"] === "in_stock")
  );
}

function sorted(cards: readonly HTMLElement[], sort: string): HTMLElement[] {
  const price = (card: HTMLElement): number => itemOf(card)?.price ?? 0;
  const added = (card: HTMLElement): number => Number(card.dataset["added"]);
  if (sort === "price-up") return cards.toSorted((a, b) => price(a) - price(b));
  if (sort === "price-down") return cards.toSorted((a, b) => price(b) - price(a));
  if (sort === "new") return cards.toSorted((a, b) => added(b) - added(a));
  return [...cards];
}

function restore(form: HTMLFormElement): void {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLSelectElement && [...control.options].some((option) => option.value === value))
      control.value = value;
    if (control instanceof HTMLInputElement) control.checked = true;
  }
}

/** Replaces the address: a filter is no new page. */
function remember(form: HTMLFormElement): void {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") query.set(name, value);
  const search = query.size > 0 ? `?${query}` : "";
  history.replaceState(history.state, "", location.pathname + search);
}
