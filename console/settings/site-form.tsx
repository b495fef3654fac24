import { useEffect, useState } from "preact/hooks";
import type { SiteSettings } from "../../wire/definitions.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { ChoiceField, NumberField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { SettingsMissing } from "../parts/settings-missing.tsx";
import { reloadSettings, settings } from "../site-settings.ts";

/** What a site's owner sets. Saved as one, by a button: half an origin must never be live. */
export function SiteForm() {
  const [edited, setEdited] = useState<SiteSettings>();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [isSaved, setSaved] = useState(false);
  const current = settings.value;
  useEffect(() => setEdited(undefined), [current]);
  if (current === null) {
    return (
      <section class="card settings-card site-missing">
        <h2>{t("settings.site")}</h2>
        <SettingsMissing lines={8} />
      </section>
    );
  }
  const shown = edited ?? current;
  const set = (part: Partial<SiteSettings>): void => {
    setSaved(false);
    setEdited({ ...shown, ...part });
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    const answer = await api.putSettings(shown);
    setSaving(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    await reloadSettings();
    setSaved(true);
  };
  return (
    <form
      aria-labelledby="site-heading"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!isSaving) void save();
      }}
    >
      <fieldset>
        <legend id="site-heading">{t("settings.site")}</legend>
        <TextField label={t("settings.name")} value={shown.name} onValue={(name) => set({ name })} maxLength={200} />
        <TextField
          label={t("settings.origins")}
          hint={t("settings.origins_hint")}
          rows={3}
          value={shown.origins.join("\n")}
          onValue={(text) => set({ origins: linesOf(text) })}
        />
        <TextField
          label={t("settings.keys")}
          hint={t("settings.keys_hint")}
          rows={2}
          value={shown.keys.join("\n")}
          onValue={(text) => set({ keys: linesOf(text) })}
        />
        <div class="field-row">
          <TextField label={t("settings.locale")} value={shown.locale} onValue={(locale) => set({ locale })} />
          <TextField
            label={t("settings.currency")}
            value={shown.currency}
            maxLength={3}
            onValue={(currency) => set({ currency: currency.toUpperCase() })}
          />
          <TextField
            label={t("settings.zone")}
            placeholder="UTC"
            value={shown.timeZone ?? ""}
            onValue={(zone) => {
              const { timeZone: _old, ...rest } = shown;
              setSaved(false);
              setEdited(zone === "" ? rest : { ...rest, timeZone: zone });
            }}
          />
        </div>
        <div class="field-row">
          <NumberField
            label={t("settings.retention")}
            hint={t("settings.retention_hint")}
            min={1}
            value={shown.retentionDays}
            onValue={(days) => days !== undefined && set({ retentionDays: days })}
          />
          <NumberField
            label={t("settings.event_age")}
            min={1}
            value={shown.eventAgeDays}
            onValue={(days) => days !== undefined && set({ eventAgeDays: days })}
          />
          <ChoiceField
            label={t("settings.consent")}
            hint={t("settings.consent_hint")}
            value={shown.consentDefault}
            onValue={(consentDefault) => set({ consentDefault })}
            choices={[
              { value: "granted", label: t("settings.consent_granted") },
              { value: "denied", label: t("settings.consent_denied") },
            ]}
          />
        </div>
        {problem !== undefined && <ProblemNotice what={t("settings.not_saved")} problem={problem} />}
        <div class="buttons">
          <button
            type="submit"
            class="button button-accent"
            disabled={edited === undefined || isSaving}
            aria-busy={isSaving}
          >
            {t("settings.save")}
          </button>
          {edited !== undefined && (
            <button type="button" class="button" onClick={() => setEdited(undefined)}>
              {t("action.cancel")}
            </button>
          )}
          {isSaved && (
            <span class="outcome" role="status">
              <Icon name="check" />
              {t("settings.saved")}
            </span>
          )}
        </div>
      </fieldset>
    </form>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line, index, all) => line !== "" || index === all.length - 1);
}
