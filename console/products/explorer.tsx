import type { ExplainAnswer, ExplainedRow } from "../../wire/recommendations.ts";
import type { ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { reasonWords } from "../why/reason-words.ts";
import { compareRows } from "./compare-rows.ts";
import { RowList } from "./explained-row.tsx";
import { ExplorerParts } from "./explorer-parts.tsx";
import type { ExplorerQuery } from "./explorer-query.ts";
import { Session } from "./explorer-session.tsx";
import { ModelVersions } from "./model-versions.tsx";

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
      <ExplorerParts query={query} row={row} />
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
