import type { MerchandisingRule } from "../../wire/definitions.ts";
import type { ExplainedProduct, ExplainedRow, ProductSummary } from "../../wire/recommendations.ts";
import { formatMoney, formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { reasonWords } from "../why/reason-words.ts";
import type { Mark } from "./compare-rows.ts";
import { effectWords, factWords } from "./fact-words.ts";
import { ProductImage } from "./product-image.tsx";
import { addRule } from "./rule-changes.ts";
import { titleOf } from "./titles.ts";

interface RowListProps {
  row: ExplainedRow;
  products: Record<string, ProductSummary>;
  placement: string;
  marks: Map<string, Mark> | undefined;
  /** Whether rules may be made from here. */
  canSteer: boolean;
}

/** The row, best first: each product with why it is there, what moved it, and the rules that can be made of it. */
export function RowList({ row, products, placement, marks, canSteer }: RowListProps) {
  return (
    <ol class="explained">
      {row.products.map((product, place) => (
        <Explained
          key={product.id}
          product={product}
          summary={products[product.id]}
          place={place + 1}
          placement={placement}
          mark={marks?.get(product.id)}
          canSteer={canSteer}
        />
      ))}
    </ol>
  );
}

interface ExplainedProps {
  product: ExplainedProduct;
  summary: ProductSummary | undefined;
  place: number;
  placement: string;
  mark: Mark | undefined;
  canSteer: boolean;
}

const STEERING = ["pin", "boost", "bury", "exclude"] as const;

function Explained({ product, summary, place, placement, mark, canSteer }: ExplainedProps) {
  const { id, fact, reason, effects } = product;
  const title = summary?.title ?? id;
  const steer = (action: MerchandisingRule["action"]): void =>
    addRule({ action, product: id, ...(placement !== "" && { placement }) });
  return (
    <li class="explained-product">
      <span class="explained-place">{place}</span>
      <ProductImage src={summary?.imageLink} />
      <div class="explained-words">
        <p>
          <strong>{title}</strong>{" "}
          {summary !== undefined && <span class="muted small">{formatMoney(summary.price, summary.currency)}</span>}{" "}
          {mark !== undefined && <MarkBadge mark={mark} />}
        </p>
        <p title={reasonWords(reason)}>{factWords(fact, titleOf)}</p>
        <p class="muted small">
          {effects.pinnedBy !== undefined && (
            <span class="badge">{t("effect.pinned", { rule: effects.pinnedBy + 1 })}</span>
          )}
          {reason !== "PINNED" &&
            effectWords(effects).map((words) => (
              <span key={words} class="badge">
                {words}
              </span>
            ))}
        </p>
        {canSteer && (
          <p class="steer">
            {STEERING.map((action) => (
              <button
                key={action}
                type="button"
                class="link-button"
                aria-label={t("explorer.steer", { action: t(`rules.action.${action}`), product: title })}
                onClick={() => steer(action)}
              >
                {t(`rules.action.${action}`)}
              </button>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

function MarkBadge({ mark }: { mark: Mark }) {
  if (mark.kind === "same") return <span class="muted small">{t("compare.same")}</span>;
  const words = "by" in mark ? t(`compare.${mark.kind}`, { by: formatNumber(mark.by) }) : t(`compare.${mark.kind}`);
  return <span class={`badge mark-${mark.kind}`}>{words}</span>;
}
