import { useEffect, useRef } from "preact/hooks";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { filtersToQuery, isFiltering, NO_FILTERS } from "./filters.ts";
import {
  feed,
  filters,
  lastDataAt,
  matching,
  paused,
  pauseReasons,
  rowsInView,
  setPause,
  showWaiting,
  SHOWN_ROWS,
  waiting,
} from "./live-state.ts";
import { StreamRow } from "./stream-row.tsx";

/** CSS pixels of the lowest row there can be, and rows beyond the edge: enough to scroll, which shows the others. */
const LOWEST_ROW_PX = 36;
const ROWS_BEYOND = 4;
/** Pixels one may scroll before it counts as reading further down. */
const SCROLLED_PX = 8;

/** The stream of entries. It stands still while a pointer rests on it, it is scrolled, or the keyboard is in it. */
export function Stream() {
  const box = useRef<HTMLDivElement>(null);
  useReadingPauses(box);
  const toTop = () => {
    if (box.current !== null) box.current.scrollTop = 0;
    showWaiting();
  };
  return (
    <section class="stream card" aria-labelledby="stream-heading">
      <header class="stream-head">
        <h2 id="stream-heading">{t("stream.heading")}</h2>
        <PauseLine toTop={toTop} />
      </header>
      {/* The pauses are how one reads a moving list; the box itself only scrolls, so it is focusable for the keys. */}
      <div class="stream-box" ref={box} tabIndex={0} role="group" aria-label={t("stream.heading")}>
        <Rows />
      </div>
      <StreamFoot />
    </section>
  );
}

function PauseLine({ toTop }: { toTop: () => void }) {
  const isHeld = pauseReasons.value.has("held");
  const count = isFiltering(filters.value) ? waiting.value : feed.value.heldCount;
  return (
    <div class="stream-pause">
      {paused.value && !isHeld && <span class="muted small">{t("stream.auto_paused")}</span>}
      {count > 0 && (
        <button type="button" class="button button-accent" onClick={toTop}>
          <Icon name="up" />
          {t("stream.new", { count })}
        </button>
      )}
      <button type="button" class="button" aria-pressed={isHeld} onClick={() => setPause("held", !isHeld)}>
        <Icon name={isHeld ? "play" : "pause"} />
        {isHeld ? t("stream.resume") : t("stream.pause")}
      </button>
    </div>
  );
}

function Rows() {
  const entries = matching.value;
  if (entries.length > 0) {
    return (
      <ol class="rows">
        {entries.slice(0, paused.value ? SHOWN_ROWS : rowsInView.value).map((entry) => (
          <StreamRow key={entry.seq} entry={entry} />
        ))}
      </ol>
    );
  }
  if (lastDataAt.value === 0) return <Skeleton lines={8} />;
  return isFiltering(filters.value) && feed.value.shown.length > 0 ? <NothingMatches /> : <NothingYet />;
}

function NothingMatches() {
  return (
    <div class="empty">
      <p class="empty-title">{t("stream.no_match")}</p>
      <p class="muted">{t("stream.no_match_hint", { count: feed.value.shown.length })}</p>
      <button type="button" class="button" onClick={() => setQuery((query) => filtersToQuery(NO_FILTERS, query))}>
        {t("filter.clear")}
      </button>
    </div>
  );
}

function NothingYet() {
  return (
    <div class="empty">
      <p class="empty-title">{t("stream.empty")}</p>
      <p class="muted">{t("stream.empty_hint")}</p>
      <a class="button" href="#install-heading">
        {t("stream.empty_action")}
      </a>
    </div>
  );
}

function StreamFoot() {
  const { received, leftOut } = feed.value;
  const shown = Math.min(matching.value.length, SHOWN_ROWS);
  return (
    <footer class="stream-foot muted small">
      <span>
        {t("stream.received", { count: received, total: formatNumber(received), shown: formatNumber(shown) })}
      </span>
      {leftOut > 0 && <span title={t("stream.left_out_hint")}>{t("stream.left_out", { count: leftOut })}</span>}
    </footer>
  );
}

function useReadingPauses(box: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const listening = new AbortController();
    const listen = (type: string, handle: (event: Event) => void) =>
      element.addEventListener(type, handle, { signal: listening.signal, passive: true });
    // A finger does not hover: touching scrolls, and scrolling pauses.
    listen("pointerenter", (event) => {
      if (event instanceof PointerEvent && event.pointerType === "mouse") setPause("pointer", true);
    });
    listen("pointerleave", () => setPause("pointer", false));
    listen("scroll", () => setPause("scrolled", element.scrollTop > SCROLLED_PX));
    // Only keyboard focus: after a click the focus stays behind while the reader is elsewhere.
    listen("focusin", (event) => {
      if (event.target instanceof Element && event.target.matches(":focus-visible")) setPause("focus", true);
    });
    listen("focusout", () => setPause("focus", false));
    const size = new ResizeObserver(() => {
      rowsInView.value = Math.min(SHOWN_ROWS, Math.ceil(element.clientHeight / LOWEST_ROW_PX) + ROWS_BEYOND);
    });
    size.observe(element);
    return () => {
      size.disconnect();
      listening.abort();
      setPause("pointer", false);
      setPause("scrolled", false);
      setPause("focus", false);
    };
  }, []);
}
