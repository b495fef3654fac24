import type { RejectedProduct } from "../../wire/catalogue.ts";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";

interface RejectedTableProps {
  rows: readonly RejectedProduct[];
  /** How many were rejected; `rows` may be the first of them. */
  total: number;
  /** For who cannot see where it stands. */
  label: string;
}

/** Rows of a feed that cannot be used: what is wrong with each, and what to do. */
export function RejectedTable({ rows, total, label }: RejectedTableProps) {
  const left = total - rows.length;
  return (
    <>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {t("feeds.row")}
              </th>
              <th scope="col">{t("feeds.id")}</th>
              <th scope="col">{t("feeds.field")}</th>
              <th scope="col">{t("feeds.reason")}</th>
              <th scope="col">{t("feeds.fix")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RejectedRow key={row.index} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && <p class="muted small">{t("feeds.more_rejected", { count: left })}</p>}
    </>
  );
}

function RejectedRow({ row }: { row: RejectedProduct }) {
  const { index, id, field = "", reason, detail } = row;
  return (
    <tr>
      <td class="number">{formatNumber(index + 1)}</td>
      <td>{id === undefined ? "–" : <code>{id}</code>}</td>
      <td>{field === "" ? "–" : <code>{field}</code>}</td>
      <td title={detail}>{t(`feeds.reason.${reason}`)}</td>
      <td>{t(`feeds.fix.${reason}`, { field })}</td>
    </tr>
  );
}
