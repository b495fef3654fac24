/** The small inputs a condition's fields are filled in with, each labelled for ears, since the row reads as a sentence. */
import type { ComponentChildren } from "preact";
import type { Duration, EventFilter, NumberTest, TextTest, Times, ValueTest, Window } from "../../wire/condition.ts";
import { t } from "../i18n.ts";
import { Select } from "../form/select.tsx";
import type { SelectProps } from "../form/select.tsx";
import { Icon } from "../parts/icon.tsx";

interface InputProps<Value> {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
}

export function Choice<Value extends string>({ label, ...select }: { label: string } & SelectProps<Value>) {
  return <Select aria-label={label} {...select} />;
}

export function Amount({
  label,
  value,
  onValue,
  min,
  max,
  step,
}: InputProps<number | undefined> & { min?: number | undefined; max?: number | undefined; step?: number | undefined }) {
  return (
    <input
      type="number"
      class="amount"
      aria-label={label}
      {...{ min, max }}
      step={step ?? "any"}
      value={value ?? ""}
      onInput={({ currentTarget }) => {
        if (currentTarget.value === "" && currentTarget.validity.badInput) return;
        onValue(currentTarget.value === "" ? undefined : currentTarget.valueAsNumber);
      }}
    />
  );
}

export function Line({
  label,
  value,
  onValue,
  list,
}: InputProps<string> & { list?: { id: string; values: readonly string[] } | undefined }) {
  return (
    <>
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        value={value}
        {...(list !== undefined && { list: list.id })}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {list !== undefined && (
        <datalist id={list.id}>
          {list.values.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  );
}

const NUMBER_OPS = ["at_least", "more_than", "at_most", "less_than", "equals", "between"] as const;

export function NumberTestInput({ label, value, onValue }: InputProps<NumberTest>) {
  const first = value.op === "between" ? value.from : value.value;
  const choose = (op: NumberTest["op"]): void =>
    onValue(op === "between" ? { op, from: first, to: first } : { op, value: first });
  return (
    <>
      <Choice
        label={label}
        value={value.op}
        onValue={choose}
        choices={NUMBER_OPS.map((op) => ({ value: op, label: t(`condition.op.${op}`) }))}
      />
      <Amount
        label={t("condition.number")}
        value={first}
        onValue={(next = 0) => onValue(value.op === "between" ? { ...value, from: next } : { ...value, value: next })}
      />
      {value.op === "between" && (
        <>
          <span>{t("condition.and")}</span>
          <Amount
            label={t("condition.number")}
            value={value.to}
            onValue={(next = 0) => onValue({ ...value, to: next })}
          />
        </>
      )}
    </>
  );
}

const TEXT_OPS = ["equals", "contains", "starts_with", "in"] as const;

export function TextTestInput({ label, value, onValue }: InputProps<TextTest>) {
  const text = value.op === "in" ? value.values.join(", ") : value.value;
  const make = (op: TextTest["op"], words: string): TextTest =>
    op === "in"
      ? {
          op,
          values: words
            .split(",")
            .map((word) => word.trim())
            .filter(Boolean),
        }
      : { op, value: words };
  return (
    <>
      <Choice
        label={label}
        value={value.op}
        onValue={(op) => onValue(make(op, text))}
        choices={TEXT_OPS.map((op) => ({ value: op, label: t(`condition.op.${op}`) }))}
      />
      <Line label={t("condition.text")} value={text} onValue={(words) => onValue(make(value.op, words))} />
    </>
  );
}

const VALUE_OPS = [
  "exists",
  "equals",
  "contains",
  "starts_with",
  "in",
  "at_least",
  "more_than",
  "at_most",
  "less_than",
  "between",
  "anniversary",
  "days_from_today",
] as const;

export function ValueTestInput({ label, value, onValue }: InputProps<ValueTest>) {
  return (
    <>
      <Choice
        label={label}
        value={value.op}
        onValue={(op) => onValue(freshValueTest(op))}
        choices={VALUE_OPS.map((op) => ({ value: op, label: t(`condition.op.${op}`) }))}
      />
      <ValueTestOperand value={value} onValue={onValue} />
    </>
  );
}

function freshValueTest(op: ValueTest["op"]): ValueTest {
  switch (op) {
    case "exists":
      return { op };
    case "equals":
    case "contains":
    case "starts_with":
      return { op, value: "" };
    case "in":
      return { op, values: [] };
    case "between":
      return { op, from: 0, to: 1 };
    case "anniversary":
    case "days_from_today":
      return { op, from: 0, to: 7 };
    default:
      return { op, value: 0 };
  }
}

function ValueTestOperand({ value, onValue }: { value: ValueTest; onValue: (value: ValueTest) => void }) {
  switch (value.op) {
    case "exists":
      return null;
    case "equals":
      return (
        <Line
          label={t("condition.text")}
          value={String(value.value)}
          onValue={(text) => onValue({ op: "equals", value: plainValue(text) })}
        />
      );
    case "contains":
    case "starts_with":
      return (
        <Line label={t("condition.text")} value={value.value} onValue={(text) => onValue({ ...value, value: text })} />
      );
    case "in":
      return (
        <Line
          label={t("condition.text")}
          value={value.values.join(", ")}
          onValue={(text) =>
            onValue({
              op: "in",
              values: text
                .split(",")
                .map((word) => word.trim())
                .filter(Boolean),
            })
          }
        />
      );
    case "between":
    case "anniversary":
    case "days_from_today":
      return (
        <>
          <Amount label={t("condition.from")} value={value.from} onValue={(from = 0) => onValue({ ...value, from })} />
          <span>{t("condition.and")}</span>
          <Amount label={t("condition.to")} value={value.to} onValue={(to = 0) => onValue({ ...value, to })} />
          {value.op !== "between" && <span>{t("condition.days")}</span>}
        </>
      );
    default:
      return (
        <Amount
          label={t("condition.number")}
          value={value.value}
          onValue={(next = 0) => onValue({ ...value, value: next })}
        />
      );
  }
}

/** `true`, `false` and numbers as what they are: a trait holds them so. */
function plainValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

const UNITS = ["minutes", "hours", "days", "weeks"] as const;

export function DurationInput({ label, value, onValue }: InputProps<Duration>) {
  return (
    <>
      <Amount
        label={label}
        min={1}
        step={1}
        value={value.amount}
        onValue={(amount = 1) => onValue({ ...value, amount })}
      />
      <Choice
        label={t("condition.unit")}
        value={value.unit}
        onValue={(unit) => onValue({ ...value, unit })}
        choices={UNITS.map((unit) => ({ value: unit, label: t(`condition.unit.${unit}`) }))}
      />
    </>
  );
}

type WindowKind = Window["kind"] | "ever";
const FRESH_WINDOWS: Record<Window["kind"], Window> = {
  last: { kind: "last", duration: { amount: 7, unit: "days" } },
  calendar_days: { kind: "calendar_days", days: 1 },
  session: { kind: "session" },
  dates: { kind: "dates" },
};
const WINDOWS: readonly WindowKind[] = ["ever", "last", "calendar_days", "session", "dates"];

export function WindowInput({ label, value, onValue }: InputProps<Window | undefined>) {
  return (
    <>
      <Choice
        label={label}
        value={value?.kind ?? "ever"}
        onValue={(kind) => onValue(kind === "ever" ? undefined : FRESH_WINDOWS[kind])}
        choices={WINDOWS.map((kind) => ({ value: kind, label: t(`condition.window.${kind}`) }))}
      />
      {value?.kind === "last" && (
        <DurationInput
          label={t("condition.window.last")}
          value={value.duration}
          onValue={(duration) => onValue({ ...value, duration })}
        />
      )}
      {value?.kind === "calendar_days" && (
        <Amount
          label={t("condition.days")}
          min={1}
          step={1}
          value={value.days}
          onValue={(days = 1) => onValue({ ...value, days })}
        />
      )}
      {value?.kind === "dates" && (
        <>
          <DateInput
            label={t("condition.from")}
            value={value.from}
            onValue={(from) => onValue(withDate(value, "from", from))}
          />
          <DateInput label={t("condition.to")} value={value.to} onValue={(to) => onValue(withDate(value, "to", to))} />
        </>
      )}
    </>
  );
}

function withDate<Dates extends { from?: string; to?: string }>(
  dates: Dates,
  side: "from" | "to",
  value: string | undefined,
): Dates {
  const { [side]: _old, ...rest } = dates;
  return (value === undefined ? rest : { ...rest, [side]: value }) as Dates;
}

export function DateInput({ label, value, onValue }: InputProps<string | undefined>) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value?.slice(0, "2027-01-01".length) ?? ""}
      onInput={({ currentTarget }) => onValue(currentTarget.value === "" ? undefined : currentTarget.value)}
    />
  );
}

/** Did not · at least n times · at most n times · from n to m times. */
export function TimesInput({ label, value, onValue }: InputProps<Times | undefined>) {
  const times = value ?? { atLeast: 1 };
  const kind =
    times.atMost === 0
      ? "never"
      : times.atMost === undefined
        ? "at_least"
        : times.atLeast === undefined
          ? "at_most"
          : "between";
  const fresh: Record<typeof kind, Times> = {
    never: { atMost: 0 },
    at_least: { atLeast: times.atLeast ?? 1 },
    at_most: { atMost: times.atMost || 1 },
    between: { atLeast: times.atLeast ?? 1, atMost: times.atMost || 3 },
  };
  return (
    <>
      <Choice
        label={label}
        value={kind}
        onValue={(next) => onValue(fresh[next])}
        choices={(["at_least", "never", "at_most", "between"] as const).map((one) => ({
          value: one,
          label: t(`condition.times.${one}`),
        }))}
      />
      {(kind === "at_least" || kind === "between") && (
        <Amount
          label={t("condition.times.at_least")}
          min={1}
          max={20}
          step={1}
          value={times.atLeast}
          onValue={(atLeast = 1) => onValue({ ...times, atLeast })}
        />
      )}
      {(kind === "at_most" || kind === "between") && (
        <Amount
          label={t("condition.times.at_most")}
          min={1}
          max={20}
          step={1}
          value={times.atMost}
          onValue={(atMost = 1) => onValue({ ...times, atMost })}
        />
      )}
      {kind !== "never" && <span>{t("condition.times.times")}</span>}
    </>
  );
}

const FILTER_FIELDS = ["item_category", "item_brand", "item_id", "value", "label"] as const;

/** What the event must be like to count. */
export function FiltersInput({ label, value = [], onValue }: InputProps<EventFilter[] | undefined>) {
  const set = (index: number, next: EventFilter | undefined): void => {
    const filters = value.flatMap((one, at) => (at !== index ? [one] : next === undefined ? [] : [next]));
    onValue(filters.length === 0 ? undefined : filters);
  };
  return (
    <span class="filters-input" role="group" aria-label={label}>
      {value.map((filter, index) => (
        // A filter has no name but its place.
        <span class="filter-input" key={index}>
          <span>{t("condition.where")}</span>
          <Choice
            label={t("condition.where")}
            value={filter.field}
            onValue={(field) => set(index, freshFilter(field))}
            choices={FILTER_FIELDS.map((field) => ({ value: field, label: t(`condition.filter.${field}`) }))}
          />
          {filter.field === "value" ? (
            <NumberTestInput
              label={t("condition.test")}
              value={filter.test}
              onValue={(test) => set(index, { ...filter, test })}
            />
          ) : (
            <TextTestInput
              label={t("condition.test")}
              value={filter.test}
              onValue={(test) => set(index, { ...filter, test })}
            />
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={t("condition.filter_remove")}
            onClick={() => set(index, undefined)}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <button type="button" class="link-button" onClick={() => onValue([...value, freshFilter("item_category")])}>
        {t("condition.filter_add")}
      </button>
    </span>
  );
}

function freshFilter(field: EventFilter["field"]): EventFilter {
  return field === "value"
    ? { field, test: { op: "at_least", value: 0 } }
    : { field, test: { op: "equals", value: "" } };
}

/** Boxes to tick, at least one of them. */
export function Ticks({
  label,
  value,
  onValue,
  choices,
}: InputProps<readonly string[]> & { choices: readonly { value: string; label: string }[] }): ComponentChildren {
  return (
    <span class="checks" role="group" aria-label={label}>
      {choices.map((choice) => (
        <label class="check" key={choice.value}>
          <input
            type="checkbox"
            checked={value.includes(choice.value)}
            onChange={({ currentTarget }) => {
              const next = choices
                .map((one) => one.value)
                .filter((one) => (one === choice.value ? currentTarget.checked : value.includes(one)));
              // The last one stays: an empty list would ask for nobody.
              if (next.length > 0) onValue(next);
              else currentTarget.checked = true;
            }}
          />
          {choice.label}
        </label>
      ))}
    </span>
  );
}
