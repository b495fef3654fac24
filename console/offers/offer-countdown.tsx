import type { Offer } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { ChoiceField, DateTimeField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { settings } from "../site-settings.ts";
import { languageName } from "../language-name.ts";
import { changeTexts, setOfferField, withField } from "./offer-changes.ts";
import { OfferMore } from "./offer-more.tsx";

type Kind = "none" | "at" | "schedule";

/** A clock in the offer that runs down; the offer ends with it. */
export function OfferCountdown({ offer, at }: { offer: Offer; at: string }) {
  const { id, countdown, content, schedule } = offer;
  const kind: Kind = countdown === undefined ? "none" : "endsAt" in countdown ? "at" : "schedule";
  const choose = (next: Kind): void => {
    if (next === "none") setOfferField(id, "countdown", undefined);
    else if (next === "schedule") setOfferField(id, "countdown", { endsWith: "schedule" });
    else setOfferField(id, "countdown", { endsAt: schedule?.until ?? "" });
  };
  return (
    <OfferMore title={t("offers.countdown")} isSet={countdown !== undefined}>
      <div class="field-row">
        <ChoiceField
          label={t("offers.countdown_ends")}
          hint={t("offers.countdown_hint")}
          value={kind}
          onValue={choose}
          choices={[
            { value: "none", label: t("offers.countdown_none") },
            { value: "at", label: t("offers.countdown_at") },
            { value: "schedule", label: t("offers.countdown_schedule") },
          ]}
          problem={problemAt(`${at}/countdown`)}
        />
        {countdown !== undefined && "endsAt" in countdown && (
          <DateTimeField
            label={t("offers.countdown_until", { zone: schedule?.zone ?? settings.value?.timeZone ?? "UTC" })}
            value={countdown.endsAt}
            onValue={(value) => setOfferField(id, "countdown", { endsAt: value ?? "" })}
            problem={problemAt(`${at}/countdown/endsAt`)}
          />
        )}
      </div>
      {countdown !== undefined && (
        <div class="field-row">
          {Object.entries(content).map(([language, texts]) => (
            <TextField
              key={language}
              label={t("offers.countdown_label", { language: languageName(language) })}
              lang={language}
              value={texts.countdownLabel ?? ""}
              problem={problemAt(`${at}/content/${language}/countdownLabel`)}
              onValue={(value) =>
                changeTexts(id, language, "countdownLabel", (current) =>
                  withField(current, "countdownLabel", value === "" ? undefined : value),
                )
              }
            />
          ))}
        </div>
      )}
    </OfferMore>
  );
}
