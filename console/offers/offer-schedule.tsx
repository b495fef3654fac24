import type { Offer, OfferSchedule as Schedule } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { CheckField, DateTimeField, TextField } from "../form/field.tsx";
import { currentLocale, t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { settings } from "../site-settings.ts";
import { emptyToNone, setOfferField, withField } from "./offer-changes.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday, to name the days by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** When it may be shown, by the shop's own clock. */
export function OfferSchedule({ offer, at }: { offer: Offer; at: string }) {
  const schedule = offer.schedule ?? {};
  const set = (next: Schedule): void => setOfferField(offer.id, "schedule", emptyToNone(next));
  const zone = schedule.zone ?? settings.value?.timeZone ?? "UTC";
  const days = schedule.weekdays ?? [];
  return (
    <fieldset>
      <legend>{t("offers.when")}</legend>
      <p class="muted small">{t("offers.when_zone", { zone })}</p>
      <div class="field-row">
        <DateTimeField
          label={t("offers.from")}
          value={schedule.from}
          onValue={(from) => set(withField(schedule, "from", from))}
          problem={problemAt(`${at}/schedule/from`)}
        />
        <DateTimeField
          label={t("offers.until")}
          value={schedule.until}
          onValue={(until) => set(withField(schedule, "until", until))}
          problem={problemAt(`${at}/schedule/until`)}
        />
      </div>
      <div class="checks" role="group" aria-label={t("offers.weekdays")}>
        {WEEKDAYS.map((day) => (
          <CheckField
            key={day}
            label={dayName(day)}
            checked={days.length === 0 || days.includes(day)}
            onChecked={(checked) => {
              const now = days.length === 0 ? [...WEEKDAYS] : days;
              const next = checked ? [...now, day].toSorted((a, b) => a - b) : now.filter((one) => one !== day);
              // Every day is what "no days given" means, and no day at all is what a pause is for.
              set(
                withField(
                  schedule,
                  "weekdays",
                  next.length === WEEKDAYS.length || next.length === 0 ? undefined : next,
                ),
              );
            }}
          />
        ))}
      </div>
      {(schedule.hours ?? []).map((window, index) => (
        // A window has no name but its place.
        <div class="hours" key={index}>
          <TimeOfDay
            label={t("offers.hours_from")}
            value={window.from}
            onValue={(from) => set(withHours(schedule, index, { ...window, from }))}
          />
          <TimeOfDay
            label={t("offers.hours_to")}
            value={window.to}
            onValue={(to) => set(withHours(schedule, index, { ...window, to }))}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={t("offers.hours_remove")}
            onClick={() => set(withHours(schedule, index, undefined))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button
        type="button"
        class="link-button"
        onClick={() => set({ ...schedule, hours: [...(schedule.hours ?? []), { from: "09:00", to: "18:00" }] })}
      >
        {t("offers.hours_add")}
      </button>
      <details>
        <summary>{t("offers.zone")}</summary>
        <TextField
          label={t("offers.zone_name")}
          hint={t("offers.zone_hint")}
          placeholder={settings.value?.timeZone ?? "UTC"}
          value={schedule.zone ?? ""}
          onValue={(value) => set(withField(schedule, "zone", value === "" ? undefined : value))}
          problem={problemAt(`${at}/schedule/zone`)}
        />
      </details>
    </fieldset>
  );
}

function withHours(schedule: Schedule, index: number, window: { from: string; to: string } | undefined): Schedule {
  const hours = (schedule.hours ?? []).flatMap((one, at) =>
    at !== index ? [one] : window === undefined ? [] : [window],
  );
  return withField(schedule, "hours", hours.length === 0 ? undefined : hours);
}

function TimeOfDay({ label, value, onValue }: { label: string; value: string; onValue: (value: string) => void }) {
  return (
    <label>
      {label}
      <input
        type="time"
        value={value}
        onInput={({ currentTarget }) => {
          if (currentTarget.value !== "") onValue(currentTarget.value);
        }}
      />
    </label>
  );
}

function dayName(isoDay: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { weekday: "short", timeZone: "UTC" }).format(
    MONDAY + (isoDay - 1) * DAY_MS,
  );
}
