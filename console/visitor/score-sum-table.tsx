import type { Score } from "../../wire/console.ts";
import { formatNumber, formatSigned } from "../format.ts";
import { t } from "../i18n.ts";
import { scoreSum } from "./visitor-summary.ts";

/** The score as a sum: what gave how many points, and the total under the line. */
export function ScoreSumTable({ score }: { score: Score }) {
  const { parts, total } = scoreSum(score);
  if (parts.length === 0) return <p class="muted">{t("score.nothing")}</p>;
  return (
    <table class="sum">
      <thead class="unseen">
        <tr>
          <th scope="col">{t("score.what")}</th>
          <th scope="col">{t("score.points")}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.feature}>
            <th scope="row" title={part.feature} lang="en">
              {part.label}
            </th>
            <td class="number">{formatSigned(part.points, 1)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("score.total", { band: t(`band.${score.band}`) })}</th>
          <td class="number">{formatNumber(total, 1)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
