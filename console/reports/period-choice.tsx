import { computed } from "@preact/signals";
import { t } from "../i18n.ts";
import { place, setQuery } from "../location.ts";

const DAYS = [7, 28, 90] as const;
const DEFAULT_DAYS = 28;

/** Days looked back, as the address says. */
export const chosenDays = computed(() => {
  const asked = Number(new URLSearchParams(place.value.query).get("days"));
  return DAYS.find((one) => one === asked) ?? DEFAULT_DAYS;
});

/** How far back the figures go. */
export function PeriodChoice() {
  return (
    <div class="segmented" role="group" aria-label={t("report.days")}>
      {DAYS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === chosenDays.value}
          onClick={() => setQuery((query) => query.set("days", String(one)))}
        >
          {t("report.last_days", { days: one })}
        </button>
      ))}
    </div>
  );
}
