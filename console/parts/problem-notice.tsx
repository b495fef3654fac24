import type { ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { Icon } from "./icon.tsx";

/** What went wrong, why, and what helps: one design for every failed call. */
export function ProblemNotice({ what, problem, retry }: { what: string; problem: ApiProblem; retry?: () => void }) {
  return (
    <div class="notice notice-problem" role="alert">
      <Icon name="alert" />
      <div>
        <p class="notice-what">{what}</p>
        <p>{t(`problem.${problem.kind}.why`)}</p>
        {problem.detail !== "" && <p class="muted">{problem.detail}</p>}
        <p>{t(`problem.${problem.kind}.fix`)}</p>
        {problem.requestId !== undefined && (
          <p class="muted small">{t("problem.request", { id: problem.requestId })}</p>
        )}
        {retry !== undefined && (
          <button type="button" class="button" onClick={retry}>
            <Icon name="refresh" />
            {t("action.retry")}
          </button>
        )}
      </div>
    </div>
  );
}
