import type { ComponentChildren } from "preact";
import type { VisitorView } from "../../wire/console.ts";
import { shortId } from "../live/entry-row.ts";
import { filtersToQuery, NO_FILTERS } from "../live/filters.ts";
import { formatClock } from "../format.ts";
import { t } from "../i18n.ts";
import { go, href, LIVE, place, setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { ExportVisitor } from "./export-visitor.tsx";
import { besideStream, lookAgain, refreshVisitor, visitorPath, visitorState } from "./visitor-state.ts";
import { isBlank } from "./visitor-summary.ts";

/** The chosen visitor once there is something to show, and before and after that what there is to say instead. */
export function VisitorBody({ children }: { children: (view: VisitorView) => ComponentChildren }) {
  const state = visitorState.value;
  switch (state.kind) {
    case "loading":
      return <Skeleton lines={10} />;
    case "failed":
      return <ProblemNotice what={t("visitor.failed")} problem={state.problem} retry={() => void refreshVisitor()} />;
    case "erased":
      return (
        <div class="notice notice-done" role="status">
          <Icon name="check" />
          <div>
            <p class="notice-what">{t("erase.done")}</p>
            <p>{t("erase.done_detail", { time: formatClock(state.at) })}</p>
            <p>{state.left === undefined ? t("erase.not_counted") : t("erase.left", { rows: state.left.total })}</p>
            <button type="button" class="button" onClick={lookAgain}>
              {t("erase.look_again")}
            </button>
          </div>
        </div>
      );
    case "unknown":
      return <Unknown />;
    case "shown": {
      const { view } = state;
      if (view.mergedInto !== undefined) return <Merged into={view.mergedInto} />;
      if (isBlank(view)) return <Unknown />;
      return (
        <>
          <div class="visitor-actions">
            <button type="button" class="button" onClick={() => void refreshVisitor()} aria-busy={state.refreshing}>
              <Icon name="refresh" />
              {t("visitor.refresh")}
            </button>
            <ExportVisitor visitor={view.visitor} />
            <button type="button" class="button" onClick={() => watchOnly(view.visitor)}>
              {t("visitor.only")}
            </button>
          </div>
          {children(view)}
        </>
      );
    }
  }
}

/** The stream with nobody but this visitor. */
function watchOnly(visitor: string): void {
  if (!place.value.path.startsWith(LIVE)) go(besideStream(visitor));
  setQuery((query) => filtersToQuery({ ...NO_FILTERS, visitor }, query));
}

function Unknown() {
  return (
    <div class="empty">
      <p class="empty-title">{t("visitor.unknown")}</p>
      <p class="muted">{t("visitor.unknown_hint")}</p>
    </div>
  );
}

/** Their past went to another id, which is looked at in the same way. */
function Merged({ into }: { into: string }) {
  const path = place.value.path.startsWith(LIVE) ? besideStream(into) : visitorPath(into);
  return (
    <div class="notice">
      <Icon name="arrow" />
      <div>
        <p class="notice-what">{t("visitor.merged")}</p>
        <p>
          <a href={href(path)} data-route={path}>
            {t("visitor.merged_link", { id: shortId(into) })}
          </a>
        </p>
      </div>
    </div>
  );
}
