import { useState } from "preact/hooks";
import type { Offer, OfferTexts as Texts } from "../../wire/definitions.ts";
import type { OfferButton } from "../../wire/decision.ts";
import { problemAt, problemsBelow } from "../desk/problems-at.ts";
import { working } from "../desk/desk-state.ts";
import { TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { languageName } from "../language-name.ts";
import { NewLanguage } from "./new-language.tsx";
import { changeTexts, removeLanguage, setText, withField } from "./offer-changes.ts";

/** What the offer says, language by language. */
export function OfferTexts({ offer, at }: { offer: Offer; at: string }) {
  const languages = Object.keys(offer.content);
  const [chosen, setChosen] = useState(languages[0] ?? "en");
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? chosen);
  const spoken = new Set(working.value?.offers.flatMap(({ content }) => Object.keys(content)));
  const missing = [...spoken].filter((one) => !languages.includes(one));
  return (
    <fieldset>
      <legend>{t("offers.texts")}</legend>
      <div class="languages">
        <div class="segmented" role="group" aria-label={t("offers.language")}>
          {languages.map((one) => (
            <button key={one} type="button" aria-pressed={one === language} onClick={() => setChosen(one)}>
              {languageName(one)}
              {problemsBelow(`${at}/content/${one}`).length > 0 && <Icon name="alert" />}
            </button>
          ))}
        </div>
        <NewLanguage
          suggestions={missing}
          add={(one) => {
            changeTexts(offer.id, one, "headline", (texts) => texts);
            setChosen(one);
          }}
        />
        {languages.length > 1 && (
          <button type="button" class="link-button" onClick={() => removeLanguage(offer.id, language)}>
            {t("offers.remove_language", { language: languageName(language) })}
          </button>
        )}
      </div>
      {offer.content[language] !== undefined && (
        <LanguageTexts
          key={language}
          offer={offer}
          language={language}
          texts={offer.content[language]}
          at={`${at}/content/${language}`}
        />
      )}
    </fieldset>
  );
}

function LanguageTexts({ offer, language, texts, at }: { offer: Offer; language: string; texts: Texts; at: string }) {
  const set = (field: "headline" | "text" | "coupon") => (value: string) => setText(offer.id, language, field, value);
  return (
    <>
      <TextField
        label={t("offers.headline")}
        lang={language}
        value={texts.headline}
        onValue={set("headline")}
        problem={problemAt(`${at}/headline`)}
      />
      <TextField
        label={t("offers.text")}
        lang={language}
        rows={2}
        value={texts.text ?? ""}
        onValue={set("text")}
        problem={problemAt(`${at}/text`)}
      />
      <ButtonFields
        label={t("offers.button")}
        button={texts.button}
        at={`${at}/button`}
        onButton={(button) =>
          changeTexts(offer.id, language, "button", (current) => withField(current, "button", button))
        }
      />
      <ButtonFields
        label={t("offers.second_button")}
        button={texts.secondaryButton}
        at={`${at}/secondaryButton`}
        onButton={(button) =>
          changeTexts(offer.id, language, "secondaryButton", (current) => withField(current, "secondaryButton", button))
        }
      />
      <div class="field-row">
        <TextField
          label={t("offers.image")}
          hint={t("offers.image_hint")}
          value={texts.image?.src ?? ""}
          problem={problemAt(`${at}/image/src`)}
          onValue={(src) =>
            changeTexts(offer.id, language, "image.src", (current) =>
              withField(current, "image", src === "" ? undefined : { alt: "", ...current.image, src }),
            )
          }
        />
        <TextField
          label={t("offers.alternative")}
          hint={t("offers.alternative_hint")}
          lang={language}
          value={texts.image?.alt ?? ""}
          disabled={texts.image === undefined}
          problem={problemAt(`${at}/image/alt`)}
          onValue={(alt) =>
            changeTexts(offer.id, language, "image.alt", (current) =>
              current.image === undefined ? current : { ...current, image: { ...current.image, alt } },
            )
          }
        />
      </div>
      <TextField
        label={t("offers.coupon")}
        hint={t("offers.coupon_hint")}
        value={texts.coupon ?? ""}
        onValue={set("coupon")}
        problem={problemAt(`${at}/coupon`)}
      />
    </>
  );
}

function ButtonFields({
  label,
  button,
  at,
  onButton,
}: {
  label: string;
  button: OfferButton | undefined;
  at: string;
  onButton: (button: OfferButton | undefined) => void;
}) {
  const change = (part: Partial<OfferButton>): void => {
    const next = { label: "", href: "", ...button, ...part };
    onButton(next.label === "" && next.href === "" ? undefined : next);
  };
  return (
    <div class="field-row">
      <TextField
        label={label}
        value={button?.label ?? ""}
        onValue={(value) => change({ label: value })}
        problem={problemAt(`${at}/label`)}
      />
      <TextField
        label={t("offers.leads_to", { button: label })}
        placeholder="/sale"
        value={button?.href ?? ""}
        onValue={(value) => change({ href: value })}
        problem={problemAt(`${at}/href`)}
      />
    </div>
  );
}
