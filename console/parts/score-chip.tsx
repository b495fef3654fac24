import type { Score } from "../../wire/console.ts";
import { formatNumber, formatSigned } from "../format.ts";
import { t } from "../i18n.ts";
import { Icon } from "./icon.tsx";

/** Bars of the little meter: the band is told by their number, not by colour alone. */
const BARS: Record<Score["band"], number> = { cold: 1, warm: 2, hot: 3 };
const BAR_POSITIONS = [0, 1, 2] as const;

/** Engagement score with its band, and how far the last request moved it. */
export function ScoreChip({ score, step = 0 }: { score: Pick<Score, "value" | "band">; step?: number }) {
  const value = formatNumber(Math.round(score.value));
  const band = t(`band.${score.band}`);
  const label = step === 0 ? t("score.label", { value, band }) : stepLabel(value, band, step);
  return (
    <span class={`score score-${score.band}`} title={label}>
      <svg viewBox="0 0 11 10" width="11" height="10" aria-hidden="true">
        {BAR_POSITIONS.map((bar) => (
          <rect
            key={bar}
            class={bar < BARS[score.band] ? "on" : "off"}
            x={bar * 4}
            y={6 - bar * 3}
            width="3"
            height={4 + bar * 3}
            rx="0.5"
          />
        ))}
      </svg>
      <span aria-hidden="true">{value}</span>
      {step !== 0 && (
        <span class="step" aria-hidden="true">
          <Icon name={step > 0 ? "up" : "down"} />
          {formatNumber(Math.abs(step))}
        </span>
      )}
      <span class="unseen">{label}</span>
    </span>
  );
}

function stepLabel(value: string, band: string, step: number): string {
  return t("score.label_step", { value, band, step: formatSigned(step) });
}
