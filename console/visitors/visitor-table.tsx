import type { VisitorSummary } from "../../wire/visitors.ts";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { shortId } from "../live/entry-row.ts";
import { ownVisitors } from "../own-visitor.ts";
import { Ago } from "../parts/ago.tsx";
import { ScoreChip } from "../parts/score-chip.tsx";
import { visitorPath } from "../visitor/visitor-state.ts";

/** A visitor's line: from the live feed less is known than from their object. */
export type VisitorRow = Pick<VisitorSummary, "visitor" | "lastSeen" | "score"> &
  Partial<VisitorSummary> & { simulated?: boolean };

/** Visitors, one a line, each leading to their page. */
export function VisitorTable({ visitors, caption }: { visitors: readonly VisitorRow[]; caption: string }) {
  const hasCounts = visitors.some(({ eventCount }) => eventCount !== undefined);
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("visitors.visitor")}</th>
            <th scope="col">{t("visitors.score")}</th>
            <th scope="col">{t("visitor.last_seen")}</th>
            {hasCounts && (
              <>
                <th scope="col" class="number">
                  {t("visitor.events")}
                </th>
                <th scope="col" class="number">
                  {t("visitors.orders")}
                </th>
                <th scope="col">{t("visitors.customer")}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {visitors.map((row) => (
            <tr key={row.visitor}>
              <th scope="row">
                <a
                  class="visitor-id"
                  href={href(visitorPath(row.visitor))}
                  data-route={visitorPath(row.visitor)}
                  title={row.visitor}
                >
                  {shortId(row.visitor)}
                </a>{" "}
                {ownVisitors.value.has(row.visitor) && <span class="mark mark-own">{t("row.you")}</span>}
                {row.simulated === true && <span class="mark">{t("row.simulated")}</span>}
                {row.mergedInto !== undefined && <span class="mark">{t("visitors.merged")}</span>}
              </th>
              <td>
                <ScoreChip score={row.score} />
              </td>
              <td class="visitors-seen">
                <Ago at={row.lastSeen} />
              </td>
              {hasCounts && (
                <>
                  <td class="number">{formatNumber(row.eventCount ?? 0)}</td>
                  <td class="number">{formatNumber(row.orders ?? 0)}</td>
                  <td class="visitors-customer">{row.userId}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
