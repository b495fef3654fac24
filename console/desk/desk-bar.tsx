import { useEffect, useRef, useState } from "preact/hooks";
import { formatAgo } from "../format.ts";
import { t } from "../i18n.ts";
import { now } from "../now.ts";
import { Icon } from "../parts/icon.tsx";
import { canRedo, canUndo, changeCount, keepMine, redo, saveNow, saving, takeTheirs, undo } from "./desk-state.ts";
import { PublishDialog } from "./publish-dialog.tsx";

/**
 * What stands by everything that is edited: whether it is saved, the way back, and the way out.
 *
 * @param hasKeys `false` where other forms stand on the same screen: their fields' own undo must stay theirs
 */
export function DeskBar({ hasKeys = true }: { hasKeys?: boolean }) {
  const [isPublishing, setPublishing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!hasKeys) return undefined;
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const open = async (): Promise<void> => {
    await saveNow();
    setPublishing(true);
  };
  return (
    <div class="desk-bar" role="toolbar" aria-label={t("desk.bar")}>
      <StepButton step="undo" can={canUndo.value} take={undo} />
      <StepButton step="redo" can={canRedo.value} take={redo} />
      <SavingWords />
      <button
        ref={opener}
        type="button"
        class="button button-accent"
        disabled={changeCount.value === 0 && saving.value.kind === "saved"}
        onClick={() => void open()}
      >
        {t("desk.review", { count: changeCount.value })}
      </button>
      {isPublishing && (
        <PublishDialog
          close={() => {
            setPublishing(false);
            opener.current?.focus();
          }}
        />
      )}
    </div>
  );
}

function StepButton({ step, can, take }: { step: "undo" | "redo"; can: boolean; take: () => void }) {
  const label = t(`desk.${step}`);
  return (
    <button type="button" class="icon-button" disabled={!can} aria-label={label} title={label} onClick={take}>
      <Icon name={step} />
    </button>
  );
}

function SavingWords() {
  const state = saving.value;
  if (state.kind === "conflict") {
    return (
      <span class="desk-saving desk-conflict" role="alert">
        {t("desk.conflict")}
        <button type="button" class="button" onClick={() => void takeTheirs()}>
          {t("desk.take_theirs")}
        </button>
        <button type="button" class="button" onClick={() => void keepMine()}>
          {t("desk.keep_mine")}
        </button>
      </span>
    );
  }
  return (
    <span class="desk-saving muted" role="status">
      {state.kind === "saved" &&
        (state.at === undefined ? t("desk.nothing_changed") : t("desk.saved", { ago: formatAgo(state.at, now.value) }))}
      {(state.kind === "unsaved" || state.kind === "saving") && t("desk.saving")}
      {state.kind === "failed" &&
        t("desk.save_failed", { detail: state.problem.detail || t(`problem.${state.problem.kind}.why`) })}
    </span>
  );
}

/** Ctrl or ⌘ with Z and Y, as everywhere; not while a text field has a step of its own to undo. */
function onKey(key: KeyboardEvent): void {
  if (!(key.ctrlKey || key.metaKey) || key.altKey) return;
  const letter = key.key.toLowerCase();
  if (letter !== "z" && letter !== "y") return;
  if (document.querySelector("dialog[open]") !== null) return;
  key.preventDefault();
  if (letter === "y" || key.shiftKey) redo();
  else undo();
}
