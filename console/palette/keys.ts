/** The console's keys. They do nothing while somebody types, and single ones nothing where they are turned off. */
import { pauseReasons, setPause } from "../live/live-state.ts";
import { go } from "../location.ts";
import { SCREENS } from "../screens.ts";
import { lock } from "../session.ts";
import { hasSingleKeys, openOverlay } from "./palette-state.ts";

/** Listens from now on. */
export function startKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || lock.value !== "open") return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openOverlay.value = openOverlay.value === "palette" ? null : "palette";
      return;
    }
    if (!hasSingleKeys.value || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    const work = SINGLE_KEYS[event.key] ?? screenKey(event.key);
    if (work === undefined) return;
    event.preventDefault();
    work();
  });
}

/** Somebody types, chooses, or has a dialog open. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  // A dialog just closed keeps the focus until the next frame; nobody types in what cannot be seen.
  if (!(target instanceof HTMLElement) || target.closest("dialog:not([open])") !== null) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

const SINGLE_KEYS: Record<string, () => void> = {
  "/": () => (openOverlay.value = "palette"),
  "?": () => (openOverlay.value = "keys"),
  p: () => setPause("held", !pauseReasons.value.has("held")),
};

/** The digits are the menu's places. */
function screenKey(key: string): (() => void) | undefined {
  const screen = /^[1-9]$/.test(key) ? SCREENS[Number(key) - 1] : undefined;
  return screen && (() => go(screen.path));
}
