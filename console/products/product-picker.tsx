import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { ListedProduct } from "../../wire/catalogue.ts";
import { api } from "../api.ts";
import { formatMoney } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { ProductImage } from "./product-image.tsx";

/** Products offered at once: what can be looked over. */
const OFFERED = 8;
/** Asked so long after the last keystroke. */
const ASK_AFTER_MS = 200;

interface PickerProps {
  label: string;
  onPick: (product: ListedProduct) => void;
  disabled?: boolean;
}

/** A search for one product: type, go through the list with the arrows, take one with Enter. */
export function ProductPicker({ label, onPick, disabled = false }: PickerProps) {
  const [text, setText] = useState("");
  const [offered, setOffered] = useState<readonly ListedProduct[]>([]);
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [active, setActive] = useState(-1);
  const turn = useRef(0);
  const id = useId();

  const wanted = text.trim();
  useEffect(() => {
    const mine = ++turn.current;
    if (wanted === "") {
      setOffered([]);
      return undefined;
    }
    const timer = setTimeout(() => {
      void api.products(new URLSearchParams({ text: wanted, limit: String(OFFERED) }).toString()).then((answer) => {
        if (mine !== turn.current) return;
        setFailed(!answer.ok);
        setOffered(answer.ok ? answer.value.products : []);
        setActive(-1);
      });
    }, ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  const pick = (product: ListedProduct | undefined): void => {
    if (product === undefined) return;
    setText("");
    setOpen(false);
    onPick(product);
  };
  const onKey = (key: KeyboardEvent): void => {
    if (key.isComposing) return;
    if (key.key === "Escape") return setOpen(false);
    if (key.key === "Enter") {
      key.preventDefault();
      return pick(offered[Math.max(0, active)]);
    }
    const by = key.key === "ArrowDown" ? 1 : key.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || offered.length === 0) return;
    key.preventDefault();
    setOpen(true);
    setActive((active + by + offered.length) % offered.length);
  };
  const isListed = isOpen && offered.length > 0;
  return (
    <div class="picker">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        placeholder={t("picker.placeholder")}
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isListed && active >= 0 && { "aria-activedescendant": `${id}-${active}` })}
        disabled={disabled}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setOpen(true);
        }}
        onKeyDown={onKey}
        onBlur={() => setOpen(false)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!isListed}>
        {offered.map((product, place) => (
          <li
            key={product.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            // Before the field loses the focus, which closes the list.
            onMouseDown={(down) => {
              down.preventDefault();
              pick(product);
            }}
          >
            <ProductImage src={product.image_link} />
            <span>
              {product.localized?.[currentLocale()]?.title ?? product.title}
              <span class="muted small">{[product.brand, product.id].filter(Boolean).join(" · ")}</span>
            </span>
            <span class="number">{formatMoney(product.sale_price ?? product.price, product.currency)}</span>
          </li>
        ))}
      </ul>
      <p class="small muted picker-state" role="status">
        {hasFailed
          ? t("picker.failed")
          : isOpen && wanted !== "" && offered.length > 0
            ? t("picker.found", { count: offered.length })
            : ""}
      </p>
    </div>
  );
}
