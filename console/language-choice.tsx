import { currentLocale, LOCALE_NAMES, LOCALES, speak, t } from "./i18n.ts";

/** Chooses the console's language, each by its own name. */
export function LanguageChoice() {
  return (
    <select
      class="quiet"
      aria-label={t("frame.language")}
      title={t("frame.language")}
      value={currentLocale()}
      onChange={(change) => {
        const chosen = LOCALES.find((locale) => locale === change.currentTarget.value);
        if (chosen !== undefined) void speak(chosen);
      }}
    >
      {LOCALES.map((locale) => (
        <option key={locale} value={locale} lang={locale}>
          {LOCALE_NAMES[locale]}
        </option>
      ))}
    </select>
  );
}
