import { useMemo } from "preact/hooks";
import type { LiveEntry, Score } from "../../wire/console.ts";
import { t } from "../i18n.ts";
import { feed, lastDataAt } from "../live/live-state.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { VisitorTable, type VisitorRow } from "./visitor-table.tsx";

/** As many as fit a screen; the stream has the rest. */
const SHOWN = 15;

/** Who was here lately, from the live feed: it costs no question. */
export function RecentVisitors() {
  const { shown, held } = feed.value;
  const visitors = useMemo(() => recentVisitors([...held, ...shown]), [shown, held]);
  return (
    <section class="card visitors-card" aria-labelledby="recent">
      <h2 id="recent">{t("visitors.recent")}</h2>
      {visitors.length > 0 ? (
        <VisitorTable visitors={visitors} caption={t("visitors.recent")} />
      ) : lastDataAt.value === 0 ? (
        <Skeleton lines={4} />
      ) : (
        <p class="muted">{t("visitors.recent_none")}</p>
      )}
    </section>
  );
}

/** Each visitor once, as their newest entry has them, newest first. */
export function recentVisitors(entries: readonly LiveEntry[]): VisitorRow[] {
  const newest = new Map<string, LiveEntry & { score: Score }>();
  for (const entry of entries) {
    const known = newest.get(entry.visitor);
    const { score } = entry;
    if (score !== undefined && (known === undefined || entry.at > known.at)) {
      newest.set(entry.visitor, { ...entry, score });
    }
  }
  return [...newest.values()]
    .toSorted((a, b) => b.at - a.at)
    .slice(0, SHOWN)
    .map(({ visitor, at, score, source }) => ({
      visitor,
      lastSeen: at,
      score,
      simulated: source === "simulated",
    }));
}
