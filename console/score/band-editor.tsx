import { useRef, useState } from "preact/hooks";
import type { ScoreDistribution } from "../../wire/console.ts";
import type { ScoreBands } from "../../wire/definitions.ts";
import { NumberField } from "../form/field.tsx";
import { formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { BANDS, bandCounts, bandOf, LEAST_THRESHOLD, MOST_SCORE, moved } from "./band-counts.ts";

interface EditorProps {
  distribution: ScoreDistribution;
  bands: ScoreBands;
  onBands: (bands: ScoreBands) => void;
}

/** Units of the drawing: a column of 10 for each score, and their height. */
const COLUMN = 10;
const GAP = 1;
const HEIGHT = 120;
/** So near an end of the scale a mark's words would stand out over it. */
const NEAR_END = 15;
/** What a page's key moves a threshold by. */
const PAGE_STEP = 10;

/** How scores are spread, with the two thresholds on it: dragged, moved by keys, or typed. */
export function BandEditor({ distribution, bands, onBands }: EditorProps) {
  const [asTable, setAsTable] = useState(false);
  const counts = bandCounts(distribution, bands);
  return (
    <figure class="chart bands-chart">
      <figcaption>
        <span id="bands-title" class="chart-title">
          {t("bands.title", { days: distribution.days })}
        </span>
        <span id="bands-sentence" class="muted">
          {distribution.visits === 0
            ? t("bands.no_visits")
            : t("bands.sentence", {
                visits: distribution.visits,
                cold: formatShare(counts.cold.share),
                warm: formatShare(counts.warm.share),
                hot: formatShare(counts.hot.share),
              })}
        </span>
        <button type="button" class="link-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t("chart.as_table")}
        </button>
      </figcaption>
      {asTable ? <DistributionTable distribution={distribution} bands={bands} /> : null}
      <div class="bands-plot" hidden={asTable}>
        <Columns distribution={distribution} bands={bands} />
        <Track bands={bands} onBands={onBands} />
      </div>
      <div class="field-row bands-typed">
        {(["warm", "hot"] as const).map((which) => (
          <NumberField
            key={which}
            label={t(`bands.${which}_from`)}
            hint={t(`bands.${which}_hint`)}
            min={which === "warm" ? LEAST_THRESHOLD : bands.warm + 1}
            max={which === "warm" ? bands.hot - 1 : MOST_SCORE}
            value={bands[which]}
            problem={problemOf(bands, which)}
            onValue={(value) => value !== undefined && onBands({ ...bands, [which]: value })}
          />
        ))}
      </div>
      <BandTable counts={counts} />
    </figure>
  );
}

/** Typed thresholds stand as they are typed: a number on its way must not jump. */
export function problemOf({ warm, hot }: ScoreBands, which?: keyof ScoreBands): string | undefined {
  const isOff = (value: number): boolean => !Number.isInteger(value) || value < LEAST_THRESHOLD || value > MOST_SCORE;
  if (which !== "hot" && isOff(warm)) return t("bands.off_scale", { least: LEAST_THRESHOLD, most: MOST_SCORE });
  if (which !== "warm" && isOff(hot)) return t("bands.off_scale", { least: LEAST_THRESHOLD, most: MOST_SCORE });
  return warm >= hot && which !== "warm" ? t("bands.crossed") : undefined;
}

function Columns({ distribution: { byScore }, bands }: Omit<EditorProps, "onBands">) {
  // The lowest score is where most visits stand who did next to nothing: drawn whole it would flatten all the others.
  const highest = Math.max(1, ...byScore.slice(1).map(({ visits }) => visits));
  return (
    <svg
      role="img"
      aria-labelledby="bands-title bands-sentence"
      viewBox={`0 0 ${byScore.length * COLUMN} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {byScore.map(({ visits, buyers }, score) => {
        const height = Math.min(HEIGHT, (visits / highest) * HEIGHT);
        return (
          <rect
            key={score}
            class={`band-column band-${bandOf(score, bands)}`}
            x={score * COLUMN + GAP / 2}
            y={HEIGHT - height}
            width={COLUMN - GAP}
            height={height}
          >
            <title>{t("bands.column", { score, visits, buyers })}</title>
          </rect>
        );
      })}
    </svg>
  );
}

function Track({ bands, onBands }: Omit<EditorProps, "distribution">) {
  const track = useRef<HTMLDivElement>(null);
  return (
    <div class="bands-track" ref={track}>
      <div class="bands-scale" aria-hidden="true">
        {[0, 25, 50, 75, MOST_SCORE].map((score) => (
          <span key={score}>{formatNumber(score)}</span>
        ))}
      </div>
      {(["warm", "hot"] as const).map((which) => (
        <Handle key={which} which={which} bands={bands} onBands={onBands} track={track} />
      ))}
    </div>
  );
}

interface HandleProps extends Omit<EditorProps, "distribution"> {
  which: keyof ScoreBands;
  track: { current: HTMLDivElement | null };
}

function Handle({ which, bands, onBands, track }: HandleProps) {
  const value = bands[which];
  const limits = which === "warm" ? [LEAST_THRESHOLD, bands.hot - 1] : [bands.warm + 1, MOST_SCORE];
  const move = (to: number): void => onBands(moved(bands, which, to));
  const drag = ({ clientX, currentTarget, pointerId }: PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || !(currentTarget as Element).hasPointerCapture(pointerId)) return;
    // The scale runs with the reader's language; all three run from left to right.
    move(((clientX - box.left) / box.width) * (MOST_SCORE + 1));
  };
  const onKey = (key: KeyboardEvent): void => {
    const to = steppedTo(key.key, value);
    if (to === undefined) return;
    key.preventDefault();
    move(to);
  };
  return (
    <span
      class={`bands-handle bands-handle-${which} ${value < NEAR_END ? "bands-handle-low" : value > MOST_SCORE - NEAR_END ? "bands-handle-high" : ""}`}
      role="slider"
      tabIndex={0}
      aria-label={t(`bands.${which}_from`)}
      aria-orientation="horizontal"
      aria-valuemin={limits[0]}
      aria-valuemax={limits[1]}
      aria-valuenow={value}
      aria-valuetext={t(`bands.${which}_value`, { value: formatNumber(value) })}
      style={{ insetInlineStart: `${(Math.min(MOST_SCORE, Math.max(0, value)) / (MOST_SCORE + 1)) * 100}%` }}
      onKeyDown={onKey}
      onPointerDown={(down) => {
        down.currentTarget.setPointerCapture(down.pointerId);
        down.currentTarget.focus();
      }}
      onPointerMove={drag}
    >
      <span class="bands-flag" aria-hidden="true">
        {t(`band.${which}`)} {formatNumber(value)}
      </span>
    </span>
  );
}

/** As sliders are moved by keys (ARIA Authoring Practices); `undefined` for any other key. */
function steppedTo(key: string, value: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return value + 1;
    case "ArrowLeft":
    case "ArrowDown":
      return value - 1;
    case "PageUp":
      return value + PAGE_STEP;
    case "PageDown":
      return value - PAGE_STEP;
    case "Home":
      return 0;
    case "End":
      return MOST_SCORE;
    default:
      return undefined;
  }
}

function BandTable({ counts }: { counts: ReturnType<typeof bandCounts> }) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={t("bands.table")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("bands.band")}</th>
            <th scope="col" class="number">
              {t("bands.visits")}
            </th>
            <th scope="col" class="number">
              {t("bands.share")}
            </th>
            <th scope="col" class="number">
              {t("bands.bought")}
            </th>
          </tr>
        </thead>
        <tbody>
          {BANDS.map((band) => {
            const { visits, share, bought } = counts[band];
            return (
              <tr key={band} data-band={band}>
                <th scope="row">
                  <span class={`band-dot band-${band}`} aria-hidden="true" /> {t(`band.${band}`)}
                </th>
                <td class="number">{formatNumber(visits)}</td>
                <td class="number">{formatShare(share)}</td>
                <td class="number">{bought === undefined ? "–" : formatShare(bought)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Rows of the table: the scores in tens, since nobody reads a hundred and one. */
const TENS = 10;

function DistributionTable({ distribution: { byScore } }: Omit<EditorProps, "onBands">) {
  const rows = Array.from({ length: Math.ceil(byScore.length / TENS) }, (_, ten) => {
    const part = byScore.slice(ten * TENS, (ten + 1) * TENS);
    return {
      from: ten * TENS,
      to: ten * TENS + part.length - 1,
      visits: part.reduce((sum, one) => sum + one.visits, 0),
      buyers: part.reduce((sum, one) => sum + one.buyers, 0),
    };
  });
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="bands-title">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("score.heading")}</th>
            <th scope="col" class="number">
              {t("bands.visits")}
            </th>
            <th scope="col" class="number">
              {t("bands.buyers")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, to, visits, buyers }) => (
            <tr key={from}>
              <th scope="row">
                {from === to ? formatNumber(from) : t("card.to", { from: formatNumber(from), to: formatNumber(to) })}
              </th>
              <td class="number">{formatNumber(visits)}</td>
              <td class="number">{formatNumber(buyers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
