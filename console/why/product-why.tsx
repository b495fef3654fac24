import type { ProductCard } from "../../wire/decision.ts";
import { formatMoney } from "../format.ts";
import { reasonWords } from "./reason-words.ts";

/** One recommended product, and why it. */
export function ProductWhy({ product }: { product: ProductCard }) {
  const price = product.salePrice ?? product.price;
  return (
    <li>
      <div class="product-head">
        <strong title={product.id}>{product.title}</strong>
        {price !== undefined && <span class="number">{formatMoney(price, product.currency)}</span>}
      </div>
      <p>
        <span class="reason" title={product.reason}>
          {reasonWords(product.reason)}
        </span>{" "}
        <span class="muted" lang="en">
          {product.why}
        </span>
      </p>
    </li>
  );
}
