/** The console's screens: one line for each, and nothing in the menu that is not there. */
import type { ComponentType } from "preact";
import { alsoSpeak, type MessageKey } from "./i18n.ts";
import { LiveScreen } from "./live/live-screen.tsx";
import { lazyScreen } from "./parts/lazy-screen.tsx";

export interface Screen {
  /** Path below `/console/` that the menu leads to. */
  path: string;
  label: MessageKey;
  /** Whether the screen shows this path. */
  shows: (path: string) => boolean;
  view: ComponentType;
}

/** Speaks the desk's words, then shows. */
const OffersScreen = lazyScreen(async () => {
  const [screen] = await Promise.all([import("./offers/offers-screen.tsx"), alsoSpeak("desk")]);
  return screen.OffersScreen;
});

const SettingsScreen = lazyScreen(async () => {
  const [screen] = await Promise.all([import("./settings/settings-screen.tsx"), alsoSpeak("desk")]);
  return screen.SettingsScreen;
});

export const SCREENS: readonly Screen[] = [
  { path: "", label: "nav.live", shows: (path) => path === "" || /^visitors\/[^/]+$/.test(path), view: LiveScreen },
  {
    path: "offers",
    label: "nav.offers",
    shows: (path) => /^(offers(\/[^/]+)?|versions)$/.test(path),
    view: OffersScreen,
  },
  { path: "settings", label: "nav.settings", shows: (path) => path === "settings", view: SettingsScreen },
];
