import type { Offer } from "../../wire/definitions.ts";
import { problemAt, problemsBelow, problemWords } from "../desk/problems-at.ts";
import { working } from "../desk/desk-state.ts";
import { ChoiceField, NumberField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { go, href } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { copyOffer, removeOffer, setOfferField } from "./offer-changes.ts";
import { OfferCodes } from "./offer-codes.tsx";
import { OfferCountdown } from "./offer-countdown.tsx";
import { OfferGoal } from "./offer-goal.tsx";
import { OfferLimits } from "./offer-limits.tsx";
import { OfferPreview } from "./offer-preview.tsx";
import { OfferProducts } from "./offer-products.tsx";
import { OfferSchedule } from "./offer-schedule.tsx";
import { OfferTexts } from "./offer-texts.tsx";
import { OfferAudience } from "./offer-audience.tsx";

const FORMATS = ["inline", "bar", "modal", "toast"] as const;

/** One offer: what it says, where, to whom, when, how often; and beside it the page it will stand on. */
export function OfferEditor({ id }: { id: string }) {
  const index = working.value?.offers.findIndex((offer) => offer.id === id) ?? -1;
  const offer = working.value?.offers[index];
  if (offer === undefined) {
    return (
      <div class="empty">
        <h2 class="empty-title">{t("offers.gone")}</h2>
        <a class="button" href={href("offers")} data-route="offers">
          <Icon name="back" />
          {t("offers.to_list")}
        </a>
      </div>
    );
  }
  const at = `/offers/${index}`;
  // What is wrong with the offer as a whole, and with none of its fields.
  const whole = problemAt(at);
  const warnings = problemsBelow(at).filter(({ severity }) => severity === "warning");
  return (
    <div class="offer-desk">
      <form class="offer-form" aria-label={offer.name} onSubmit={(submit) => submit.preventDefault()}>
        <Basics offer={offer} at={at} />
        <OfferTexts offer={offer} at={at} />
        <OfferCountdown offer={offer} at={at} />
        <OfferProducts offer={offer} at={at} />
        <OfferCodes offer={offer} at={at} />
        <OfferAudience offer={offer} at={at} />
        <OfferSchedule offer={offer} at={at} />
        <OfferLimits offer={offer} at={at} />
        <OfferGoal offer={offer} at={at} />
        {whole !== undefined && (
          <p class="field-problem" role="alert">
            {whole}
          </p>
        )}
        {warnings.length > 0 && (
          <section class="problems">
            <h3>
              <Icon name="alert" />
              {t("desk.warnings")}
            </h3>
            <ul>
              {warnings.map((one) => (
                <li key={one.at + one.code}>{problemWords(one)}</li>
              ))}
            </ul>
          </section>
        )}
        <div class="buttons">
          <button
            type="button"
            class="button"
            onClick={() => {
              const copy = copyOffer(id, t("offers.copy_of", { name: offer.name }));
              if (copy !== undefined) go(`offers/${copy}`);
            }}
          >
            <Icon name="copy" />
            {t("offers.copy")}
          </button>
          {/* Undo brings it back, and nothing happens to shoppers until it is published: no "are you sure". */}
          <button
            type="button"
            class="button button-danger"
            onClick={() => {
              removeOffer(id);
              go("offers");
            }}
          >
            <Icon name="trash" />
            {t("offers.remove")}
          </button>
        </div>
      </form>
      <OfferPreview offer={offer} />
    </div>
  );
}

function Basics({ offer, at }: { offer: Offer; at: string }) {
  const placements = working.value?.placements.filter(({ kind }) => kind === "offer") ?? [];
  const inherited = placements.find(({ id }) => id === offer.placement)?.format ?? "inline";
  return (
    <fieldset>
      <legend>{t("offers.basics")}</legend>
      <TextField
        label={t("offers.name")}
        hint={t("offers.name_hint")}
        value={offer.name}
        onValue={(value) => setOfferField(offer.id, "name", value)}
        problem={problemAt(`${at}/name`)}
      />
      <div class="field-row">
        <ChoiceField
          label={t("offers.placement")}
          value={offer.placement}
          onValue={(value) => setOfferField(offer.id, "placement", value)}
          choices={placements.map(({ id, name }) => ({ value: id, label: name }))}
          problem={problemAt(`${at}/placement`)}
        />
        <ChoiceField
          label={t("offers.format")}
          value={offer.format ?? "placement"}
          onValue={(value) => setOfferField(offer.id, "format", value === "placement" ? undefined : value)}
          choices={[
            { value: "placement", label: t("offers.format_inherited", { format: t(`offers.format.${inherited}`) }) },
            ...FORMATS.map((format) => ({ value: format, label: t(`offers.format.${format}`) })),
          ]}
        />
      </div>
      <ChoiceField
        label={t("offers.closable")}
        value={offer.dismissible === undefined ? "usual" : offer.dismissible ? "yes" : "no"}
        onValue={(value) => setOfferField(offer.id, "dismissible", value === "usual" ? undefined : value === "yes")}
        choices={[
          { value: "usual", label: t("offers.closable_usual") },
          { value: "yes", label: t("offers.closable_yes") },
          { value: "no", label: t("offers.closable_no") },
        ]}
        problem={problemAt(`${at}/dismissible`)}
      />
      <div class="field-row">
        <ChoiceField
          label={t("offers.status")}
          value={offer.status}
          onValue={(value) => setOfferField(offer.id, "status", value)}
          choices={[
            { value: "live", label: t("offers.live") },
            { value: "paused", label: t("offers.paused") },
          ]}
        />
        <NumberField
          label={t("offers.priority")}
          hint={t("offers.priority_hint")}
          value={offer.priority}
          onValue={(value) => setOfferField(offer.id, "priority", value ?? 0)}
          problem={problemAt(`${at}/priority`)}
        />
      </div>
    </fieldset>
  );
}
