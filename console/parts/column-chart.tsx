import { useId, useState } from "preact/hooks";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import "../styles/chart.css";

export interface Column {
  /** What the column stands for, in words. */
  label: string;
  value: number;
  /** Its time is not over: drawn as an outline. */
  partial?: boolean;
}

interface ColumnChartProps {
  title: string;
  /** The chart in one sentence. */
  sentence: string;
  /** Heads of the table's two columns. */
  labelHead: string;
  valueHead: string;
  columns: readonly Column[];
  /** How a value is written; missing: as a whole number. */
  format?: (value: number) => string;
  /** Words under the first and the last column. */
  from: string;
  to: string;
}

/** Units of the drawing: it is stretched to the width there is, so only proportions matter. */
const COLUMN_WIDTH = 10;
const GAP = 2;
const HEIGHT = 56;
/** An empty minute is still a minute: it gets a hairline. */
const LEAST_HEIGHT = 1;

/** Columns from zero, with a sentence and the same numbers as a table. */
export function ColumnChart({
  title,
  sentence,
  labelHead,
  valueHead,
  columns,
  format = formatNumber,
  from,
  to,
}: ColumnChartProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const highest = Math.max(1, ...columns.map((column) => column.value));
  const width = columns.length * COLUMN_WIDTH;
  return (
    <figure class="chart">
      <figcaption>
        <span id={`${id}-title`} class="chart-title">
          {title}
        </span>
        <span id={`${id}-sentence`} class="muted">
          {sentence}
        </span>
        <button type="button" class="link-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t("chart.as_table")}
        </button>
      </figcaption>
      {asTable ? (
        <div class="chart-table" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{labelHead}</th>
                <th scope="col" class="number">
                  {valueHead}
                </th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column.label}>
                  <th scope="row">{column.label}</th>
                  <td class="number">{format(column.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div class="chart-plot">
          <div class="chart-scale" aria-hidden="true">
            <span>{format(highest)}</span>
            <span>{format(0)}</span>
          </div>
          <svg
            role="img"
            aria-labelledby={`${id}-title ${id}-sentence`}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            <line class="chart-grid" x1="0" x2={width} y1="0.5" y2="0.5" />
            {columns.map((column, index) => {
              const height = Math.max(LEAST_HEIGHT, (column.value / highest) * HEIGHT);
              return (
                <rect
                  key={column.label}
                  class={`chart-column ${column.value === 0 ? "chart-column-empty" : ""} ${column.partial === true ? "chart-column-partial" : ""}`}
                  x={index * COLUMN_WIDTH + GAP / 2}
                  y={HEIGHT - height}
                  width={COLUMN_WIDTH - GAP}
                  height={height}
                >
                  <title>{`${column.label}: ${format(column.value)}`}</title>
                </rect>
              );
            })}
          </svg>
          <div class="chart-axis" aria-hidden="true">
            <span>{from}</span>
            <span>{to}</span>
          </div>
        </div>
      )}
    </figure>
  );
}
