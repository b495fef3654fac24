import { useState } from "preact/hooks";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { languageName } from "../language-name.ts";

/** Adds a language: one that other texts have, by a click, or any by its tag. */
export function NewLanguage({ suggestions, add }: { suggestions: readonly string[]; add: (language: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(typed ?? "");
  return (
    <span class="new-language">
      {suggestions.map((one) => (
        <button key={one} type="button" class="button" onClick={() => add(one)}>
          <Icon name="plus" />
          {languageName(one)}
        </button>
      ))}
      {typed === undefined ? (
        <button type="button" class="link-button" onClick={() => setTyped("")}>
          {t("offers.other_language")}
        </button>
      ) : (
        <>
          <input
            type="text"
            size={6}
            autofocus
            aria-label={t("offers.language_tag")}
            placeholder="fr"
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value.toLowerCase())}
            onKeyDown={(key) => {
              if (key.key === "Enter" && isTag) {
                key.preventDefault();
                add(typed);
                setTyped(undefined);
              }
            }}
          />
          <button
            type="button"
            class="button"
            disabled={!isTag}
            onClick={() => {
              add(typed);
              setTyped(undefined);
            }}
          >
            {t("offers.add_language")}
          </button>
        </>
      )}
    </span>
  );
}
