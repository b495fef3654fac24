/** Labelled form controls: label, control, hint and problem tied together for eyes and ears alike. */
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { Select } from "./select.tsx";
import type { SelectProps } from "./select.tsx";

interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** Why what stands there cannot stay; shown under it and told to screen readers. */
  problem?: string | undefined;
}

/** What ties a control to its label, hint and problem. */
interface Ties {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

function Field({ label, hint, problem, children }: FieldProps & { children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const described = [problem !== undefined && `${id}-problem`, hint !== undefined && `${id}-hint`].filter(Boolean);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(described.length > 0 && { "aria-describedby": described.join(" ") }),
        ...(problem !== undefined && { "aria-invalid": true }),
      })}
      {problem !== undefined && (
        <p id={`${id}-problem`} class="field-problem">
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="muted small">
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  /** Rows of a text area; missing: one line. */
  rows?: number;
  maxLength?: number;
  placeholder?: string;
  lang?: string;
  list?: string;
  disabled?: boolean;
  /** Takes the focus when it appears: the form was asked for to be filled in. */
  isFirst?: boolean;
}

export function TextField({ value, onValue, rows, lang, list, isFirst = false, ...field }: TextProps) {
  const { maxLength, placeholder, disabled } = field;
  const common = { maxLength, placeholder, lang, value, disabled };
  return (
    <Field {...field}>
      {(ties) =>
        rows === undefined ? (
          <input
            type="text"
            {...ties}
            {...common}
            {...(list !== undefined && { list })}
            autofocus={isFirst}
            onInput={(input) => onValue(input.currentTarget.value)}
          />
        ) : (
          <textarea {...ties} {...common} rows={rows} onInput={(input) => onValue(input.currentTarget.value)} />
        )
      }
    </Field>
  );
}

interface NumberProps extends FieldProps {
  /** `undefined`: left empty, which means "no limit" or "not asked for". */
  value: number | undefined;
  onValue: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number;
  placeholder?: string;
}

export function NumberField({ value, onValue, min, max, step = 1, placeholder, ...field }: NumberProps) {
  const input = useRef<HTMLInputElement>(null);
  // "4." is 4 already: written back as "4", it would swallow the point, and the next digit would stand before it.
  const typed = input.current?.valueAsNumber === value ? input.current?.value : undefined;
  return (
    <Field {...field}>
      {(ties) => (
        <input
          type="number"
          inputMode={step < 1 ? "decimal" : "numeric"}
          {...ties}
          {...{ min, max, step, placeholder }}
          ref={input}
          value={typed ?? (value === undefined ? "" : String(value))}
          onInput={({ currentTarget }) => {
            // A half-typed number ("-", "1e") reads as not-a-number: wait for the rest.
            if (currentTarget.value === "" && currentTarget.validity.badInput) return;
            onValue(currentTarget.value === "" ? undefined : currentTarget.valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}

export function ChoiceField<Value extends string>({
  value,
  onValue,
  choices,
  ...field
}: FieldProps & SelectProps<Value>) {
  return <Field {...field}>{(ties) => <Select {...ties} value={value} onValue={onValue} choices={choices} />}</Field>;
}

export function DateTimeField({
  value,
  onValue,
  ...field
}: FieldProps & { value: string | undefined; onValue: (value: string | undefined) => void }) {
  return (
    <Field {...field}>
      {(ties) => (
        <input
          type="datetime-local"
          {...ties}
          value={value ?? ""}
          onInput={({ currentTarget }) => onValue(currentTarget.value === "" ? undefined : currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A box to tick, its label beside it. */
export function CheckField({
  label,
  checked,
  onChecked,
}: {
  label: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(change) => onChecked(change.currentTarget.checked)} />
      {label}
    </label>
  );
}
