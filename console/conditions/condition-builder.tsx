/** Nested conditions, built by hand. Nesting, moving and keys are react-querybuilder's; what a condition asks is ours. */
import { useMemo, useState } from "preact/hooks";
import {
  QueryBuilder,
  type Field,
  type Translations,
  type ValueEditorProps,
  type ValueSelectorProps,
} from "react-querybuilder";
import type { Condition, ConditionLeaf } from "../../wire/condition.ts";
import { t } from "../i18n.ts";
import { LEAF_KINDS, LEAVES, type LeafKind } from "./leaf-fields.ts";
import { LeafEditor, type Suggestions } from "./leaf-editor.tsx";
import { conditionOf, queryOf, type QueryGroup } from "./query-mapping.ts";

interface ConditionBuilderProps {
  label: string;
  condition: Condition;
  onCondition: (condition: Condition) => void;
  suggestions: Suggestions;
}

/**
 * Shows `condition` and tells of each change. Its own query is kept beside the condition, because groups that are being
 * filled in have names there that the condition does not; a condition that changes elsewhere (undo) replaces it.
 */
export function ConditionBuilder({ label, condition, onCondition, suggestions }: ConditionBuilderProps) {
  const [own, setOwn] = useState({ condition, query: queryOf(condition) });
  const current = isSame(own.condition, condition) ? own : { condition, query: queryOf(condition) };
  const fields = useMemo(
    (): Field[] =>
      LEAF_KINDS.map((kind) => ({ name: kind, value: kind, label: t(`condition.kind.${kind}`), operators: [HOLDS] })),
    [],
  );
  return (
    <div class="builder" role="group" aria-label={label}>
      <QueryBuilder
        query={current.query}
        onQueryChange={(next) => {
          const query: QueryGroup = next;
          const shown = conditionOf(query);
          // The builder speaks first, and its root is always a group: a condition that is none means the same in one.
          // Only to look at it must change no draft.
          const isChanged = !isSame(shown, condition) && !isSame(shown, conditionOf(queryOf(condition)));
          setOwn({ condition: isChanged ? shown : condition, query });
          if (isChanged) onCondition(shown);
        }}
        fields={fields}
        combinators={[
          { name: "and", value: "and", label: t("condition.all") },
          { name: "or", value: "or", label: t("condition.any") },
        ]}
        getDefaultField="event"
        getDefaultValue={(rule) => LEAVES[rule.field as LeafKind].fresh}
        getDefaultOperator={HOLDS.name}
        resetOnFieldChange
        showNotToggle
        showShiftActions
        addRuleToNewGroups
        context={suggestions}
        controlElements={{
          operatorSelector: null,
          valueEditor: LeafValueEditor,
          combinatorSelector: NamedSelect,
          fieldSelector: NamedSelect,
        }}
        translations={translations()}
        controlClassnames={{
          addRule: "button",
          addGroup: "button",
          removeRule: "icon-button",
          removeGroup: "icon-button",
          shiftActions: "shift-actions",
          notToggle: "check",
        }}
      />
    </div>
  );
}

/** A rule's only operator: what is asked stands in its value. */
const HOLDS = { name: "holds", value: "holds", label: "" };

/** The library's own lists have a title only, which not everybody is told. */
function NamedSelect({ value, options, title, className, disabled, handleOnChange }: ValueSelectorProps) {
  return (
    <select
      aria-label={title ?? ""}
      class={className}
      disabled={disabled ?? false}
      value={value ?? ""}
      onChange={({ currentTarget }) => handleOnChange(currentTarget.value)}
    >
      {options.map((option) =>
        "value" in option ? (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ) : null,
      )}
    </select>
  );
}

function LeafValueEditor({ value, handleOnChange, context, field }: ValueEditorProps) {
  const leaf = value as ConditionLeaf;
  // For one render after the kind was changed, the value is still the old kind's.
  if (leaf.kind !== field) return null;
  return <LeafEditor leaf={leaf} onLeaf={handleOnChange} suggestions={context as Suggestions} />;
}

function translations(): Partial<Translations> {
  const action = (key: "add_rule" | "add_group" | "remove_rule" | "remove_group" | "up" | "down", sign?: string) => {
    const words = t(`condition.${key}`);
    return { label: sign ?? words, title: words };
  };
  return {
    addRule: action("add_rule"),
    addGroup: action("add_group"),
    removeRule: action("remove_rule", "×"),
    removeGroup: action("remove_group", "×"),
    shiftActionUp: action("up", "↑"),
    shiftActionDown: action("down", "↓"),
    combinators: { title: t("condition.combinator") },
    fields: { title: t("condition.kind"), placeholderName: "", placeholderLabel: "", placeholderGroupLabel: "" },
    notToggle: { label: t("condition.not"), title: t("condition.not") },
    value: { title: t("condition.number") },
  };
}

function isSame(a: Condition, b: Condition): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
