import { useEffect, useState } from "preact/hooks";
import { api } from "../api.ts";
import { t } from "../i18n.ts";
import { firstRealEntryAt } from "../live/live-state.ts";
import { Ago } from "../parts/ago.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { publicKey } from "../site-settings.ts";
import { pinnedFile, scriptTag } from "./snippet.ts";

type Form = "plain" | "pinned";

/** The tag to put on a shop, and whether a real page has been heard from. */
export function InstallCard() {
  const [form, setForm] = useState<Form>("plain");
  const [pinned, setPinned] = useState<{ file: string; integrity: string }>();
  useEffect(() => {
    void api.sdkManifest().then((answer) => {
      if (answer.ok) setPinned(pinnedFile(answer.value));
    });
  }, []);
  const isPinned = form === "pinned" && pinned !== undefined;
  const tag = scriptTag({ origin: location.origin, key: publicKey(), ...(isPinned ? { pinned } : {}) });
  return (
    <section class="card side-card" aria-labelledby="install-heading">
      <h2 id="install-heading">{t("install.heading")}</h2>
      <p class="muted">{t("install.hint")}</p>
      {pinned !== undefined && (
        <div class="segmented" role="group" aria-label={t("install.form")}>
          <FormButton form="plain" chosen={form} choose={setForm} label={t("install.plain")} />
          <FormButton form="pinned" chosen={form} choose={setForm} label={t("install.pinned")} />
        </div>
      )}
      <pre class="snippet" tabIndex={0} aria-label={t("install.snippet")}>
        <code>{tag}</code>
      </pre>
      {isPinned && <p class="muted small">{t("install.pinned_hint")}</p>}
      <CopyButton text={tag} label={t("install.copy")} />
      <p class={firstRealEntryAt.value > 0 ? "first-event first-event-seen" : "first-event"} role="status">
        <span class="first-event-dot" aria-hidden="true" />
        {firstRealEntryAt.value > 0 ? t("install.seen") : t("install.waiting")}
      </p>
      {firstRealEntryAt.value > 0 && (
        <p class="muted small">
          <Ago at={firstRealEntryAt.value} />
        </p>
      )}
    </section>
  );
}

interface FormButtonProps {
  form: Form;
  chosen: Form;
  choose: (form: Form) => void;
  label: string;
}

function FormButton({ form, chosen, choose, label }: FormButtonProps) {
  return (
    <button type="button" aria-pressed={chosen === form} onClick={() => choose(form)}>
      {label}
    </button>
  );
}
