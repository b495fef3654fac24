import type { Offer, OfferBudget } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { CheckField, NumberField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { settings } from "../site-settings.ts";
import { CapFields } from "./cap-fields.tsx";
import { emptyToNone, setOfferField, withField } from "./offer-changes.ts";

const STOPS = ["conversion", "click", "dismissal"] as const;
const BUDGETS = ["exposures", "redemptions"] as const;
const PERCENT = 100;

/** How often, to whom no more, how much in all, and how many see nothing so that it can be measured. */
export function OfferLimits({ offer, at }: { offer: Offer; at: string }) {
  const budget: OfferBudget = offer.budget ?? {};
  const stops = offer.stopAfter ?? [];
  return (
    <fieldset>
      <legend>{t("offers.limits")}</legend>
      <p class="muted small">{t("offers.caps_hint")}</p>
      <CapFields caps={offer.caps} at={`${at}/caps`} onCaps={(caps) => setOfferField(offer.id, "caps", caps)} />
      <div class="checks" role="group" aria-label={t("offers.stop")}>
        <span class="muted">{t("offers.stop")}</span>
        {STOPS.map((stop) => (
          <CheckField
            key={stop}
            label={t(`offers.stop.${stop}`)}
            checked={stops.includes(stop)}
            onChecked={(checked) => {
              const next = checked ? [...stops, stop] : stops.filter((one) => one !== stop);
              setOfferField(offer.id, "stopAfter", next.length === 0 ? undefined : next);
            }}
          />
        ))}
      </div>
      <div class="field-row">
        {BUDGETS.map((part) => (
          <NumberField
            key={part}
            label={t(`offers.budget.${part}`)}
            min={1}
            value={budget[part]}
            placeholder={t("offers.no_limit")}
            problem={problemAt(`${at}/budget/${part}`)}
            onValue={(value) => setOfferField(offer.id, "budget", emptyToNone(withField(budget, part, value)))}
          />
        ))}
        <NumberField
          label={t("offers.budget.money", { currency: settings.value?.currency ?? "" })}
          hint={t("offers.budget.money_hint")}
          min={0}
          step={0.01}
          value={budget.money}
          placeholder={t("offers.no_limit")}
          problem={problemAt(`${at}/budget/money`) ?? problemAt(`${at}/budget`)}
          onValue={(value) => setOfferField(offer.id, "budget", emptyToNone(withField(budget, "money", value)))}
        />
        {(budget.money !== undefined || budget.costPerRedemption !== undefined) && (
          <NumberField
            label={t("offers.budget.cost", { currency: settings.value?.currency ?? "" })}
            min={0}
            step={0.01}
            value={budget.costPerRedemption}
            problem={problemAt(`${at}/budget/costPerRedemption`)}
            onValue={(value) =>
              setOfferField(offer.id, "budget", emptyToNone(withField(budget, "costPerRedemption", value)))
            }
          />
        )}
        <NumberField
          label={t("offers.stock")}
          hint={t("offers.stock_hint")}
          min={1}
          value={offer.stock}
          placeholder={t("offers.no_limit")}
          problem={problemAt(`${at}/stock`)}
          onValue={(value) => setOfferField(offer.id, "stock", value)}
        />
        <NumberField
          label={t("offers.control")}
          hint={t("offers.control_hint")}
          min={0}
          max={50}
          value={offer.control === undefined ? undefined : Math.round(offer.control * PERCENT)}
          problem={problemAt(`${at}/control`)}
          onValue={(value) =>
            setOfferField(offer.id, "control", value === undefined || value === 0 ? undefined : value / PERCENT)
          }
        />
      </div>
    </fieldset>
  );
}
