import type { ReportEstimate } from "../../wire/reports.ts";
import "../styles/interval.css";

/** Units of the drawing, stretched to the width there is. */
const WIDTH = 100;
const HEIGHT = 16;

/** An estimate with its interval on a scale that several share; the words beside it say the same. */
export function IntervalBar({ estimate, low, high }: { estimate: ReportEstimate; low: number; high: number }) {
  const span = high - low || 1;
  const at = (value: number): number => ((Math.min(high, Math.max(low, value)) - low) / span) * WIDTH;
  const from = at(estimate.interval.low);
  const to = at(estimate.interval.high);
  return (
    <svg class="interval" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {low < 0 && high > 0 && <line class="interval-zero" x1={at(0)} x2={at(0)} y1="0" y2={HEIGHT} />}
      <rect class="interval-range" x={from} y={HEIGHT / 4} width={Math.max(1, to - from)} height={HEIGHT / 2} rx="1" />
      <line class="interval-value" x1={at(estimate.value)} x2={at(estimate.value)} y1="1" y2={HEIGHT - 1} />
    </svg>
  );
}
