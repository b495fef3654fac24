import { useState } from "preact/hooks";
import type { StoredOfVisitor, VisitorSummary } from "../../wire/visitors.ts";
import { api, type ApiProblem } from "../api.ts";
import { formatClock, formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { shortId } from "../live/entry-row.ts";
import { Ago } from "../parts/ago.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { EraseVisitor } from "../visitor/erase-visitor.tsx";
import { ExportVisitor } from "../visitor/export-visitor.tsx";
import { visitorPath } from "../visitor/visitor-state.ts";
import { StoredTable } from "./stored-table.tsx";

/** One person who was found: what is stored of them, all of it to hand over, and the way to erase it. */
export function PrivacyCase({ found, onHandled }: { found: VisitorSummary; onHandled: () => void }) {
  const { visitor, userId, firstSeen, lastSeen, eventCount, orders, mergedInto } = found;
  const stored = useResource(() => api.storedOfVisitor(visitor), visitor);
  const [erasedAt, setErasedAt] = useState<number>();
  const erase = async (): Promise<ApiProblem | undefined> => {
    const answer = await api.eraseVisitor(visitor);
    if (!answer.ok) return answer.problem;
    setErasedAt(Date.now());
    await stored.reload();
    onHandled();
    return undefined;
  };
  const heading = `case-${visitor}`;
  return (
    <section class="card visitors-card case" aria-labelledby={heading}>
      <h2 id={heading}>
        {erasedAt === undefined ? (
          <a href={href(visitorPath(visitor))} data-route={visitorPath(visitor)}>
            {t("visitor.heading", { id: shortId(visitor) })}
          </a>
        ) : (
          t("visitor.heading", { id: shortId(visitor) })
        )}
      </h2>
      <code class="muted small">{visitor}</code>
      {erasedAt === undefined && (
        <dl class="facts">
          {userId !== undefined && (
            <>
              <dt>{t("visitor.user")}</dt>
              <dd>{userId}</dd>
            </>
          )}
          <dt>{t("visitor.first_seen")}</dt>
          <dd>
            <Ago at={firstSeen} />
          </dd>
          <dt>{t("visitor.last_seen")}</dt>
          <dd>
            <Ago at={lastSeen} />
          </dd>
          <dt>{t("visitor.events")}</dt>
          <dd>{formatNumber(eventCount)}</dd>
          <dt>{t("visitors.orders")}</dt>
          <dd>{formatNumber(orders)}</dd>
        </dl>
      )}
      {mergedInto !== undefined && <p>{t("privacy.merged", { id: mergedInto })}</p>}
      {erasedAt !== undefined && <Erased at={erasedAt} stored={stored.value} />}
      {stored.value === undefined ? (
        stored.problem === undefined ? (
          <Skeleton lines={3} />
        ) : (
          <ProblemNotice what={t("privacy.not_counted")} problem={stored.problem} retry={() => void stored.reload()} />
        )
      ) : (
        <StoredTable stored={stored.value} />
      )}
      {erasedAt === undefined ? (
        <div class="case-actions">
          <ExportVisitor visitor={visitor} />
          <EraseVisitor erase={erase} />
        </div>
      ) : (
        <div class="buttons">
          <button type="button" class="button" onClick={() => void stored.reload()}>
            <Icon name="refresh" />
            {t("privacy.count_again")}
          </button>
        </div>
      )}
    </section>
  );
}

function Erased({ at, stored }: { at: number; stored: StoredOfVisitor | undefined }) {
  return (
    <div class="notice notice-done" role="status">
      <Icon name="check" />
      <div>
        <p class="notice-what">{t("erase.done")}</p>
        <p>{t("erase.done_detail", { time: formatClock(at) })}</p>
        <p class="rows-left">
          {stored === undefined ? t("erase.not_counted") : t("erase.left", { rows: stored.total })}
        </p>
        <p class="muted small">{t("privacy.comes_again")}</p>
      </div>
    </div>
  );
}
