import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { DateTimeField, TextField } from "../form/field.tsx";
import { formatDateTime } from "../format.ts";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { ChangeList } from "./change-list.tsx";
import { discard, draft, fetchDraft } from "./desk-state.ts";
import { problemWords } from "./problems-at.ts";

const NOTE_LENGTH = 500;

type Outcome = { kind: "published"; version: number } | { kind: "scheduled"; at: number };

/** The last look before shoppers see it: what changes, what is wrong with it, and a word on why. */
export function PublishDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [note, setNote] = useState("");
  const [at, setAt] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => dialog.current?.showModal(), []);
  const { value: links, problem: linksFailed } = useResource(api.checkLinks);

  const current = draft.value;
  const errors = current?.problems.filter(({ severity }) => severity === "error") ?? [];
  const warnings = [
    ...(current?.problems.filter(({ severity }) => severity === "warning") ?? []),
    ...(links?.problems ?? []),
  ];

  const publish = async (): Promise<void> => {
    if (current === null) return;
    setRunning(true);
    setProblem(undefined);
    const answer = await api.publishDraft({
      revision: current.revision,
      over: current.published,
      ...(note.trim() !== "" && { note: note.trim() }),
      ...(at !== undefined && { at: new Date(at).getTime() }),
    });
    setRunning(false);
    await fetchDraft();
    if (!answer.ok) return setProblem(answer.problem);
    setOutcome(
      "version" in answer.value ? { kind: "published", ...answer.value } : { kind: "scheduled", ...answer.value },
    );
  };

  const throwAway = async (): Promise<void> => {
    const failed = await discard();
    if (failed === undefined) close();
    else setProblem(failed);
  };

  return (
    <dialog ref={dialog} class="publish" aria-labelledby="publish-heading" onClose={close}>
      <header class="dialog-head">
        <h2 id="publish-heading">{t("desk.publish_heading")}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={t("action.close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      {outcome !== undefined ? (
        <div class="notice notice-done" role="status">
          <Icon name="check" />
          <p>
            {outcome.kind === "published"
              ? t("desk.published", { version: outcome.version })
              : t("desk.scheduled", { at: formatDateTime(outcome.at) })}
          </p>
        </div>
      ) : (
        <>
          {current !== null && current.base < current.published && current.savedAt !== undefined && (
            <p class="notice" role="alert">
              {t("desk.overtaken", { version: current.published })}
            </p>
          )}
          <ChangeList changes={current?.changes ?? []} />
          {errors.length > 0 && <Problems heading={t("desk.errors")} list={errors.map(problemWords)} isBad />}
          {warnings.length > 0 && <Problems heading={t("desk.warnings")} list={warnings.map(problemWords)} />}
          <p class="muted small" role="status">
            {linksFailed !== undefined
              ? t("desk.links_failed")
              : links === undefined
                ? t("desk.links_checking")
                : t("desk.links_checked", {
                    found: links.found,
                    broken: links.problems.length,
                    unknown: links.unknown,
                    elsewhere: links.elsewhere,
                  })}
          </p>
          <TextField
            label={t("desk.note")}
            hint={t("desk.note_hint")}
            value={note}
            onValue={setNote}
            rows={2}
            maxLength={NOTE_LENGTH}
          />
          <details>
            <summary>{t("desk.later")}</summary>
            <DateTimeField label={t("desk.later_at")} hint={t("desk.later_hint")} value={at} onValue={setAt} />
          </details>
          {problem !== undefined && <ProblemNotice what={t("desk.publish_failed")} problem={problem} />}
          <div class="buttons">
            <button
              type="button"
              class="button button-accent"
              disabled={isRunning || errors.length > 0 || (current?.changes.length ?? 0) === 0}
              aria-busy={isRunning}
              onClick={() => void publish()}
            >
              {at === undefined ? t("desk.publish") : t("desk.schedule")}
            </button>
            <button
              type="button"
              class="button button-danger"
              disabled={current?.savedAt === undefined}
              onClick={() => void throwAway()}
            >
              {t("desk.discard")}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}

function Problems({ heading, list, isBad = false }: { heading: string; list: readonly string[]; isBad?: boolean }) {
  return (
    <section class={isBad ? "problems problems-bad" : "problems"}>
      <h3>
        <Icon name="alert" />
        {heading}
      </h3>
      <ul>
        {list.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  );
}
