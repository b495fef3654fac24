/** The console's screens: one line for each, and nothing in the menu that is not there. */
import type { ComponentType } from "preact";
import type { MessageKey } from "./i18n.ts";
import { LiveScreen } from "./live/live-screen.tsx";

export interface Screen {
  /** Path below `/console/` that the menu leads to. */
  path: string;
  label: MessageKey;
  /** Whether the screen shows this path. */
  shows: (path: string) => boolean;
  view: ComponentType;
}

export const SCREENS: readonly Screen[] = [
  { path: "", label: "nav.live", shows: (path) => path === "" || /^visitors\/[^/]+$/.test(path), view: LiveScreen },
];
