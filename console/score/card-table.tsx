import { useState } from "preact/hooks";
import type { ScorecardStatus } from "../../wire/console.ts";
import { formatNumber, formatShare, formatSigned } from "../format.ts";
import { t } from "../i18n.ts";
import { featureWords, rangeWords } from "./range-words.ts";
import type { ScoreFeatureView } from "./range-words.ts";

/** Features shown at first: those with the greatest differences in points, which mostly decide. */
const STRONGEST = 8;

/** What moves the score: each feature with the points of its ranges, beside those of the other cards. */
export function CardTable({ status }: { status: ScorecardStatus }) {
  const [isWhole, setWhole] = useState(false);
  const { features, others, pointsToDouble, strangerProbability } = status;
  const indexed = features.map((feature, place) => ({ feature, place, spread: spreadOf(feature) }));
  // What can move the score most comes first.
  const strongest = indexed.toSorted((a, b) => b.spread - a.spread || a.place - b.place);
  const shown = isWhole ? strongest : strongest.slice(0, STRONGEST);
  return (
    <section class="card score-part">
      <h2 id="card-heading">{t("card.heading")}</h2>
      <p class="muted">{t("card.explain", { points: pointsToDouble, share: formatShare(strangerProbability) })}</p>
      <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="card-heading">
        <table class="scorecard">
          <thead>
            <tr>
              <th scope="col">{t("card.what")}</th>
              <th scope="col">{t("card.range")}</th>
              <th scope="col">{t("card.points")}</th>
              {others.map(({ which }) => (
                <th key={which} scope="col" class="number">
                  {t(`card.${which}`)}
                </th>
              ))}
              <th scope="col" class="number" title={t("card.visits_hint")}>
                {t("bands.visits")}
              </th>
            </tr>
          </thead>
          {shown.map(({ feature, place }) => (
            <tbody key={feature.name}>
              {feature.ranges.map((range, at) => (
                <tr key={at}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={feature.ranges.length} title={feature.name}>
                      {featureWords(feature)}
                    </th>
                  )}
                  <td>{rangeWords(feature, range)}</td>
                  <td>
                    <Points points={range.points} />
                  </td>
                  {others.map(({ which, points }) => (
                    <td key={which} class="number">
                      <OtherPoints points={points[place]?.[at] ?? 0} than={range.points} />
                    </td>
                  ))}
                  <td class="number">{formatNumber(range.visits)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {features.length > STRONGEST && (
        <button type="button" class="button score-more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("card.show_strongest") : t("card.show_all", { count: features.length })}
        </button>
      )}
    </section>
  );
}

function spreadOf({ ranges }: ScoreFeatureView): number {
  const points = ranges.map((range) => range.points);
  return Math.max(...points) - Math.min(...points);
}

/** Points at which a bar is whole: few ranges have more. */
const WHOLE_BAR = 40;

function Points({ points }: { points: number }) {
  const width = (Math.min(WHOLE_BAR, Math.abs(points)) / WHOLE_BAR) * 50;
  return (
    <span class="points">
      <span class="points-number number">{formatSigned(points)}</span>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect
          class={points < 0 ? "points-less" : "points-more"}
          x={points < 0 ? 50 - width : 50}
          width={width}
          height="8"
        />
        <line class="points-zero" x1="50" x2="50" y1="0" y2="8" />
      </svg>
    </span>
  );
}

/** Another card's points, stronger where they differ. */
function OtherPoints({ points, than }: { points: number; than: number }) {
  return points === than ? <span class="muted">{formatSigned(points)}</span> : <strong>{formatSigned(points)}</strong>;
}
