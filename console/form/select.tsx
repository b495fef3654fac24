/** A native list of which one value is chosen. */
export interface SelectProps<Value extends string> {
  value: Value;
  onValue: (value: Value) => void;
  choices: readonly { value: Value; label: string }[];
}

/** What names it, by itself or as a label's control. */
interface Naming {
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

export function Select<Value extends string>({ value, onValue, choices, ...naming }: SelectProps<Value> & Naming) {
  return (
    <select
      {...naming}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = choices.find((choice) => choice.value === currentTarget.value);
        if (chosen !== undefined) onValue(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
