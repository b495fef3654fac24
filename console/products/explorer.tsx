import type { ComponentChildren } from "preact";
import type { MerchandisingRule } from "../../wire/definitions.ts";
import type { ExplainAnswer, ExplainedProduct, ExplainedRow, ProductSummary } from "../../wire/recommendations.ts";
import type { ApiProblem } from "../api.ts";
import { working } from "../desk/desk-state.ts";
import { CheckField, ChoiceField, TextField } from "../form/field.tsx";
import { formatMoney, formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { reasonWords } from "../why/reason-words.ts";
import { AskedAnswer } from "./asked-answer.tsx";
import { compareRows } from "./compare-rows.ts";
import type { Mark } from "./compare-rows.ts";
import { changeExplorerQuery, MOST_PICKED, RELATIONS, WHO } from "./explorer-query.ts";
import type { ExplorerQuery } from "./explorer-query.ts";
import { effectWords, factWords } from "./fact-words.ts";
import { ModelVersions } from "./model-versions.tsx";
import { ProductImage } from "./product-image.tsx";
import { ProductPicker } from "./product-picker.tsx";
import { addRule } from "./rule-changes.ts";
import { placementChoices, targetWords } from "./rule-editor.tsx";
import { imageOf, titleOf } from "./titles.ts";

interface ExplorerProps {
  query: ExplorerQuery;
  ownVisitor: string | undefined;
  hasQuestion: boolean;
  answer: ExplainAnswer | undefined;
  problem: ApiProblem | undefined;
  reload: () => void;
}

/** A row as somebody would get it, and for each product why. */
export function Explorer({ query, ownVisitor, hasQuestion, answer, problem, reload }: ExplorerProps) {
  return (
    <section class="card explorer" aria-labelledby="explorer-heading">
      <h2 id="explorer-heading">{t("explorer.heading")}</h2>
      <p class="muted">{t("explorer.explain")}</p>
      <Session query={query} ownVisitor={ownVisitor} />
      {problem !== undefined && <ProblemNotice what={t("explorer.failed")} problem={problem} retry={reload} />}
      {!hasQuestion ? (
        <p class="empty muted">{t(query.who === "me" ? "explorer.not_here" : "explorer.nobody")}</p>
      ) : answer === undefined ? (
        problem === undefined && <Skeleton lines={8} />
      ) : (
        <Answer query={query} answer={answer} />
      )}
    </section>
  );
}

function change(part: Partial<ExplorerQuery>): void {
  setQuery((query) => changeExplorerQuery(query, part));
}

function Session({ query, ownVisitor }: { query: ExplorerQuery; ownVisitor: string | undefined }) {
  const { who, viewed, cart, visitor, placement, relation, onPage, compare } = query;
  return (
    <div class="explorer-session">
      <div class="segmented" role="group" aria-label={t("explorer.who")}>
        {WHO.map((one) => (
          <button key={one} type="button" aria-pressed={one === who} onClick={() => change({ who: one })}>
            {t(`explorer.who.${one}`)}
          </button>
        ))}
      </div>
      {who === "picked" && (
        <div class="field-row">
          <Picked
            label={t("explorer.viewed")}
            none={t("explorer.viewed_none")}
            ids={viewed}
            onIds={(ids) => change({ viewed: ids })}
          />
          <Picked
            label={t("explorer.cart")}
            none={t("explorer.cart_none")}
            ids={cart}
            onIds={(ids) => change({ cart: ids })}
          />
        </div>
      )}
      {who === "me" && ownVisitor !== undefined && <p class="muted">{t("explorer.me_hint")}</p>}
      {who === "visitor" && (
        <TextField
          label={t("explorer.visitor")}
          hint={t("explorer.visitor_hint")}
          value={visitor}
          maxLength={128}
          onValue={(id) => change({ visitor: id })}
        />
      )}
      <div class="field-row">
        <ChoiceField
          label={t("explorer.placement")}
          value={placement}
          onValue={(next) => change({ placement: next })}
          choices={placementChoices(t("explorer.no_placement"), placement)}
        />
        <ChoiceField
          label={t("explorer.relation")}
          value={relation}
          onValue={(next) => change({ relation: next })}
          choices={[
            { value: "" as const, label: t("explorer.own_relation") },
            ...RELATIONS.map((value) => ({ value, label: t(`explorer.relation.${value}`) })),
          ]}
        />
      </div>
      <div class="checks">
        {who === "picked" && viewed.length > 0 && (
          <CheckField
            label={t("explorer.on_page")}
            checked={onPage}
            onChecked={(checked) => change({ onPage: checked })}
          />
        )}
        <CheckField
          label={t("explorer.compare")}
          checked={compare}
          onChecked={(checked) => change({ compare: checked })}
        />
      </div>
    </div>
  );
}

interface PickedProps {
  label: string;
  none: string;
  ids: readonly string[];
  onIds: (ids: string[]) => void;
}

function Picked({ label, none, ids, onIds }: PickedProps) {
  return (
    <div class="picked">
      <ProductPicker
        label={label}
        disabled={ids.length >= MOST_PICKED}
        onPick={({ id }) => onIds([...ids.filter((one) => one !== id), id])}
      />
      {ids.length === 0 ? (
        <p class="muted small">{none}</p>
      ) : (
        <ol class="chips">
          {ids.map((id) => (
            <li key={id} class="chip">
              {titleOf(id)}
              <button
                type="button"
                class="icon-button"
                aria-label={t("explorer.take_out", { product: titleOf(id) })}
                onClick={() => onIds(ids.filter((one) => one !== id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Answer({ query, answer }: { query: ExplorerQuery; answer: ExplainAnswer }) {
  const { row, previous, products, models } = answer;
  const marks = previous && compareRows(idsOf(row), idsOf(previous));
  return (
    <>
      <p class="sentence" role="status">
        {rowSentence(row)}
      </p>
      <div class={previous === undefined ? "rows-compared" : "rows-compared rows-two"}>
        <div>
          {previous !== undefined && <h3>{t("compare.current", { version: row.model.version })}</h3>}
          <RowList row={row} products={products} placement={query.placement} marks={marks?.current} canSteer />
        </div>
        {query.compare && (
          <div>
            {previous === undefined ? (
              <p class="muted">{t("compare.none")}</p>
            ) : (
              <>
                <h3>{t("compare.previous", { version: previous.model.version })}</h3>
                <RowList
                  row={previous}
                  products={products}
                  placement={query.placement}
                  marks={marks?.previous}
                  canSteer={false}
                />
              </>
            )}
          </div>
        )}
      </div>
      {query.compare && models !== undefined && <ModelVersions models={models} />}
      <div class="explorer-more">
        <WhyNot query={query} row={row} />
        <Beginnings row={row} />
        <Exploration row={row} />
        <Filtered row={row} />
        <Outranked row={row} />
      </div>
    </>
  );
}

function idsOf({ products }: ExplainedRow): string[] {
  return products.map(({ id }) => id);
}

/** Such as "4 products: 3 Others looked at it too, 1 Popular now." */
function rowSentence({ products, limit, relation }: ExplainedRow): string {
  if (products.length === 0) return t("explorer.empty_row");
  const counts = new Map<string, number>();
  for (const { reason } of products) counts.set(reasonWords(reason), (counts.get(reasonWords(reason)) ?? 0) + 1);
  const parts = [...counts].map(([reason, count]) => t("explorer.part", { reason, count }));
  return t("explorer.sentence", {
    count: products.length,
    limit,
    relation: t(`explorer.relation.${relation}`),
    parts: parts.join(t("fact.comma")),
  });
}

interface RowListProps {
  row: ExplainedRow;
  products: Record<string, ProductSummary>;
  placement: string;
  marks: Map<string, Mark> | undefined;
  /** Whether rules may be made from here. */
  canSteer: boolean;
}

function RowList({ row, products, placement, marks, canSteer }: RowListProps) {
  return (
    <ol class="explained">
      {row.products.map((product, place) => (
        <Explained
          key={product.id}
          product={product}
          summary={products[product.id]}
          place={place + 1}
          placement={placement}
          mark={marks?.get(product.id)}
          canSteer={canSteer}
        />
      ))}
    </ol>
  );
}

interface ExplainedProps {
  product: ExplainedProduct;
  summary: ProductSummary | undefined;
  place: number;
  placement: string;
  mark: Mark | undefined;
  canSteer: boolean;
}

const STEERING = ["pin", "boost", "bury", "exclude"] as const;

function Explained({ product, summary, place, placement, mark, canSteer }: ExplainedProps) {
  const { id, fact, reason, effects } = product;
  const title = summary?.title ?? id;
  const steer = (action: MerchandisingRule["action"]): void =>
    addRule({ action, product: id, ...(placement !== "" && { placement }) });
  return (
    <li class="explained-product">
      <span class="explained-place">{place}</span>
      <ProductImage src={summary?.imageLink} />
      <div class="explained-words">
        <p>
          <strong>{title}</strong>{" "}
          {summary !== undefined && <span class="muted small">{formatMoney(summary.price, summary.currency)}</span>}{" "}
          {mark !== undefined && <MarkBadge mark={mark} />}
        </p>
        <p title={reasonWords(reason)}>{factWords(fact, titleOf)}</p>
        <p class="muted small">
          {effects.pinnedBy !== undefined && (
            <span class="badge">{t("effect.pinned", { rule: effects.pinnedBy + 1 })}</span>
          )}
          {reason !== "PINNED" &&
            effectWords(effects).map((words) => (
              <span key={words} class="badge">
                {words}
              </span>
            ))}
        </p>
        {canSteer && (
          <p class="steer">
            {STEERING.map((action) => (
              <button
                key={action}
                type="button"
                class="link-button"
                aria-label={t("explorer.steer", { action: t(`rules.action.${action}`), product: title })}
                onClick={() => steer(action)}
              >
                {t(`rules.action.${action}`)}
              </button>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

function MarkBadge({ mark }: { mark: Mark }) {
  if (mark.kind === "same") return <span class="muted small">{t("compare.same")}</span>;
  const words = "by" in mark ? t(`compare.${mark.kind}`, { by: formatNumber(mark.by) }) : t(`compare.${mark.kind}`);
  return <span class={`badge mark-${mark.kind}`}>{words}</span>;
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
  return (
    <Part heading={t("asked.heading")}>
      <ProductPicker label={t("asked.pick")} onPick={({ id }) => change({ why: id })} />
      {query.why !== "" && asked !== undefined && (
        <div class="asked" role="status">
          <p>
            <ProductImage src={imageOf(asked.id)} /> <strong>{titleOf(asked.id)}</strong>{" "}
            <button type="button" class="link-button" onClick={() => change({ why: "" })}>
              {t("asked.clear")}
            </button>
          </p>
          <AskedAnswer row={row} answer={asked.answer} ruleWords={ruleWords} />
        </div>
      )}
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
        <ul class="plain">
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
          <ul class="plain">
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
        <ul class="plain">
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
        <ul class="plain">
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
