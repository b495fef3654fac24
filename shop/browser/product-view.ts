/** A product's page: view, size, quantity, cart, wish list. */
import { addToCart, savedIds, toggleSaved, type CartLine } from "./cart.ts";
import { find } from "./elements.ts";
import { itemOf } from "./lists.ts";
import { say } from "./messages.ts";
import { trackItems } from "./sameview.ts";
import { toast } from "./toast.ts";

export function startProduct(main: HTMLElement): void {
  const item = itemOf(main);
  if (!item) return;
  trackItems("view_item", [item]);

  const form = find<HTMLFormElement>("[data-buy]", main);
  const sizeError = find("[data-error-size]", main);
  form?.addEventListener("change", () => {
    if (sizeError) sizeError.hidden = true;
  });
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const size = data.get("size");
    const sizes = find<HTMLInputElement>("input[name=size]", form);
    if (sizes && typeof size !== "string") {
      if (sizeError) sizeError.hidden = false;
      sizes.focus();
      return;
    }
    const line: CartLine = {
      id: item.item_id,
      quantity: Number(data.get("quantity")) || 1,
      ...(typeof size === "string" && { variant: size }),
    };
    const quantity = addToCart(line);
    if (quantity === 0) return toast(say("cartFull"));
    trackItems("add_to_cart", [
      { ...item, quantity, ...(line.variant !== undefined && { item_variant: line.variant }) },
    ]);
    toast(say("added"));
  });

  const save = find<HTMLButtonElement>("[data-save]", main);
  save?.setAttribute("aria-pressed", String(savedIds().includes(item.item_id)));
  save?.addEventListener("click", () => {
    const saved = toggleSaved(item.item_id);
    save.setAttribute("aria-pressed", String(saved));
    if (saved) trackItems("add_to_wishlist", [item]);
    toast(say(saved ? "savedNow" : "unsaved"));
  });
}
