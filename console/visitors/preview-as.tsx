import { useState } from "preact/hooks";
import { api, type ApiProblem } from "../api.ts";
import { formatDateTime } from "../format.ts";
import { t } from "../i18n.ts";
import { defaultPage, previewAddress } from "../offers/preview-address.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";

/** A link that shows the shop as this visitor would see it. It counts nowhere, and ends by itself. */
export function PreviewAs({ visitor }: { visitor: string }) {
  const [made, setMade] = useState<{ address: string; until: number }>();
  const [problem, setProblem] = useState<ApiProblem>();
  const make = async (): Promise<void> => {
    const answer = await api.previewDraft({ visitor });
    setProblem(answer.ok ? undefined : answer.problem);
    const address = answer.ok ? previewAddress(defaultPage(), answer.value.token) : undefined;
    if (answer.ok && address !== undefined) setMade({ address: address.href, until: answer.value.until });
  };
  return (
    <section class="card visitors-card" aria-labelledby="preview-as">
      <h2 id="preview-as">{t("as.heading")}</h2>
      <p class="muted small">{t("as.explain")}</p>
      {made === undefined ? (
        <div class="buttons">
          <button type="button" class="button" onClick={() => void make()}>
            {t("as.make")}
          </button>
        </div>
      ) : (
        <>
          <div class="buttons">
            <a class="button" href={made.address} target="_blank" rel="noopener" autofocus>
              <Icon name="outside" />
              {t("as.open")}
            </a>
            <CopyButton text={made.address} label={t("as.copy")} />
          </div>
          <p class="muted small" role="status">
            {t("as.until", { time: formatDateTime(made.until) })}
          </p>
        </>
      )}
      {problem !== undefined && <ProblemNotice what={t("as.failed")} problem={problem} retry={() => void make()} />}
    </section>
  );
}
