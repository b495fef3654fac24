import type { DefinitionChange } from "../../wire/draft.ts";
import { t } from "../i18n.ts";

/** Longest value written out; what is longer is told by its beginning. */
const SHOWN_LENGTH = 120;

/** What differs, thing by thing: "changed · Winter sale · headline (en): Old → New". */
export function ChangeList({ changes }: { changes: readonly DefinitionChange[] }) {
  if (changes.length === 0) return <p class="muted">{t("desk.no_changes")}</p>;
  return (
    <ul class="change-list">
      {changes.map((change) => (
        <li key={`${change.collection}.${change.id ?? ""}`}>
          <span class={`change-kind change-${change.kind}`}>{t(`desk.change.${change.kind}`)}</span>{" "}
          <strong>{change.name ?? change.id ?? change.collection}</strong>
          {change.id !== undefined && <span class="muted"> · {change.collection}</span>}
          {change.fields !== undefined && change.fields.length > 0 && (
            <dl class="change-fields">
              {change.fields.map(({ path, before, after }) => (
                <div key={path}>
                  {path !== "" && <dt>{path}</dt>}
                  <dd>
                    {before !== undefined && <del>{shown(before)}</del>}
                    {before !== undefined && after !== undefined && " → "}
                    {after !== undefined && <ins>{shown(after)}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
