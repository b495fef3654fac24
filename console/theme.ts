/** Light or dark: the system's choice unless the reader made one. */
import { signal } from "@preact/signals";
import { onRemembered, recall, remember } from "./remembered.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const REMEMBERED_THEME = "sv.console.theme";

export const theme = signal<Theme>("system");

/** Applies `?theme=`, else the remembered theme, and follows a change made in another frame of this host. */
export function startTheme(asked: string | null): void {
  onRemembered(REMEMBERED_THEME, (value) => apply(parseTheme(value)));
  apply(parseTheme(asked ?? recall(REMEMBERED_THEME)));
}

/** Applies and remembers `next`. */
export function setTheme(next: Theme): void {
  apply(next);
  remember(REMEMBERED_THEME, next === "system" ? null : next);
}

function apply(next: Theme): void {
  theme.value = next;
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
}

function parseTheme(value: string | null): Theme {
  return THEMES.find((known) => known === value) ?? "system";
}
