import { useState } from "preact/hooks";
import { api, type ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { download } from "../parts/download.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";

/** The privacy export: everything the site holds of a visitor, as one JSON file. It goes into the audit log. */
export function ExportVisitor({ visitor }: { visitor: string }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const fetchAll = async (): Promise<void> => {
    setBusy(true);
    const answer = await api.exportVisitor(visitor);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) download(`visitor-${visitor}.json`, "application/json", JSON.stringify(answer.value, null, 2));
  };
  return (
    <>
      <button type="button" class="button" aria-busy={isBusy} disabled={isBusy} onClick={() => void fetchAll()}>
        <Icon name="download" />
        {t("visitor.export")}
      </button>
      {problem !== undefined && <ProblemNotice what={t("visitor.export_failed")} problem={problem} />}
    </>
  );
}
