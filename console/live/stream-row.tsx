import { useMemo } from "preact/hooks";
import type { LiveEntry } from "../../wire/console.ts";
import type { Decision } from "../../wire/decision.ts";
import { formatClock, formatDateTime, formatMoney } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { href } from "../location.ts";
import { placementName, segmentName } from "../names.ts";
import { ownVisitors } from "../own-visitor.ts";
import { Icon } from "../parts/icon.tsx";
import { MomentLabels } from "../parts/moment-labels.tsx";
import { ScoreChip } from "../parts/score-chip.tsx";
import { besideStream, chosenVisitor } from "../visitor/visitor-state.ts";
import { eventWords, reasonTone, reasonWords } from "../why/reason-words.ts";
import { showWhy } from "../why/why-state.ts";
import { entryRow } from "./entry-row.ts";
import type { EntryRow, EventLine } from "./entry-row.ts";

/** One entry of the stream. An entry never changes, so its row is made anew only for another language or reader. */
export function StreamRow({ entry }: { entry: LiveEntry }) {
  const locale = currentLocale();
  const own = ownVisitors.value;
  const row = useMemo(() => entryRow(entry, own), [entry, own]);
  const isChosen = chosenVisitor.value === entry.visitor;
  return useMemo(() => <Row row={row} isChosen={isChosen} />, [row, isChosen, locale]);
}

function Row({ row, isChosen }: { row: EntryRow; isChosen: boolean }) {
  const kind = row.own ? "row row-own" : row.simulated ? "row row-simulated" : "row";
  return (
    <li class={isChosen ? `${kind} row-chosen` : kind}>
      <time class="row-time" dateTime={new Date(row.at).toISOString()} title={formatDateTime(row.at)}>
        {formatClock(row.at)}
      </time>
      <div class="row-who">
        <a
          class="visitor-id"
          href={href(besideStream(row.visitor))}
          data-route={besideStream(row.visitor)}
          title={t("row.open_visitor", { id: row.visitor })}
        >
          {row.shortId}
        </a>
        {row.own && <span class="mark mark-own">{t("row.you")}</span>}
        {row.simulated && (
          <span class="mark" title={t("row.simulated_hint")}>
            {t("row.simulated")}
          </span>
        )}
        {row.server && <span class="mark">{t("row.server")}</span>}
        {row.country !== undefined && <span class="muted small">{row.country}</span>}
        <MomentLabels moments={row.moments} />
      </div>
      <div class="row-score">{row.score !== undefined && <ScoreChip score={row.score} step={row.step} />}</div>
      <ul class="row-lines">
        {row.events.map((line) => (
          <EventItemLine key={line.id} line={line} />
        ))}
        {row.moreEvents > 0 && <li class="muted small">{t("row.more_events", { count: row.moreEvents })}</li>}
        {row.entered.map((id) => (
          <SegmentLine key={id} id={id} what={t("row.entered")} />
        ))}
        {row.left.map((id) => (
          <SegmentLine key={id} id={id} what={t("row.left")} />
        ))}
        {row.decisions.map((decision) => (
          <DecisionLine key={decision.id} decision={decision} row={row} />
        ))}
      </ul>
    </li>
  );
}

function EventItemLine({ line }: { line: EventLine }) {
  return (
    <li class="line">
      <span class="line-name" title={line.name}>
        {eventWords(line.name)}
      </span>
      <span class="line-subject" title={line.subject}>
        {line.subject}
        {line.more > 0 && <span class="muted"> {t("row.more_items", { count: line.more })}</span>}
      </span>
      {line.value !== undefined && <span class="line-value">{formatMoney(line.value, line.currency)}</span>}
    </li>
  );
}

function SegmentLine({ id, what }: { id: string; what: string }) {
  const path = `segments/${id}`;
  return (
    <li class="line">
      <span class="line-name">{what}</span>
      <a class="line-subject" href={href(path)} data-route={path} title={id}>
        {segmentName(id)}
      </a>
    </li>
  );
}

function DecisionLine({ decision, row }: { decision: Decision; row: EntryRow }) {
  const why = () =>
    showWhy({
      decision,
      at: row.at,
      visitor: row.visitor,
      ...(row.score === undefined ? {} : { score: row.score }),
    });
  const placement = placementName(decision.placement);
  return (
    <li class={`line line-decision tone-${reasonTone(decision.reason)}`}>
      <span class="line-name" title={decision.placement}>
        <Icon name="arrow" />
        {placement}
      </span>
      <span class="line-subject">
        <DecisionContent decision={decision} />
        <span class="reason" title={decision.reason}>
          {reasonWords(decision.reason)}
        </span>
      </span>
      <button type="button" class="why-button" onClick={why} aria-label={t("why.open_for", { placement })}>
        {t("why.open")}
      </button>
    </li>
  );
}

/** What the placement got, in a phrase. */
function DecisionContent({ decision }: { decision: Decision }) {
  switch (decision.kind) {
    case "offer":
      return <strong>{decision.offer.headline}</strong>;
    case "products":
      return (
        <span title={decision.products.map((product) => product.title).join(" · ")}>
          <strong>{t("decision.products", { count: decision.products.length })}</strong>
          <span class="product-titles"> {decision.products.map((product) => product.title).join(" · ")}</span>
        </span>
      );
    case "none":
      return <span class="muted">{t("decision.none")}</span>;
  }
}
