import { useEffect, useState } from "preact/hooks";
import { api } from "../api.ts";
import { t } from "../i18n.ts";
import { firstRealEntryAt } from "../live/live-state.ts";
import { Ago } from "../parts/ago.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { publicKey } from "../site-settings.ts";
import { InstallCheckPanel } from "./install-check.tsx";
import { headSnippet, moduleCode, pinnedFile, queryTag, scriptTag } from "./snippet.ts";

const FORMS = ["plain", "pinned", "query", "module", "head"] as const;
type Form = (typeof FORMS)[number];

export interface InstallCardProps {
  /** With the check whatever comes; otherwise only while nothing has. */
  whole?: boolean;
}

/** What to put on a shop, and whether it works there. */
export function InstallCard({ whole = false }: InstallCardProps) {
  const [form, setForm] = useState<Form>("plain");
  const [pinned, setPinned] = useState<{ file: string; integrity: string }>();
  useEffect(() => {
    void api.sdkManifest().then((answer) => {
      if (answer.ok) setPinned(pinnedFile(answer.value));
    });
  }, []);
  const forms = pinned === undefined ? FORMS.filter((one) => one !== "pinned" && one !== "head") : FORMS;
  const isThere = firstRealEntryAt.value > 0;
  const site = { origin: location.origin, key: publicKey() };
  const text = snippetOf(form, site, pinned);
  return (
    <section class="card side-card" aria-labelledby="install-heading">
      <h2 id="install-heading">{t("install.heading")}</h2>
      <div class="segmented" role="group" aria-label={t("install.form")}>
        {forms.map((one) => (
          <button key={one} type="button" aria-pressed={form === one} onClick={() => setForm(one)}>
            {t(`install.${one}`)}
          </button>
        ))}
      </div>
      <p class="muted small">{t(`install.${form}_hint`)}</p>
      <pre class="snippet" tabIndex={0} aria-label={t("install.snippet")}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={t("install.copy")} />
      {!whole && (
        <p class={isThere ? "first-event first-event-seen" : "first-event"} role="status">
          <span class="first-event-dot" aria-hidden="true" />
          {t(isThere ? "install.seen" : "install.waiting")}
        </p>
      )}
      {!whole && isThere && (
        <p class="muted small">
          <Ago at={firstRealEntryAt.value} />
        </p>
      )}
      {(whole || !isThere) && <InstallCheckPanel brief={!whole} />}
    </section>
  );
}

function snippetOf(
  form: Form,
  site: { origin: string; key: string },
  pinned: { file: string; integrity: string } | undefined,
): string {
  switch (form) {
    case "plain":
      return scriptTag(site);
    case "pinned":
      return scriptTag({ ...site, ...(pinned && { pinned }) });
    case "query":
      return queryTag(site);
    case "module":
      return moduleCode(site);
    case "head":
      return headSnippet(site, pinned?.file ?? "");
  }
}
