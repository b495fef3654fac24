import { useEffect, useState } from "preact/hooks";
import type { ModelEvaluation } from "../../wire/console.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { formatBytes, formatNumber, formatSeconds, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { model } from "../live/live-state.ts";
import { now } from "../now.ts";
import { Ago } from "../parts/ago.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { lock } from "../session.ts";

type Rebuild =
  | { kind: "idle" }
  | { kind: "running"; since: number }
  | { kind: "done"; took: number; isNew: boolean }
  | { kind: "failed"; problem: ApiProblem };

/** The recommender: which version decides now, what it was built from, and a button to build it again. */
export function ModelCard() {
  const [problem, setProblem] = useState<ApiProblem>();
  const [rebuild, setRebuild] = useState<Rebuild>({ kind: "idle" });
  const load = async (): Promise<void> => {
    setProblem(undefined);
    const answer = await api.model();
    if (answer.ok) model.value = answer.value;
    else setProblem(answer.problem);
  };
  const isOpen = lock.value === "open";
  useEffect(() => {
    if (isOpen) void load();
  }, [isOpen]);

  const run = async (): Promise<void> => {
    const since = Date.now();
    const versionBefore = model.value?.version;
    setRebuild({ kind: "running", since });
    const answer = await api.rebuildModel();
    if (!answer.ok) return setRebuild({ kind: "failed", problem: answer.problem });
    model.value = answer.value;
    setRebuild({ kind: "done", took: Date.now() - since, isNew: answer.value.version !== versionBefore });
  };

  return (
    <section class="card side-card" aria-labelledby="model-heading">
      <h2 id="model-heading">{t("model.heading")}</h2>
      {problem !== undefined && model.value === null ? (
        <ProblemNotice what={t("model.failed")} problem={problem} retry={() => void load()} />
      ) : (
        <Facts />
      )}
      <button
        type="button"
        class="button"
        disabled={rebuild.kind === "running" || model.value === null}
        onClick={() => void run()}
      >
        <Icon name="refresh" />
        {rebuild.kind === "running" ? t("model.rebuilding") : t("model.rebuild")}
      </button>
      <Outcome rebuild={rebuild} />
    </section>
  );
}

function Facts() {
  const current = model.value;
  if (current === null) return <Skeleton lines={4} />;
  return (
    <dl class="facts">
      <dt>{t("model.version")}</dt>
      <dd>{current.version === 0 ? t("model.bundled") : formatNumber(current.version)}</dd>
      {current.builtAt > 0 && (
        <>
          <dt>{t("model.built")}</dt>
          <dd>
            <Ago at={current.builtAt} />
          </dd>
        </>
      )}
      <dt>{t("model.sessions")}</dt>
      <dd>{formatNumber(current.sessions)}</dd>
      <dt>{t("model.items")}</dt>
      <dd>{formatNumber(current.items)}</dd>
      <dt>{t("model.size")}</dt>
      <dd>{formatBytes(current.bytes)}</dd>
      {current.evaluation !== undefined && <Evaluation evaluation={current.evaluation} />}
    </dl>
  );
}

/** How the newest build did against the model before it, on sessions neither had learnt. */
function Evaluation({ evaluation }: { evaluation: ModelEvaluation }) {
  const { hr20, against, sessions, published, why } = evaluation;
  return (
    <>
      <dt>{t("model.accuracy")}</dt>
      <dd title={why}>
        {t("model.accuracy_share", { share: formatShare(hr20) })}{" "}
        <span class="muted">{t("model.accuracy_on", { sessions })}</span>
        {!published && <strong> {t("model.accuracy_refused")}</strong>}
      </dd>
      <dt>{t("model.accuracy_before")}</dt>
      <dd>{t("model.accuracy_share", { share: formatShare(against.hr20) })}</dd>
    </>
  );
}

function Outcome({ rebuild }: { rebuild: Rebuild }) {
  switch (rebuild.kind) {
    case "idle":
      return null;
    case "running":
      return (
        <div class="progress">
          <progress aria-label={t("model.rebuilding")} />
          <span class="muted small number">{formatSeconds(Math.max(0, now.value - rebuild.since))}</span>
        </div>
      );
    case "failed":
      return <ProblemNotice what={t("model.rebuild_failed")} problem={rebuild.problem} />;
    case "done":
      return (
        <p class="outcome" role="status">
          <Icon name="check" />
          {rebuild.isNew
            ? t("model.rebuilt", { version: model.value?.version ?? 0, took: formatSeconds(rebuild.took) })
            : t("model.unchanged", { took: formatSeconds(rebuild.took) })}
        </p>
      );
  }
}
