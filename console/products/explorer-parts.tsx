import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { ExplainedRow } from "../../wire/recommendations.ts";
import { working } from "../desk/desk-state.ts";
import { formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { setQuery } from "../location.ts";
import { reasonWords } from "../why/reason-words.ts";
import { AskedAnswer } from "./asked-answer.tsx";
import { changeExplorerQuery } from "./explorer-query.ts";
import type { ExplorerQuery } from "./explorer-query.ts";
import { factWords } from "./fact-words.ts";
import { ProductImage } from "./product-image.tsx";
import { ProductPicker } from "./product-picker.tsx";
import { targetWords } from "./rule-editor.tsx";
import { imageOf, titleOf } from "./titles.ts";

/** What stands behind a row: what it began from, what could not come in, and why one that is missed is not there. */
export function ExplorerParts({ query, row }: { query: ExplorerQuery; row: ExplainedRow }) {
  return (
    <div class="explorer-more">
      <WhyNot query={query} row={row} />
      <Beginnings row={row} />
      <Exploration row={row} />
      <Filtered row={row} />
      <Outranked row={row} />
    </div>
  );
}

function ask(why: string): void {
  setQuery((query) => changeExplorerQuery(query, { why }));
}

function Part({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <div class="explorer-part">
      <h3>{heading}</h3>
      {children}
    </div>
  );
}

function WhyNot({ query, row }: { query: ExplorerQuery; row: ExplainedRow }) {
  const { asked } = row;
  const part = useRef<HTMLDivElement>(null);
  return (
    <Part heading={t("asked.heading")}>
      <div ref={part}>
        <ProductPicker label={t("asked.pick")} onPick={({ id }) => ask(id)} />
        {query.why !== "" && asked !== undefined && (
          <div class="asked" role="status">
            <p>
              <ProductImage src={imageOf(asked.id)} /> <strong>{titleOf(asked.id)}</strong>{" "}
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  ask("");
                  // The button goes with what it clears.
                  part.current?.querySelector("input")?.focus();
                }}
              >
                {t("asked.clear")}
              </button>
            </p>
            <AskedAnswer row={row} answer={asked.answer} ruleWords={ruleWords} />
          </div>
        )}
      </div>
    </Part>
  );
}

/** A rule of the draft by its place in it, such as "3: Exclude Brand Norte". */
function ruleWords(index: number): string {
  const rule = working.value?.merchandising?.[index];
  if (rule === undefined) return t("rules.number", { number: index + 1 });
  return t("rules.words", {
    number: index + 1,
    action: t(`rules.action.${rule.action}`),
    what: targetWords(rule, titleOf),
  });
}

function Beginnings({ row: { anchors, sources } }: { row: ExplainedRow }) {
  const heaviest = anchors[0]?.weight ?? 1;
  return (
    <Part heading={t("explorer.begins")}>
      {anchors.length === 0 ? (
        <p class="muted">{t("explorer.begins_nowhere")}</p>
      ) : (
        <ul class="explorer-list">
          {anchors.map(({ id, weight }) => (
            <li key={id}>
              {titleOf(id)}{" "}
              <span class="muted small">{t("explorer.weight", { share: formatShare(weight / heaviest) })}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="muted small">
        {sources.length === 0
          ? t("explorer.no_source")
          : t("explorer.sources", {
              list: sources
                .map(({ source, found }) => t("explorer.source", { reason: reasonWords(source), count: found }))
                .join(t("fact.comma")),
            })}
      </p>
    </Part>
  );
}

function Exploration({ row: { exploration } }: { row: ExplainedRow }) {
  return (
    <Part heading={t("explorer.new")}>
      {exploration === undefined ? (
        <p class="muted">{t("explorer.new_none")}</p>
      ) : (
        <>
          <p>
            {exploration.drawn === undefined
              ? t("explorer.new_share", { share: formatShare(exploration.share), count: exploration.newcomers.length })
              : t("explorer.new_drawn", {
                  product: titleOf(exploration.drawn),
                  probability: formatShare(exploration.probability),
                })}
          </p>
          <ul class="explorer-list">
            {exploration.newcomers.map((id) => (
              <li key={id}>{titleOf(id)}</li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function Filtered({ row: { filtered } }: { row: ExplainedRow }) {
  return (
    <Part heading={t("explorer.filtered")}>
      {filtered.length === 0 ? (
        <p class="muted">{t("explorer.filtered_none")}</p>
      ) : (
        <ul class="explorer-list">
          {filtered.map(({ id, reason, rule }) => (
            <li key={id}>
              {titleOf(id)}{" "}
              <span class="muted small">{rule === undefined ? reasonWords(reason) : ruleWords(rule)}</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Outranked({ row: { outranked } }: { row: ExplainedRow }) {
  return (
    <Part heading={t("explorer.outranked")}>
      {outranked.length === 0 ? (
        <p class="muted">{t("explorer.outranked_none")}</p>
      ) : (
        <ul class="explorer-list">
          {outranked.map(({ id, fact, rank, brandFull }) => (
            <li key={id}>
              {t("explorer.rank", { rank })} {titleOf(id)}{" "}
              <span class="muted small">
                {factWords(fact, titleOf)}
                {brandFull && ` · ${t("asked.brand_full")}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
