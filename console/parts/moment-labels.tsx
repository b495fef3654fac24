import type { Moment } from "../../wire/console.ts";
import { formatDateTime } from "../format.ts";
import { t } from "../i18n.ts";
import type { MessageKey } from "../i18n.ts";

/** What is going on with a visitor, as small labels; nothing where nothing is. */
export function MomentLabels({ moments }: { moments: readonly Moment[] | undefined }) {
  if (moments === undefined || moments.length === 0) return null;
  return (
    <span class="moments">
      {moments.map(({ name, since, until }) => (
        <span
          key={name}
          class="mark"
          title={t("moment.span", { since: formatDateTime(since), until: formatDateTime(until) })}
        >
          {momentWords(name)}
        </span>
      ))}
    </span>
  );
}

function momentWords(name: Moment["name"]): string {
  const key: MessageKey = `moment.${name}`;
  // A Worker newer than this page may know a moment it has no words for.
  return t(key) || name;
}
