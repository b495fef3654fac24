import type { VisitorNow } from "../../wire/visitors.ts";
import { t } from "../i18n.ts";
import { placementName } from "../names.ts";
import { ProductWhy } from "../why/product-why.tsx";
import { reasonWords } from "../why/reason-words.ts";

/** What each row of products would hold for them now, and why each product. */
export function RecommendedNow({ now }: { now: VisitorNow }) {
  const rows = now.products;
  return (
    <section class="card visitors-card" aria-labelledby="recommended-now">
      <h2 id="recommended-now">{t("now.recommended")}</h2>
      {rows.length === 0 && <p class="muted">{t("now.no_rows")}</p>}
      {rows.map((row, index) => (
        <details key={row.placement} class="recommended-row" open={index === 0}>
          <summary>
            {placementName(row.placement)}{" "}
            <span class="muted small">
              {row.kind === "products"
                ? t("decision.products", { count: row.products.length })
                : reasonWords(row.reason)}
            </span>
          </summary>
          {row.kind === "products" ? (
            <ol class="products">
              {row.products.map((product) => (
                <ProductWhy key={product.id} product={product} />
              ))}
            </ol>
          ) : (
            <p class="muted" lang="en">
              {row.why}
            </p>
          )}
        </details>
      ))}
    </section>
  );
}
