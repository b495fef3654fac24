import { useEffect, useState } from "preact/hooks";
import type { DefinitionChange, DefinitionsVersion } from "../../wire/draft.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { definitionsVersion } from "../live/live-state.ts";
import { Ago } from "../parts/ago.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { lock } from "../session.ts";
import { ChangeList } from "./change-list.tsx";
import { fetchDraft } from "./desk-state.ts";

/** Everything that was ever published, and the way back to it. */
export function VersionsScreen() {
  const [versions, setVersions] = useState<DefinitionsVersion[]>();
  const [hasMore, setMore] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const load = async (before?: number): Promise<void> => {
    setProblem(undefined);
    const answer = await api.versions(before);
    if (!answer.ok) return setProblem(answer.problem);
    const { versions: next } = answer.value;
    setMore(next.length > 0 && (next.at(-1)?.version ?? 1) > 1);
    setVersions((known) => (before === undefined ? next : [...(known ?? []), ...next]));
  };
  const isOpen = lock.value === "open";
  const published = definitionsVersion.value;
  useEffect(() => {
    if (isOpen) void load();
  }, [isOpen, published]);

  if (problem !== undefined && versions === undefined) {
    return <ProblemNotice what={t("versions.failed")} problem={problem} retry={() => void load()} />;
  }
  if (versions === undefined) return <Skeleton lines={6} />;
  const newest = versions[0]?.version;
  return (
    <>
      <ol class="versions">
        {versions.map((one) => (
          <Version key={one.version} one={one} isNewest={one.version === newest} restored={() => void load()} />
        ))}
      </ol>
      {versions.length === 0 && <p class="empty">{t("versions.none")}</p>}
      {problem !== undefined && <ProblemNotice what={t("versions.failed")} problem={problem} />}
      {hasMore && (
        <button type="button" class="button" onClick={() => void load(versions.at(-1)?.version)}>
          {t("versions.more")}
        </button>
      )}
    </>
  );
}

function Version({ one, isNewest, restored }: { one: DefinitionsVersion; isNewest: boolean; restored: () => void }) {
  const [changes, setChanges] = useState<DefinitionChange[]>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [isRunning, setRunning] = useState(false);
  const look = async (): Promise<void> => {
    if (changes !== undefined || isNewest) return;
    const answer = await api.version(one.version);
    if (answer.ok) setChanges(answer.value.changes);
    else setProblem(answer.problem);
  };
  const restore = async (): Promise<void> => {
    setRunning(true);
    const answer = await api.restoreVersion(one.version);
    setRunning(false);
    if (!answer.ok) return setProblem(answer.problem);
    await fetchDraft();
    restored();
  };
  return (
    <li class="card version">
      <p>
        <strong>{t("versions.version", { version: one.version })}</strong>
        {isNewest && <span class="badge">{t("versions.live")}</span>} <Ago at={one.at} />
        {one.by !== undefined && <span class="muted"> · {one.by}</span>}
        {one.restored !== undefined && <span class="muted"> · {t("versions.repeats", { version: one.restored })}</span>}
      </p>
      {one.note !== undefined && <p>{one.note}</p>}
      {!isNewest && (
        <details onToggle={(toggle) => toggle.currentTarget.open && void look()}>
          <summary>{t("versions.back", { version: one.version })}</summary>
          {changes === undefined && problem === undefined && <Skeleton lines={2} />}
          {changes !== undefined && (
            <>
              <ChangeList changes={changes} />
              <button
                type="button"
                class="button"
                disabled={isRunning || changes.length === 0}
                aria-busy={isRunning}
                onClick={() => void restore()}
              >
                <Icon name="undo" />
                {t("versions.restore", { version: one.version })}
              </button>
            </>
          )}
          {problem !== undefined && <ProblemNotice what={t("versions.restore_failed")} problem={problem} />}
        </details>
      )}
    </li>
  );
}
