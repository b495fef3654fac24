import type { PlacementDefinition } from "../../wire/definitions.ts";
import { draft, working } from "../desk/desk-state.ts";
import { problemAt } from "../desk/problems-at.ts";
import { ChoiceField, NumberField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { CapFields } from "./cap-fields.tsx";
import { languageName } from "../language-name.ts";
import { NewLanguage } from "./new-language.tsx";
import { emptyToNone, withField } from "./offer-changes.ts";
import { removePlacement, setPlacementField } from "./placement-changes.ts";

const FORMATS = ["inline", "bar", "modal", "toast"] as const;
const RELATIONS = ["next", "alternatives", "complements", "again"] as const;
/** Products in a row: the Worker's bound, and its number for a placement that names none. */
const MOST_PRODUCTS = 24;
const USUAL_PRODUCTS = 4;

interface PlacementFormProps {
  placement: PlacementDefinition;
  /** Where it stands in the draft, as a JSON pointer. */
  at: string;
  /** Offers and rules that name it. */
  wantedBy: number;
  onRemoved: () => void;
}

/** One place: what a marketer calls it, what it may show, and what the page has to say for it. */
export function PlacementForm({ placement, at, wantedBy, onRemoved }: PlacementFormProps) {
  const { id, name, kind } = placement;
  const tag = `<div data-sv-placement="${id}"></div>`;
  const isChanged = draft.value?.changes.some((one) => one.collection === "placements" && one.id === id);
  return (
    <form class="card placement" aria-label={name} onSubmit={(submit) => submit.preventDefault()}>
      <header>
        <h3>{name}</h3>
        <code class="muted">{id}</code>
        <span class="badge">{t(`placements.kind.${kind}`)}</span>
        {isChanged === true && <span class="badge">{t("offers.changed")}</span>}
      </header>
      <div class="field-row">
        <TextField
          label={t("placements.name")}
          value={name}
          onValue={(value) => setPlacementField(id, "name", value)}
          problem={problemAt(`${at}/name`)}
          maxLength={200}
        />
        {kind === "offer" ? (
          <ChoiceField
            label={t("offers.format")}
            hint={t("placements.format_hint")}
            value={placement.format ?? "inline"}
            onValue={(value) => setPlacementField(id, "format", value === "inline" ? undefined : value)}
            choices={FORMATS.map((format) => ({ value: format, label: t(`offers.format.${format}`) }))}
          />
        ) : (
          <ProductFields placement={placement} at={at} />
        )}
      </div>
      {kind === "offer" ? <Caps placement={placement} at={at} /> : <Headlines placement={placement} at={at} />}
      <div class="placement-tag">
        <code>{tag}</code>
        <CopyButton text={tag} label={t("placements.copy", { name })} />
      </div>
      <div class="buttons">
        {/* Undo brings it back, and pages keep what they have until it is published. */}
        <button
          type="button"
          class="button button-danger"
          disabled={wantedBy > 0}
          aria-describedby={`wanted-${id}`}
          onClick={() => {
            removePlacement(id);
            onRemoved();
          }}
        >
          <Icon name="trash" />
          <span class="unseen">{name}: </span>
          {t("offers.remove")}
        </button>
        <span id={`wanted-${id}`} class="muted small">
          {wantedBy > 0 ? t("placements.wanted", { count: wantedBy }) : t("placements.free")}
        </span>
      </div>
    </form>
  );
}

function ProductFields({ placement: { id, limit, relation }, at }: Pick<PlacementFormProps, "placement" | "at">) {
  return (
    <>
      <ChoiceField
        label={t("placements.relation")}
        value={relation ?? "own"}
        onValue={(value) => setPlacementField(id, "relation", value === "own" ? undefined : value)}
        choices={[
          { value: "own", label: t("placements.relation.own") },
          ...RELATIONS.map((one) => ({ value: one, label: t(`placements.relation.${one}`) })),
        ]}
      />
      <NumberField
        label={t("placements.limit")}
        min={1}
        max={MOST_PRODUCTS}
        value={limit}
        placeholder={String(USUAL_PRODUCTS)}
        onValue={(value) => setPlacementField(id, "limit", value)}
        problem={problemAt(`${at}/limit`)}
      />
    </>
  );
}

/** How often the place shows any offer at all, whichever it is. */
function Caps({ placement: { id, caps }, at }: Pick<PlacementFormProps, "placement" | "at">) {
  return (
    <fieldset>
      <legend>{t("placements.caps")}</legend>
      <CapFields
        caps={caps}
        at={`${at}/caps`}
        onCaps={(next, cap) => setPlacementField(id, "caps", next, `caps.${cap}`)}
      />
    </fieldset>
  );
}

/** The row's heading, language by language; without any, the page's own stays. */
function Headlines({ placement: { id, headline = {} }, at }: Pick<PlacementFormProps, "placement" | "at">) {
  const languages = Object.keys(headline);
  const spoken = new Set(working.value?.placements.flatMap((one) => Object.keys(one.headline ?? {})));
  const suggested = [...new Set([...(languages.length === 0 ? ["en"] : []), ...spoken])].filter(
    (one) => !languages.includes(one),
  );
  const set = (language: string, text: string | undefined): void => {
    const next = withField(headline, language, text);
    // Taking a language away is a step of its own, also right after its last letter.
    const step = text === undefined ? `headline.without.${language}` : `headline.${language}`;
    setPlacementField(id, "headline", emptyToNone(next), step);
  };
  return (
    <fieldset>
      <legend>{t("placements.headline")}</legend>
      {languages.map((language) => (
        <div key={language} class="placement-headline">
          <TextField
            label={languageName(language)}
            lang={language}
            value={headline[language] ?? ""}
            onValue={(text) => set(language, text)}
            problem={problemAt(`${at}/headline/${language}`)}
          />
          <button type="button" class="link-button" onClick={() => set(language, undefined)}>
            {t("offers.remove_language", { language: languageName(language) })}
          </button>
        </div>
      ))}
      <NewLanguage suggestions={suggested} add={(language) => set(language, "")} />
    </fieldset>
  );
}
