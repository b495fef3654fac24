import { useId } from "preact/hooks";
import type {
  ConditionLeaf,
  Duration,
  EventFilter,
  NumberTest,
  TextTest,
  Times,
  ValueTest,
  Window,
} from "../../wire/condition.ts";
import { currentLocale, t, type MessageKey } from "../i18n.ts";
import { LEAVES, type FieldInput, type LeafField, type LeafKind } from "./leaf-fields.ts";
import {
  Amount,
  Choice,
  DateInput,
  DurationInput,
  FiltersInput,
  Line,
  NumberTestInput,
  TextTestInput,
  Ticks,
  TimesInput,
  ValueTestInput,
  WindowInput,
} from "./leaf-inputs.tsx";

const PERCENT = 100;
/** A Monday, to name the days by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Names to choose from while typing, by what they are names of. */
export type Suggestions = Partial<
  Record<NonNullable<Extract<FieldInput, { type: "text" }>["suggest"]>, readonly string[]>
>;

interface LeafEditorProps {
  leaf: ConditionLeaf;
  onLeaf: (leaf: ConditionLeaf) => void;
  suggestions: Suggestions;
}

/** One condition's fields, in a row that reads like the sentence it becomes. */
export function LeafEditor({ leaf, onLeaf, suggestions }: LeafEditorProps) {
  const { fields } = LEAVES[leaf.kind];
  return (
    <span class="leaf">
      {fields.map((field) => (
        <LeafInput
          key={field.key}
          kind={leaf.kind}
          field={field}
          value={(leaf as unknown as Record<string, unknown>)[field.key]}
          suggestions={suggestions}
          onValue={(value) => {
            const { [field.key]: _old, ...rest } = leaf as unknown as Record<string, unknown>;
            onLeaf((value === undefined ? rest : { ...rest, [field.key]: value }) as unknown as ConditionLeaf);
          }}
        />
      ))}
    </span>
  );
}

interface LeafInputProps {
  kind: LeafKind;
  field: LeafField;
  value: unknown;
  onValue: (value: unknown) => void;
  suggestions: Suggestions;
}

/** The grammar's types are checked where the leaf comes in and where it is published; between, a table says which is which. */
function LeafInput({ kind, field: { key, input }, value, onValue, suggestions }: LeafInputProps) {
  const id = useId();
  const label = t(`condition.field.${key}` as MessageKey);
  const worded = (choices: readonly string[]) =>
    choices.map((one) => ({ value: one, label: choiceWords(kind, key, one) }));
  switch (input.type) {
    case "text": {
      const list = input.suggest && suggestions[input.suggest];
      return (
        <Line
          label={label}
          value={typeof value === "string" ? value : ""}
          list={list && { id, values: list }}
          onValue={(text) => onValue(text === "" && input.optional ? undefined : text)}
        />
      );
    }
    case "number": {
      const scale = input.percent ? PERCENT : 1;
      return (
        <>
          <span>{label}</span>
          <Amount
            label={label}
            min={input.min}
            max={input.max}
            step={input.step}
            value={typeof value === "number" ? Math.round(value * scale * PERCENT) / PERCENT : undefined}
            onValue={(next) => onValue(next === undefined ? (input.optional ? undefined : 0) : next / scale)}
          />
        </>
      );
    }
    case "choice":
      return <Choice label={label} value={String(value)} onValue={onValue} choices={worded(input.choices)} />;
    case "choices":
      return (
        <Ticks
          label={label}
          value={(value as (string | number)[]).map(String)}
          onValue={(next) => onValue(key === "days" ? next.map(Number) : next)}
          choices={worded(input.choices)}
        />
      );
    case "list":
      return <ListInput label={label} value={(value as string[] | undefined) ?? []} input={input} onValue={onValue} />;
    case "time":
      return (
        <input
          type="time"
          aria-label={label}
          value={String(value)}
          onInput={({ currentTarget }) => currentTarget.value !== "" && onValue(currentTarget.value)}
        />
      );
    case "date":
      return <DateInput label={label} value={value as string | undefined} onValue={onValue} />;
    case "number_test":
      return <NumberTestInput label={label} value={value as NumberTest} onValue={onValue} />;
    case "text_test":
      return (
        <span class="filter-input">
          <span>{label}</span>
          <TextTestInput
            label={label}
            value={(value as TextTest | undefined) ?? { op: "equals", value: "" }}
            onValue={(test) => onValue(isEmptyTest(test) ? undefined : test)}
          />
        </span>
      );
    case "value_test":
      return <ValueTestInput label={label} value={value as ValueTest} onValue={onValue} />;
    case "window":
      return <WindowInput label={label} value={value as Window | undefined} onValue={onValue} />;
    case "duration":
      return <DurationInput label={label} value={value as Duration} onValue={onValue} />;
    case "times":
      return <TimesInput label={label} value={value as Times | undefined} onValue={onValue} />;
    case "filters":
      return <FiltersInput label={label} value={value as EventFilter[] | undefined} onValue={onValue} />;
    case "zone":
      return (
        <Choice
          label={label}
          value={value === "shop" ? "shop" : "visitor"}
          onValue={(zone) => onValue(zone === "visitor" ? undefined : zone)}
          choices={[
            { value: "visitor", label: t("condition.zone.visitor") },
            { value: "shop", label: t("condition.zone.shop") },
          ]}
        />
      );
  }
}

function ListInput({
  label,
  value,
  input,
  onValue,
}: {
  label: string;
  value: readonly string[];
  input: Extract<FieldInput, { type: "list" }>;
  onValue: (value: string[] | undefined) => void;
}) {
  return (
    <Line
      label={label}
      value={value.join(", ")}
      onValue={(text) => {
        const words = (input.upper ? text.toUpperCase() : text)
          .split(",")
          .map((word) => word.trim())
          .filter(Boolean);
        onValue(words.length === 0 ? undefined : words);
      }}
    />
  );
}

function isEmptyTest(test: TextTest): boolean {
  return test.op === "in" ? test.values.length === 0 : test.value === "";
}

function choiceWords(kind: LeafKind, key: string, choice: string): string {
  if (kind === "weekday") {
    return new Intl.DateTimeFormat(currentLocale(), { weekday: "short", timeZone: "UTC" }).format(
      MONDAY + (Number(choice) - 1) * DAY_MS,
    );
  }
  return t(`condition.choice.${key}.${choice}` as MessageKey);
}
