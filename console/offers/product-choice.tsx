import { useRef } from "preact/hooks";
import { t } from "../i18n.ts";
import { productName } from "../names.ts";
import { Icon } from "../parts/icon.tsx";
import { ProductPicker } from "../products/product-picker.tsx";
import "../styles/products.css";

interface ProductChoiceProps {
  label: string;
  itemIds: readonly string[];
  onItemIds: (itemIds: string[]) => void;
  most: number;
}

/** Products by hand, in the order they were taken. */
export function ProductChoice({ label, itemIds, onItemIds, most }: ProductChoiceProps) {
  const list = useRef<HTMLUListElement>(null);
  const remove = (index: number): void => {
    onItemIds(itemIds.filter((_, place) => place !== index));
    // The button that had the focus goes with its product: the next one takes it.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll("button");
      const next =
        buttons?.[Math.min(index, buttons.length - 1)] ?? list.current?.parentElement?.querySelector("input");
      next?.focus();
    });
  };
  return (
    <div class="product-choice">
      <ul class="plain" ref={list} aria-label={label}>
        {itemIds.map((id, index) => (
          <li key={id}>
            <span>{productName(id)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={t("offers.product_remove", { product: productName(id) })}
              onClick={() => remove(index)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <ProductPicker
        label={label}
        disabled={itemIds.length >= most}
        onPick={({ id }) => {
          if (!itemIds.includes(id)) onItemIds([...itemIds, id]);
        }}
      />
    </div>
  );
}
