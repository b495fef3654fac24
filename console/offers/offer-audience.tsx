import type { Audience, Offer } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { ChoiceField, NumberField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { setOfferField, withField } from "./offer-changes.ts";

/** Who it is for. Everything given must hold; nothing given is everybody. */
export function OfferAudience({ offer, at }: { offer: Offer; at: string }) {
  const audience = offer.audience ?? {};
  const set = <Field extends keyof Audience>(field: Field, value: Audience[Field] | undefined): void => {
    const next = withField(audience, field, value);
    setOfferField(offer.id, "audience", Object.keys(next).length === 0 ? undefined : next);
  };
  const number = (field: "scoreAtLeast" | "scoreBelow" | "boughtWithinDays" | "notBoughtWithinDays", max: number) => (
    <NumberField
      label={t(`offers.who.${field}`)}
      min={field.startsWith("score") ? 0 : 1}
      max={max}
      value={audience[field]}
      placeholder={t("offers.who.any")}
      problem={problemAt(`${at}/audience/${field}`)}
      onValue={(value) => set(field, value)}
    />
  );
  return (
    <fieldset>
      <legend>{t("offers.who")}</legend>
      <p class="muted small">{t("offers.who_hint")}</p>
      <div class="field-row">
        {number("scoreAtLeast", 100)}
        {number("scoreBelow", 100)}
        <TextField
          label={t("offers.who.favouriteCategory")}
          placeholder={t("offers.who.any")}
          value={audience.favouriteCategory ?? ""}
          onValue={(value) => set("favouriteCategory", value === "" ? undefined : value)}
        />
        <ChoiceField
          label={t("offers.who.cart")}
          value={audience.cart ?? "any"}
          onValue={(value) => set("cart", value === "any" ? undefined : value)}
          choices={[
            { value: "any", label: t("offers.who.any") },
            { value: "filled", label: t("offers.who.cart_filled") },
            { value: "empty", label: t("offers.who.cart_empty") },
          ]}
        />
        {number("boughtWithinDays", 5_000)}
        {number("notBoughtWithinDays", 5_000)}
      </div>
    </fieldset>
  );
}
