import { useEffect, useRef, useState } from "preact/hooks";
import type { MerchandisingRule, ProductBoosts } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { working } from "../desk/desk-state.ts";
import { ChoiceField, NumberField, TextField } from "../form/field.tsx";
import { Select } from "../form/select.tsx";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { useResource } from "../parts/resource.ts";
import { api } from "../api.ts";
import { ProductPicker } from "./product-picker.tsx";
import { addRule, changeBoost, changeRule, moveRule, removeRule } from "./rule-changes.ts";

const ACTIONS = ["pin", "boost", "bury", "exclude"] as const;
type Action = (typeof ACTIONS)[number];
const TARGETS = ["product", "category", "brand", "label"] as const;
type Target = (typeof TARGETS)[number];
/** Percent of a boost or bury that names none, and the bounds of one that does: the Worker's. */
const DEFAULT_PERCENT = 25;
const MOST_PERCENT = 50;
/** The same of what the catalogue says of a product. */
const DEFAULT_BOOST = 10;
const MOST_BOOST = 25;
const BOOSTS = ["margin", "overstock", "freshness"] as const satisfies readonly (keyof ProductBoosts)[];

/** Where rules and the row they make are seen together; as in the style sheet. */
const WIDE = "(width >= 700px)";

/** @param titleOf a product's title by its id */
export function RuleEditor({ titleOf }: { titleOf: (id: string) => string }) {
  const { merchandising: rules = [], productBoosts = {}, placements = [] } = working.value ?? {};
  const keys = keysOf(rules);
  const list = useRef<HTMLOListElement>(null);
  // As it is when the screen is opened: whoever has opened or closed them since keeps them so.
  const [isWide] = useState(() => matchMedia(WIDE).matches);
  const [focused, setFocused] = useState<Focused>();
  useEffect(() => {
    if (focused === undefined) return;
    // A row that has moved or gone takes the focus with it: it stays with the rule, or with the next one.
    const row = list.current?.children[Math.min(focused.index, rules.length - 1)];
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("[data-does]:not(:disabled)") ?? [])];
    (buttons.find(({ dataset }) => dataset["does"] === focused.does) ?? buttons[0])?.focus();
  }, [focused]);
  return (
    <section class="card rules" aria-labelledby="rules-heading">
      {/* On a phone the row they make would be three screens further down: it comes first, they are one tap away. */}
      <details open={isWide}>
        <summary>
          <h2 id="rules-heading">{t("rules.heading")}</h2>
          <span class="muted"> {t("rules.count", { count: rules.length })}</span>
        </summary>
        <div class="rules-body">
          <p class="muted">{t("rules.explain")}</p>
          {rules.length === 0 ? (
            <p class="muted">{t("rules.none")}</p>
          ) : (
            <ol class="rule-list" ref={list}>
              {rules.map((rule, index) => (
                <RuleRow
                  key={keys[index]}
                  rule={rule}
                  index={index}
                  last={rules.length - 1}
                  titleOf={titleOf}
                  onMoved={setFocused}
                />
              ))}
            </ol>
          )}
          <NewRule />
          <fieldset class="boosts">
            <legend>{t("boosts.heading")}</legend>
            <p class="muted small">{t("boosts.explain")}</p>
            <div class="field-row">
              {BOOSTS.map((boost) => (
                <NumberField
                  key={boost}
                  label={t(`boosts.${boost}`)}
                  hint={t(`boosts.${boost}_hint`)}
                  problem={problemAt(`/productBoosts/${boost}`)}
                  min={0}
                  max={MOST_BOOST}
                  placeholder={String(DEFAULT_BOOST)}
                  value={productBoosts[boost]}
                  onValue={(percent) => changeBoost(boost, percent)}
                />
              ))}
            </div>
          </fieldset>
          {placements.every(({ kind }) => kind !== "products") && <p class="muted">{t("rules.no_placement")}</p>}
        </div>
      </details>
    </section>
  );
}

/** Where the focus goes after a row has changed its place. */
interface Focused {
  index: number;
  does: "up" | "down" | "remove";
}

/** What a rule is about, and how many before it are about the same: it stays itself wherever it is moved. */
function keysOf(rules: readonly MerchandisingRule[]): string[] {
  const met = new Map<string, number>();
  return rules.map(({ product, category, brand, label }) => {
    const about = JSON.stringify([product, category, brand, label]);
    const times = met.get(about) ?? 0;
    met.set(about, times + 1);
    return `${about} ${times}`;
  });
}

interface RowProps {
  rule: MerchandisingRule;
  index: number;
  last: number;
  titleOf: (id: string) => string;
  onMoved: (focused: Focused) => void;
}

function RuleRow({ rule, index, last, titleOf, onMoved }: RowProps) {
  const { action, percent, product } = rule;
  const what = targetWords(rule, titleOf);
  const problem = problemAt(`/merchandising/${index}/percent`) ?? problemAt(`/merchandising/${index}`);
  const number = index + 1;
  return (
    <li class="rule-row">
      <span class="rule-number">{number}</span>
      <Select<Action>
        aria-label={t("rules.action_of", { number })}
        value={action}
        onValue={(next) =>
          changeRule(index, "action", {
            action: next,
            ...((next === "pin" || next === "exclude") && { percent: undefined }),
          })
        }
        choices={ACTIONS.filter((one) => one !== "pin" || product !== undefined).map((value) => ({
          value,
          label: t(`rules.action.${value}`),
        }))}
      />
      <span class="rule-what">{what}</span>
      {(action === "boost" || action === "bury") && (
        <label class="rule-percent">
          <span class="unseen">{t("rules.percent_of", { number })}</span>
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_PERCENT}
            placeholder={String(DEFAULT_PERCENT)}
            value={percent ?? ""}
            {...(problem !== undefined && { "aria-invalid": true })}
            onInput={({ currentTarget }) => {
              if (currentTarget.value === "" && currentTarget.validity.badInput) return;
              const next = currentTarget.value === "" ? undefined : currentTarget.valueAsNumber;
              changeRule(index, "percent", { percent: next });
            }}
          />{" "}
          %
        </label>
      )}
      <PlacementSelect
        label={t("rules.placement_of", { number })}
        placement={rule.placement}
        onPlacement={(placement) => changeRule(index, "placement", { placement })}
      />
      <span class="rule-actions">
        <button
          type="button"
          class="icon-button"
          disabled={index === 0}
          aria-label={t("rules.up", { number })}
          title={t("rules.up", { number })}
          data-does="up"
          onClick={() => {
            moveRule(index, -1);
            onMoved({ index: index - 1, does: "up" });
          }}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="icon-button"
          disabled={index === last}
          aria-label={t("rules.down", { number })}
          title={t("rules.down", { number })}
          data-does="down"
          onClick={() => {
            moveRule(index, 1);
            onMoved({ index: index + 1, does: "down" });
          }}
        >
          <Icon name="down" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t("rules.remove", { number })}
          title={t("rules.remove", { number })}
          data-does="remove"
          onClick={() => {
            removeRule(index);
            onMoved({ index, does: "remove" });
          }}
        >
          <Icon name="trash" />
        </button>
      </span>
      {problem !== undefined && <p class="field-problem">{problem}</p>}
    </li>
  );
}

/** What a rule is about, such as “Brand Norte”. */
export function targetWords(rule: MerchandisingRule, titleOf: (id: string) => string): string {
  if (rule.product !== undefined) return titleOf(rule.product);
  const target = TARGETS.find((one) => rule[one] !== undefined) ?? "brand";
  return t(`rules.of.${target}`, { name: rule[target] ?? "" });
}

function PlacementSelect({
  label,
  placement,
  onPlacement,
}: {
  label: string;
  placement: string | undefined;
  onPlacement: (placement: string | undefined) => void;
}) {
  return (
    <Select
      aria-label={label}
      value={placement ?? ""}
      onValue={(value) => onPlacement(value === "" ? undefined : value)}
      choices={placementChoices(t("rules.everywhere"), placement)}
    />
  );
}

/** The draft's placements for products, and one that a rule names though it is there no more. */
export function placementChoices(none: string, chosen?: string): { value: string; label: string }[] {
  const placements = (working.value?.placements ?? []).filter(({ kind }) => kind === "products");
  const isGone = chosen !== undefined && chosen !== "" && !placements.some(({ id }) => id === chosen);
  return [
    { value: "", label: none },
    ...placements.map(({ id, name }) => ({ value: id, label: name })),
    ...(isGone ? [{ value: chosen, label: chosen }] : []),
  ];
}

function NewRule() {
  const [action, setAction] = useState<Action>("boost");
  const [target, setTarget] = useState<Target>("product");
  const [name, setName] = useState("");
  const [placement, setPlacement] = useState<string>();
  const { value: names } = useResource(() => api.products("limit=1"));
  const chosen = action === "pin" ? "product" : target;
  const add = (what: Partial<Record<Target, string>>): void => {
    addRule({ action, ...what, ...(placement !== undefined && { placement }) });
    setName("");
  };
  const listed = chosen === "category" ? names?.categories : chosen === "brand" ? names?.brands : undefined;
  return (
    <form
      class="new-rule"
      aria-label={t("rules.new")}
      onSubmit={(submit) => {
        submit.preventDefault();
        if (chosen !== "product" && name.trim() !== "") add({ [chosen]: name.trim() });
      }}
    >
      <ChoiceField
        label={t("rules.action")}
        value={action}
        onValue={setAction}
        choices={ACTIONS.map((value) => ({ value, label: t(`rules.action.${value}`) }))}
      />
      <ChoiceField
        label={t("rules.target")}
        value={chosen}
        onValue={(next) => {
          setTarget(next);
          setName("");
        }}
        choices={TARGETS.filter((value) => action !== "pin" || value === "product").map((value) => ({
          value,
          label: t(`rules.target.${value}`),
        }))}
      />
      <ChoiceField
        label={t("rules.where")}
        value={placement ?? ""}
        onValue={(value) => setPlacement(value === "" ? undefined : value)}
        choices={placementChoices(t("rules.everywhere"))}
      />
      {chosen === "product" ? (
        <ProductPicker label={t("rules.product")} onPick={({ id }) => add({ product: id })} />
      ) : (
        <>
          {listed === undefined ? (
            <TextField label={t(`rules.target.${chosen}`)} value={name} maxLength={200} onValue={setName} />
          ) : (
            <ChoiceField
              label={t(`rules.target.${chosen}`)}
              value={name}
              onValue={setName}
              choices={[
                { value: "", label: t("rules.choose") },
                ...listed.map((one) => ({ value: one.name, label: one.name })),
              ]}
            />
          )}
          <button type="submit" class="button" disabled={name.trim() === ""}>
            <Icon name="plus" />
            {t("rules.add")}
          </button>
        </>
      )}
    </form>
  );
}
