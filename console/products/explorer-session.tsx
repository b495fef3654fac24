import { useEffect, useRef, useState } from "preact/hooks";
import { CheckField, ChoiceField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { changeExplorerQuery, MOST_PICKED, RELATIONS, WHO } from "./explorer-query.ts";
import type { ExplorerQuery } from "./explorer-query.ts";
import { ProductPicker } from "./product-picker.tsx";
import { placementChoices } from "./rule-editor.tsx";
import { titleOf } from "./titles.ts";

function change(part: Partial<ExplorerQuery>): void {
  setQuery((query) => changeExplorerQuery(query, part));
}

/** Whose row, and where: all of it in the address. */
export function Session({ query, ownVisitor }: { query: ExplorerQuery; ownVisitor: string | undefined }) {
  const { who, viewed, cart, visitor, placement, relation, onPage, compare } = query;
  return (
    <div class="explorer-session">
      <div class="segmented" role="group" aria-label={t("explorer.who")}>
        {WHO.map((one) => (
          <button key={one} type="button" aria-pressed={one === who} onClick={() => change({ who: one })}>
            {t(`explorer.who.${one}`)}
          </button>
        ))}
      </div>
      {who === "picked" && (
        <div class="field-row">
          <Picked
            label={t("explorer.viewed")}
            none={t("explorer.viewed_none")}
            ids={viewed}
            onIds={(ids) => change({ viewed: ids })}
          />
          <Picked
            label={t("explorer.cart")}
            none={t("explorer.cart_none")}
            ids={cart}
            onIds={(ids) => change({ cart: ids })}
          />
        </div>
      )}
      {who === "me" && ownVisitor !== undefined && <p class="muted">{t("explorer.me_hint")}</p>}
      {who === "visitor" && (
        <TextField
          label={t("explorer.visitor")}
          hint={t("explorer.visitor_hint")}
          value={visitor}
          maxLength={128}
          onValue={(id) => change({ visitor: id })}
        />
      )}
      <div class="field-row">
        <ChoiceField
          label={t("explorer.placement")}
          value={placement}
          onValue={(next) => change({ placement: next })}
          choices={placementChoices(t("explorer.no_placement"), placement)}
        />
        <ChoiceField
          label={t("explorer.relation")}
          value={relation}
          onValue={(next) => change({ relation: next })}
          choices={[
            { value: "" as const, label: t("explorer.own_relation") },
            ...RELATIONS.map((value) => ({ value, label: t(`explorer.relation.${value}`) })),
          ]}
        />
      </div>
      <div class="checks">
        {who === "picked" && viewed.length > 0 && (
          <CheckField
            label={t("explorer.on_page")}
            checked={onPage}
            onChecked={(checked) => change({ onPage: checked })}
          />
        )}
        <CheckField
          label={t("explorer.compare")}
          checked={compare}
          onChecked={(checked) => change({ compare: checked })}
        />
      </div>
    </div>
  );
}

interface PickedProps {
  label: string;
  none: string;
  ids: readonly string[];
  onIds: (ids: string[]) => void;
}

function Picked({ label, none, ids, onIds }: PickedProps) {
  const part = useRef<HTMLDivElement>(null);
  const [taken, setTaken] = useState<number>();
  useEffect(() => {
    if (taken === undefined) return;
    // What is taken out takes the focus with it: it goes to the one that follows, else to the search.
    const buttons = part.current?.querySelectorAll<HTMLElement>(".chip button") ?? [];
    (buttons[Math.min(taken, buttons.length - 1)] ?? part.current?.querySelector("input"))?.focus();
    setTaken(undefined);
  }, [taken, ids.length]);
  return (
    <div class="picked" ref={part}>
      <ProductPicker
        label={label}
        disabled={ids.length >= MOST_PICKED}
        onPick={({ id }) => onIds([...ids.filter((one) => one !== id), id])}
      />
      {ids.length === 0 ? (
        <p class="muted small">{none}</p>
      ) : (
        <ol class="chips">
          {ids.map((id, index) => (
            <li key={id} class="chip">
              {titleOf(id)}
              <button
                type="button"
                class="icon-button"
                aria-label={t("explorer.take_out", { product: titleOf(id) })}
                onClick={() => {
                  onIds(ids.filter((one) => one !== id));
                  setTaken(index);
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
