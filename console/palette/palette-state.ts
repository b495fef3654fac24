/** Whether the palette or the list of keys is open, and whether keys of a single letter or digit do anything. */
import { signal } from "@preact/signals";
import { onRemembered, recall, remember } from "../remembered.ts";

const REMEMBERED_KEYS = "sv.console.keys";
const OFF = "off";

export const openOverlay = signal<"palette" | "keys" | null>(null);

/** Single keys can be turned off (WCAG 2.1.4): who dictates or uses a switch would set them off by accident. */
export const hasSingleKeys = signal(recall(REMEMBERED_KEYS) !== OFF);

export function setSingleKeys(on: boolean): void {
  hasSingleKeys.value = on;
  remember(REMEMBERED_KEYS, on ? null : OFF);
}

onRemembered(REMEMBERED_KEYS, (value) => {
  hasSingleKeys.value = value !== OFF;
});

/** As this machine's keyboard has it. */
export const PALETTE_KEY = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";
