import { useEffect, useRef } from "preact/hooks";
import { shortId } from "../live/entry-row.ts";
import { filtersToQuery, NO_FILTERS } from "../live/filters.ts";
import { formatClock } from "../format.ts";
import { t } from "../i18n.ts";
import { go, href, LIVE, setQuery } from "../location.ts";
import { wantProductNames } from "../names.ts";
import { ownVisitors } from "../own-visitor.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { EraseVisitor } from "./erase-visitor.tsx";
import { exportVisitor } from "./export-visitor.ts";
import { VisitorDetails } from "./visitor-details.tsx";
import { besideStream, chosenVisitor, lookAgain, refreshVisitor, visitorPath, visitorState } from "./visitor-state.ts";
import { isBlank } from "./visitor-summary.ts";

/** One visitor, beside the stream. Opened by address, so it can be linked to; Escape goes back. */
export function VisitorPanel() {
  const id = chosenVisitor.value;
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    panel.current?.scrollTo(0, 0);
    void wantProductNames();
  }, [id]);
  return (
    <section
      ref={panel}
      class="visitor card"
      aria-labelledby="visitor-heading"
      onKeyDown={(key) => {
        if (key.key === "Escape" && !key.defaultPrevented) closePanel(id);
      }}
    >
      <header class="visitor-head">
        <button
          type="button"
          class="icon-button"
          onClick={() => closePanel(id)}
          aria-label={t("visitor.close")}
          title={t("visitor.close")}
        >
          <Icon name="back" />
        </button>
        <h2 id="visitor-heading" ref={heading} tabIndex={-1}>
          {t("visitor.heading", { id: shortId(id) })}
        </h2>
        {ownVisitors.value.has(id) && <span class="mark mark-own">{t("row.you")}</span>}
        <a class="visitor-whole" href={href(visitorPath(id))} data-route={visitorPath(id)}>
          {t("visitor.whole")}
        </a>
      </header>
      <p class="visitor-full-id muted small">
        <code>{id}</code>
      </p>
      <Body />
    </section>
  );
}

function Body() {
  const state = visitorState.value;
  const id = chosenVisitor.value;
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
            <button type="button" class="button" onClick={() => exportVisitor(view)}>
              <Icon name="download" />
              {t("visitor.export")}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => setQuery((query) => filtersToQuery({ ...NO_FILTERS, visitor: id }, query))}
            >
              {t("visitor.only")}
            </button>
          </div>
          <VisitorDetails view={view} />
          <EraseVisitor key={id} />
        </>
      );
    }
  }
}

function Unknown() {
  return (
    <div class="empty">
      <p class="empty-title">{t("visitor.unknown")}</p>
      <p class="muted">{t("visitor.unknown_hint")}</p>
    </div>
  );
}

function Merged({ into }: { into: string }) {
  return (
    <div class="notice">
      <Icon name="arrow" />
      <div>
        <p class="notice-what">{t("visitor.merged")}</p>
        <p>
          <a href={href(besideStream(into))} data-route={besideStream(into)}>
            {t("visitor.merged_link", { id: shortId(into) })}
          </a>
        </p>
      </div>
    </div>
  );
}

function closePanel(id: string): void {
  go(LIVE);
  // Back to where the reader came from, if that row is still there.
  requestAnimationFrame(() => {
    const route = CSS.escape(besideStream(id));
    const from = document.querySelector<HTMLElement>(`.rows a[data-route="${route}"]`);
    (from ?? document.querySelector<HTMLElement>(".stream-box"))?.focus();
  });
}
