import { useEffect, useRef } from "preact/hooks";
import { CheckField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { SCREENS } from "../screens.ts";
import { hasSingleKeys, openOverlay, PALETTE_KEY, setSingleKeys } from "./palette-state.ts";
import "../styles/palette.css";

/** Digits there are. */
const DIGITS = 9;

/** Every key and what it does, and the switch for the single ones. */
export function KeyList() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const isMac = PALETTE_KEY.startsWith("⌘");
  const always: [string, string][] = [
    [PALETTE_KEY, t("keys.palette")],
    [isMac ? "⌘Z, ⇧⌘Z" : "Ctrl Z, Ctrl ⇧ Z", t("keys.undo")],
    ["Esc", t("keys.close")],
  ];
  const single: [string, string][] = [
    ["/", t("keys.palette")],
    ["?", t("keys.help")],
    ["P", t("keys.pause")],
    ...SCREENS.slice(0, DIGITS).map(({ label }, index): [string, string] => [
      String(index + 1),
      t("keys.screen", { screen: t(label) }),
    ]),
  ];
  return (
    <dialog ref={dialog} class="key-list" aria-labelledby="keys-heading" onClose={() => (openOverlay.value = null)}>
      <header class="dialog-head">
        <h2 id="keys-heading">{t("keys.heading")}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={t("action.close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("keys.key")}</th>
            <th scope="col">{t("keys.does")}</th>
          </tr>
        </thead>
        <tbody>
          {[...always, ...(hasSingleKeys.value ? single : [])].map(([key, does]) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CheckField label={t("keys.single")} checked={hasSingleKeys.value} onChecked={setSingleKeys} />
      <p class="muted small">{t("keys.single_hint")}</p>
    </dialog>
  );
}
