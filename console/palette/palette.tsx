import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { TargetedKeyboardEvent } from "preact";
import { api } from "../api.ts";
import { t } from "../i18n.ts";
import { useResource } from "../parts/resource.ts";
import { paletteItems, type PaletteItem } from "./palette-items.ts";
import { openOverlay } from "./palette-state.ts";
import "../styles/palette.css";

/**
 * Everything by a few letters: a combobox whose list is always open (WAI-ARIA Authoring Practices, combobox). The focus
 * stays in the field; the arrows choose, Enter does it, Escape closes.
 */
export function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const { value: draft, problem } = useResource(api.draft);
  const items = useMemo(() => paletteItems(query, draft?.definitions), [query, draft]);
  useEffect(() => dialog.current?.showModal(), []);
  const current = items[Math.min(chosen, items.length - 1)];
  useEffect(() => {
    document.getElementById(optionId(listId, current))?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const run = (item: PaletteItem): void => {
    // Not left to the dialog's `close` event: a key pressed before it comes would close what it should open.
    openOverlay.value = null;
    dialog.current?.close();
    item.run();
  };
  const move = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const next = nextPlace(event.key, Math.min(chosen, items.length - 1), items.length);
    if (event.key === "Enter" && current !== undefined && !event.isComposing) run(current);
    else if (next !== undefined) setChosen(next);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t("palette.heading")}
      // What was run may have opened something else, or this again.
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected && openOverlay.value === "palette") openOverlay.value = null;
      }}
      onClick={(click) => {
        if (click.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="palette-box">
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={optionId(listId, current)}
          aria-label={t("palette.heading")}
          placeholder={t("palette.placeholder")}
          autocomplete="off"
          spellcheck={false}
          autofocus
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={move}
        />
        <p class="unseen" role="status">
          {t("palette.found", { count: items.length })}
        </p>
        {problem !== undefined && <p class="muted small palette-note">{t("palette.no_names")}</p>}
        <ul id={listId} role="listbox" aria-label={t("palette.results")}>
          {items.map((item) => (
            <li
              key={item.id}
              id={optionId(listId, item)}
              role="option"
              aria-selected={item === current}
              onClick={() => run(item)}
            >
              <span>{item.label}</span>
              <span class="muted small">{t(`palette.kind.${item.kind}`)}</span>
            </li>
          ))}
        </ul>
        {items.length === 0 && <p class="muted palette-note">{t("palette.nothing")}</p>}
      </div>
    </dialog>
  );
}

function optionId(listId: string, item: PaletteItem | undefined): string {
  return item === undefined ? "" : `${listId}-${item.id}`;
}

/** Round and round by the arrows; Home and End stay the field's own, for the caret. */
function nextPlace(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (at + 1) % count;
  return key === "ArrowUp" ? (at - 1 + count) % count : undefined;
}
