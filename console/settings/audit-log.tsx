import { useState } from "preact/hooks";
import type { AuditAction, AuditEntry } from "../../wire/access.ts";
import { api } from "../api.ts";
import { t } from "../i18n.ts";
import { Ago } from "../parts/ago.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";

/** Characters of a detail that stand there at once: two lines of a wide screen's column. */
const DETAIL_SHOWN = 140;

interface AuditLogProps {
  heading?: string;
  /** What is said where there is no entry. */
  none?: string;
  /** Only these; missing: all. */
  actions?: readonly AuditAction[];
}

/** What was done, by whom, newest first. */
export function AuditLog({ heading = t("audit.heading"), none = t("audit.none"), actions = [] }: AuditLogProps) {
  const first = useResource(() => api.audit(undefined, actions));
  const [older, setOlder] = useState<AuditEntry[]>([]);
  const [isEnd, setEnd] = useState(false);
  const entries = [...(first.value?.entries ?? []), ...older];
  const more = async (): Promise<void> => {
    const answer = await api.audit(entries.at(-1)?.seq, actions);
    if (!answer.ok) return;
    setOlder([...older, ...answer.value.entries]);
    setEnd(answer.value.entries.length === 0);
  };
  return (
    <section class="card settings-card settings-wide">
      <h2 id="audit-heading">{heading}</h2>
      {first.problem !== undefined && first.value === undefined ? (
        <ProblemNotice what={t("audit.failed")} problem={first.problem} retry={() => void first.reload()} />
      ) : first.value === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <>
          <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="audit-heading">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("audit.when")}</th>
                  <th scope="col">{t("audit.who")}</th>
                  <th scope="col">{t("audit.what")}</th>
                  <th scope="col">{t("audit.target")}</th>
                  <th scope="col">{t("audit.detail")}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.seq}>
                    <td>
                      <Ago at={entry.at} />
                    </td>
                    <td>{entry.by}</td>
                    <td>{t(`audit.${entry.action}`)}</td>
                    <td>{entry.target}</td>
                    <td class="audit-detail">
                      <Detail text={entry.detail ?? ""} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {entries.length === 0 && <p class="muted">{none}</p>}
          {!isEnd && entries.length > 0 && (
            <button type="button" class="button" onClick={() => void more()}>
              {t("audit.more")}
            </button>
          )}
        </>
      )}
    </section>
  );
}

/** A first publication names everything there is: its beginning says enough, the rest is one click away. */
function Detail({ text }: { text: string }) {
  if (text.length <= DETAIL_SHOWN) return <>{text}</>;
  return (
    <details>
      <summary>{`${text.slice(0, DETAIL_SHOWN)}…`}</summary>
      {`…${text.slice(DETAIL_SHOWN)}`}
    </details>
  );
}
