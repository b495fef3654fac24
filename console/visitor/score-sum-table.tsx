import { useEffect } from "preact/hooks";
import type { Score } from "../../wire/console.ts";
import { formatNumber, formatSigned } from "../format.ts";
import { alsoSpeak, t } from "../i18n.ts";
import { scorePartWords } from "./score-part-words.ts";
import { scoreSum } from "./visitor-summary.ts";

/** The score as a sum: what gave how many points, and the total under the line. */
export function ScoreSumTable({ score }: { score: Score }) {
  // Until its words are here the facts read in English.
  useEffect(() => void alsoSpeak("score").catch(() => undefined), []);
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
        {parts.map((part) => {
          const words = scorePartWords(part);
          return (
            <tr key={part.feature}>
              <th scope="row" title={part.feature} {...(words === part.label && { lang: "en" })}>
                {words}
              </th>
              <td class="number">{formatSigned(part.points, 1)}</td>
            </tr>
          );
        })}
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
