import { useState } from "preact/hooks";
import type { VisitorView } from "../../wire/console.ts";
import { formatClock, formatDateTime, formatMoney } from "../format.ts";
import { t } from "../i18n.ts";
import { eventLine } from "../live/entry-row.ts";
import { placementName } from "../names.ts";
import { Ago } from "../parts/ago.tsx";
import { eventWords, reasonTone, reasonWords } from "../why/reason-words.ts";
import { showWhy } from "../why/why-state.ts";

/** Lines listed before "show all": the recent past fits a screen. */
const FIRST_LINES = 12;

/** What was decided for the visitor, and what they did, newest first. */
export function VisitorHistory({ view }: { view: VisitorView }) {
  const decisions = useFirst(view.decisions);
  const events = useFirst(view.timeline);
  return (
    <>
      <section>
        <h3>{t("visitor.decisions")}</h3>
        {view.decisions.length === 0 && <p class="muted">{t("visitor.no_decisions")}</p>}
        <ul class="plain history">
          {decisions.shown.map(({ at, decision }) => (
            <li key={decision.id} class={`pair tone-${reasonTone(decision.reason)}`}>
              <span>
                <span title={decision.placement}>{placementName(decision.placement)}</span>
                {decision.kind === "offer" && <strong> {decision.offer.headline}</strong>}
                {decision.kind === "products" && (
                  <strong> {t("decision.products", { count: decision.products.length })}</strong>
                )}{" "}
                <span class="reason" title={decision.reason}>
                  {reasonWords(decision.reason)}
                </span>{" "}
                <span class="muted">
                  <Ago at={at} />
                </span>
              </span>
              <button
                type="button"
                class="why-button"
                aria-label={t("why.open_for", { placement: placementName(decision.placement) })}
                onClick={() => showWhy({ decision, at, visitor: view.visitor })}
              >
                {t("why.open")}
              </button>
            </li>
          ))}
        </ul>
        <ShowAll {...decisions} />
      </section>
      <section>
        <h3>{t("visitor.timeline")}</h3>
        <ol class="plain history">
          {events.shown.map((event) => {
            const line = eventLine(event);
            return (
              <li key={event.id} class="timeline-line">
                <time class="muted" dateTime={new Date(event.at).toISOString()} title={formatDateTime(event.at)}>
                  {formatClock(event.at)}
                </time>
                <span title={event.name}>{eventWords(event.name)}</span>
                <span class="muted timeline-subject" title={line.subject}>
                  {line.subject}
                  {line.more > 0 && ` ${t("row.more_items", { count: line.more })}`}
                </span>
                {line.value !== undefined && <span class="number">{formatMoney(line.value, line.currency)}</span>}
              </li>
            );
          })}
        </ol>
        <ShowAll {...events} />
      </section>
    </>
  );
}

interface First<Item> {
  shown: readonly Item[];
  hidden: number;
  showAll(): void;
}

function useFirst<Item>(items: readonly Item[]): First<Item> {
  const [isAll, setAll] = useState(false);
  return {
    shown: isAll ? items : items.slice(0, FIRST_LINES),
    hidden: isAll ? 0 : Math.max(0, items.length - FIRST_LINES),
    showAll: () => setAll(true),
  };
}

function ShowAll({ hidden, showAll }: Pick<First<unknown>, "hidden" | "showAll">) {
  if (hidden === 0) return null;
  return (
    <button type="button" class="link-button" onClick={showAll}>
      {t("visitor.show_more", { count: hidden })}
    </button>
  );
}
