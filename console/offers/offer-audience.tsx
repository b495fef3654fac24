import { useState } from "preact/hooks";
import { CONDITION_VERSION, type Condition } from "../../wire/condition.ts";
import type { Offer } from "../../wire/definitions.ts";
import { ConditionDesk } from "../conditions/condition-desk.tsx";
import { working } from "../desk/desk-state.ts";
import { problemsBelow, problemWords } from "../desk/problems-at.ts";
import { ChoiceField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { addSegment } from "../segments/segment-changes.ts";
import { conditionOfOffer } from "./audience-condition.ts";
import { changeOffer, withField } from "./offer-changes.ts";

/** Who it is for: everybody, a segment, or a condition written here, which can become a segment of its own. */
export function OfferAudience({ offer, at }: { offer: Offer; at: string }) {
  const condition = conditionOfOffer(offer);
  const segments = working.value?.segments ?? [];
  const set = (when: Condition): void =>
    changeOffer(offer.id, "eligibility", (one) => {
      const everybody = when.kind === "all" && when.of.length === 0;
      // What the older form asked for is in the condition now.
      const { audience: _older, ...rest } = one;
      return withField(rest, "eligibility", everybody ? undefined : { version: CONDITION_VERSION, when });
    });
  const problems = problemsBelow(`${at}/eligibility`).filter(({ severity }) => severity === "error");
  return (
    <fieldset>
      <legend>{t("offers.who")}</legend>
      {segments.length > 0 && (
        <ChoiceField
          label={t("offers.who_segment")}
          value={soleSegment(condition) ?? ""}
          onValue={(id) => set(id === "" ? { kind: "all", of: [] } : { kind: "all", of: [{ kind: "segment", id }] })}
          choices={[
            { value: "", label: t("offers.who_written") },
            ...segments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <ConditionDesk label={t("offers.who")} condition={condition} onCondition={set} />
      {problems.map((one) => (
        <p key={one.at + one.detail} class="field-problem">
          {problemWords(one)}
        </p>
      ))}
      {soleSegment(condition) === undefined && (
        <NewSegment
          make={(name) => {
            const id = addSegment(name, condition);
            set({ kind: "all", of: [{ kind: "segment", id }] });
          }}
        />
      )}
    </fieldset>
  );
}

/** The segment that is all it asks for, if so. */
function soleSegment(condition: Condition): string | undefined {
  const only = condition.kind === "all" && condition.of.length === 1 ? condition.of[0]! : condition;
  return only.kind === "segment" ? only.id : undefined;
}

function NewSegment({ make }: { make: (name: string) => void }) {
  const [name, setName] = useState<string>();
  if (name === undefined) {
    return (
      <button type="button" class="link-button" onClick={() => setName("")}>
        {t("offers.who_keep")}
      </button>
    );
  }
  return (
    <div class="inline-form">
      <TextField label={t("offers.who_name")} value={name} onValue={setName} maxLength={200} />
      <button
        type="button"
        class="button"
        disabled={name.trim() === ""}
        onClick={() => {
          make(name.trim());
          setName(undefined);
        }}
      >
        {t("offers.who_make")}
      </button>
    </div>
  );
}
