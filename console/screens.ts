/** The console's screens: one line for each, and nothing in the menu that is not there. */
import type { ComponentType } from "preact";
import { alsoSpeak, type Bundle, type MessageKey } from "./i18n.ts";
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

/** Screens whose script and words are fetched when they are first opened. @param own words of this screen alone */
function deskScreen(load: () => Promise<ComponentType>, own?: Bundle): ComponentType {
  return lazyScreen(async () => {
    const [view] = await Promise.all([load(), alsoSpeak("desk"), ...(own === undefined ? [] : [alsoSpeak(own)])]);
    return view;
  });
}

const OffersScreen = deskScreen(async () => (await import("./offers/offers-screen.tsx")).OffersScreen);
const SegmentsScreen = deskScreen(async () => (await import("./segments/segments-screen.tsx")).SegmentsScreen);
const ReportsScreen = deskScreen(async () => (await import("./reports/reports-screen.tsx")).ReportsScreen);
const SettingsScreen = deskScreen(async () => (await import("./settings/settings-screen.tsx")).SettingsScreen);
const ProductsScreen = deskScreen(
  async () => (await import("./products/products-screen.tsx")).ProductsScreen,
  "products",
);
const ScoreScreen = deskScreen(async () => (await import("./score/score-screen.tsx")).ScoreScreen, "score");

export const SCREENS: readonly Screen[] = [
  { path: "", label: "nav.live", shows: (path) => path === "" || /^visitors\/[^/]+$/.test(path), view: LiveScreen },
  {
    path: "segments",
    label: "nav.segments",
    shows: (path) => /^segments(\/[^/]+)?$/.test(path),
    view: SegmentsScreen,
  },
  {
    path: "offers",
    label: "nav.offers",
    shows: (path) => /^(offers(\/[^/]+)?|versions)$/.test(path),
    view: OffersScreen,
  },
  {
    path: "products",
    label: "nav.products",
    shows: (path) => /^products(\/(feeds|recommendations))?$/.test(path),
    view: ProductsScreen,
  },
  { path: "score", label: "nav.score", shows: (path) => path === "score", view: ScoreScreen },
  { path: "reports", label: "nav.reports", shows: (path) => /^reports(\/[^/]+)?$/.test(path), view: ReportsScreen },
  { path: "settings", label: "nav.settings", shows: (path) => path === "settings", view: SettingsScreen },
];
