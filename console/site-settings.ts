/** The site's own settings, as far as the console shows them. */
import { effect, signal, untracked } from "@preact/signals";
import type { SiteSettings } from "../wire/definitions.ts";
import { api } from "./api.ts";
import type { ApiProblem } from "./api.ts";
import { watchOwnVisitor } from "./own-visitor.ts";
import { lock } from "./session.ts";
import { CONVENTIONAL_KEY } from "./site.ts";

export const settings = signal<SiteSettings | null>(null);
/** Why there are none; null while they are on their way. */
export const settingsProblem = signal<ApiProblem | null>(null);

/** The key to put in a page. */
export function publicKey(): string {
  return settings.value?.keys[0] ?? CONVENTIONAL_KEY;
}

/** Fetches the settings, again after signing in, and watches for this browser's own visits under their keys. */
export function startSettings(): void {
  watchOwnVisitor([CONVENTIONAL_KEY]);
  effect(() => {
    if (lock.value === "open") void untracked(reloadSettings);
  });
}

/** Fetches them anew, after they were changed here. */
export async function reloadSettings(): Promise<void> {
  const answer = await api.settings();
  settingsProblem.value = answer.ok ? null : answer.problem;
  if (!answer.ok) return;
  settings.value = answer.value;
  watchOwnVisitor([...new Set([CONVENTIONAL_KEY, ...answer.value.keys])]);
}
