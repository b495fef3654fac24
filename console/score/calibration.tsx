import type { ScorecardStatus } from "../../wire/console.ts";
import { useState } from "preact/hooks";
import { formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { aucInterval } from "./auc-interval.ts";

type HeldBack = NonNullable<ScorecardStatus["heldBack"]>;

/** Units of the drawing. */
const WIDTH = 400;
const HEIGHT = 160;
const RADIUS = 5;
/** From here on the two said shares are near enough to be called the same, as shares of visits. */
const WELL = 0.02;
/** Areas under the curve from which words change: Hosmer, Lemeshow, Sturdivant, "Applied Logistic Regression", 2013, §5.2.4. */
const FAIR = 0.7;
const GOOD = 0.8;
const EXCELLENT = 0.9;

/** Whether the score is right: what it foretold of visitors it had not learnt from, and what came. */
export function Calibration({ status: { heldBack, gathered } }: { status: ScorecardStatus }) {
  return (
    <section class="card score-part" aria-labelledby="calibration-heading">
      <h2 id="calibration-heading">{t("calibration.heading")}</h2>
      {heldBack === undefined ? (
        <p class="muted">{t("calibration.none", { visits: gathered.visits })}</p>
      ) : (
        <>
          <p class="sentence">{discriminationWords(heldBack)}</p>
          <Deciles heldBack={heldBack} />
        </>
      )}
    </section>
  );
}

function discriminationWords({ auc, visits, buyers }: HeldBack): string {
  if (auc === null) return t("calibration.no_auc", { visits });
  const grade =
    auc >= EXCELLENT ? "excellent" : auc >= GOOD ? "good" : auc >= FAIR ? "fair" : auc > 0.5 ? "weak" : "none";
  const { low, high } = aucInterval(auc, buyers, visits - buyers);
  return t("calibration.auc", {
    share: formatShare(auc),
    grade: t(`calibration.grade.${grade}`),
    auc: formatNumber(auc, 3),
    low: formatNumber(low, 2),
    high: formatNumber(high, 2),
    visits,
    buyers,
  });
}

function Deciles({ heldBack }: { heldBack: HeldBack }) {
  const [asTable, setAsTable] = useState(false);
  const { deciles, calibrationError } = heldBack;
  const shown = deciles.filter(({ count }) => count > 0);
  const highest = Math.max(0.01, ...shown.flatMap(({ predicted, observed }) => [predicted, observed]));
  const at = (share: number): number => HEIGHT - RADIUS - (share / highest) * (HEIGHT - 2 * RADIUS);
  const across = (place: number): number => ((place + 0.5) / Math.max(1, shown.length)) * WIDTH;
  return (
    <figure class="chart calibration">
      <figcaption>
        <span id="calibration-title" class="chart-title">
          {t("calibration.title")}
        </span>
        <span id="calibration-sentence" class="muted">
          {t(calibrationError <= WELL ? "calibration.well" : "calibration.off", {
            error: formatShare(calibrationError),
          })}
        </span>
        <button type="button" class="link-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t("chart.as_table")}
        </button>
      </figcaption>
      {asTable ? (
        <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="calibration-title">
          <table>
            <thead>
              <tr>
                <th scope="col">{t("calibration.decile")}</th>
                <th scope="col" class="number">
                  {t("bands.visits")}
                </th>
                <th scope="col" class="number">
                  {t("calibration.predicted")}
                </th>
                <th scope="col" class="number">
                  {t("calibration.observed")}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ count, predicted, observed }, place) => (
                <tr key={place}>
                  <th scope="row">{formatNumber(place + 1)}</th>
                  <td class="number">{formatNumber(count)}</td>
                  <td class="number">{formatShare(predicted)}</td>
                  <td class="number">{formatShare(observed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div class="chart-plot">
          <div class="chart-scale" aria-hidden="true">
            <span>{formatShare(highest)}</span>
            <span>{formatShare(0)}</span>
          </div>
          <svg
            role="img"
            aria-labelledby="calibration-title calibration-sentence"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            {shown.map(({ observed, predicted, count }, place) => (
              <g key={place}>
                <title>
                  {t("calibration.column", {
                    place: place + 1,
                    visits: count,
                    predicted: formatShare(predicted),
                    observed: formatShare(observed),
                  })}
                </title>
                <rect
                  class="chart-column"
                  x={across(place) - WIDTH / shown.length / 3}
                  width={(WIDTH / shown.length) * (2 / 3)}
                  y={at(observed)}
                  height={HEIGHT - at(observed)}
                />
                <line
                  class="calibration-predicted"
                  x1={across(place) - WIDTH / shown.length / 2}
                  x2={across(place) + WIDTH / shown.length / 2}
                  y1={at(predicted)}
                  y2={at(predicted)}
                />
              </g>
            ))}
          </svg>
          <div class="chart-axis" aria-hidden="true">
            <span>{t("calibration.least")}</span>
            <span>{t("calibration.most")}</span>
          </div>
        </div>
      )}
      {!asTable && (
        <p class="muted small legend-line">
          <span class="legend-column" aria-hidden="true" /> {t("calibration.observed")}
          <span class="legend-line-mark" aria-hidden="true" /> {t("calibration.predicted")}
        </p>
      )}
    </figure>
  );
}
