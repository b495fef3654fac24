import type { Offer } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { ChoiceField, NumberField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { setOfferField } from "./offer-changes.ts";
import { OfferMore } from "./offer-more.tsx";
import { ProductChoice } from "./product-choice.tsx";

/** Products in an offer: the Worker's bound, and how many an offer begins with. */
const MOST_PRODUCTS = 12;
const FIRST_PRODUCTS = 3;

type Source = "none" | "recommended" | "pinned";

/** Products inside the offer: those that suit the visitor, or the same for everybody. */
export function OfferProducts({ offer: { id, products }, at }: { offer: Offer; at: string }) {
  const source: Source = products?.source ?? "none";
  const choose = (next: Source): void => {
    if (next === "none") setOfferField(id, "products", undefined);
    else if (next === "recommended") setOfferField(id, "products", { source: next, limit: FIRST_PRODUCTS });
    else setOfferField(id, "products", { source: next, itemIds: [] });
  };
  return (
    <OfferMore title={t("offers.products")} isSet={products !== undefined}>
      <div class="field-row">
        <ChoiceField
          label={t("offers.products_which")}
          value={source}
          onValue={choose}
          choices={[
            { value: "none", label: t("offers.products_none") },
            { value: "recommended", label: t("offers.products_recommended") },
            { value: "pinned", label: t("offers.products_pinned") },
          ]}
          problem={problemAt(`${at}/products`) ?? problemAt(`${at}/products/itemIds`)}
        />
        {products?.source === "recommended" && (
          <NumberField
            label={t("offers.products_limit")}
            min={1}
            max={MOST_PRODUCTS}
            value={products.limit}
            onValue={(limit) =>
              setOfferField(id, "products", { source: "recommended", limit: limit ?? FIRST_PRODUCTS })
            }
            problem={problemAt(`${at}/products/limit`)}
          />
        )}
      </div>
      {products?.source === "pinned" && (
        <ProductChoice
          label={t("offers.products_add")}
          itemIds={products.itemIds}
          most={MOST_PRODUCTS}
          onItemIds={(itemIds) => setOfferField(id, "products", { source: "pinned", itemIds })}
        />
      )}
    </OfferMore>
  );
}
