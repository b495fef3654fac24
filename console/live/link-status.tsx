import { formatAgo } from "../format.ts";
import { t } from "../i18n.ts";
import { now } from "../now.ts";
import { lastDataAt, link, reconnect } from "./live-state.ts";

/** How the connection stands, always in words: live, connecting, or since when nothing came. */
export function LinkStatus() {
  const state = link.value;
  const isStale = state.kind === "waiting" || (state.kind === "connecting" && lastDataAt.value > 0);
  return (
    <div class={`link link-${state.kind}`}>
      <span class="link-dot" aria-hidden="true" />
      {/* The words beside it count seconds; for ears only the change of state is news. */}
      <span class="unseen" role="status">
        {t(`link.${state.kind}`)}
      </span>
      <span>{state.kind === "open" ? t("link.open") : isStale ? staleWords() : t(`link.${state.kind}`)}</span>
      {state.kind === "waiting" && (
        <button type="button" class="link-button" onClick={reconnect}>
          {t("link.now")}
        </button>
      )}
    </div>
  );
}

function staleWords(): string {
  if (lastDataAt.value === 0) return t("link.never");
  return t("link.stale", { ago: formatAgo(lastDataAt.value, now.value) });
}
