import type { Offer } from "../../wire/definitions.ts";
import { isId } from "../desk/free-id.ts";
import { problemAt } from "../desk/problems-at.ts";
import { CheckField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { catalogueNames } from "../names.ts";
import { CodePool } from "./code-pool.tsx";
import { emptyToNone, setOfferField } from "./offer-changes.ts";
import { OfferMore } from "./offer-more.tsx";
import { ProductChoice } from "./product-choice.tsx";

/** Products by hand: more are better named by their category. */
const MOST_PROMOTED = 50;

/** A code of their own for each visitor, and what codes are good for. */
export function OfferCodes({ offer, at }: { offer: Offer; at: string }) {
  const { id, couponPool, promotes = {} } = offer;
  const { itemIds = [], categories = [] } = promotes;
  const promote = (next: { itemIds: string[]; categories: string[] }): void => {
    const named = {
      ...(next.itemIds.length > 0 && { itemIds: next.itemIds }),
      ...(next.categories.length > 0 && { categories: next.categories }),
    };
    setOfferField(id, "promotes", emptyToNone(named));
  };
  return (
    <OfferMore title={t("offers.codes")} isSet={couponPool !== undefined || offer.promotes !== undefined}>
      <TextField
        label={t("offers.pool")}
        hint={t("offers.pool_hint")}
        placeholder="spring-codes"
        value={couponPool ?? ""}
        onValue={(value) => setOfferField(id, "couponPool", value === "" ? undefined : value)}
        problem={problemAt(`${at}/couponPool`)}
      />
      {couponPool !== undefined && isId(couponPool) && <CodePool key={couponPool} pool={couponPool} />}
      <p class="muted small">{t("offers.promotes_hint")}</p>
      <div class="checks" role="group" aria-label={t("offers.promotes_categories")}>
        <span class="muted">{t("offers.promotes_categories")}</span>
        {[...new Set([...catalogueNames.value.categories, ...categories])].map((name) => (
          <CheckField
            key={name}
            label={name}
            checked={categories.includes(name)}
            onChecked={(checked) =>
              promote({
                itemIds,
                categories: checked ? [...categories, name] : categories.filter((one) => one !== name),
              })
            }
          />
        ))}
      </div>
      <ProductChoice
        label={t("offers.promotes_products")}
        itemIds={itemIds}
        most={MOST_PROMOTED}
        onItemIds={(next) => promote({ itemIds: next, categories })}
      />
    </OfferMore>
  );
}
