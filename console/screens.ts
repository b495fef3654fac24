/** The console's screens: one line for each, and nothing in the menu that is not there. */
import type { ComponentType } from "preact";
import { alsoSpeak, type Bundle, type MessageKey } from "./i18n.ts";
import { HOME, LIVE } from "./location.ts";
import { lazyScreen } from "./parts/lazy-screen.tsx";

export interface Screen {
  /** Path below `/console/` that the menu leads to. */
  path: string;
  label: MessageKey;
  /** Whether the screen shows this path. */
  shows: (path: string) => boolean;
  view: ComponentType;
}

/** A screen whose script and words are fetched when it is first opened. */
function speakingScreen(bundles: readonly Bundle[], load: () => Promise<ComponentType>): ComponentType {
  return lazyScreen(async () => {
    const [view] = await Promise.all([load(), ...bundles.map(alsoSpeak)]);
    return view;
  });
}

const deskScreen = (load: () => Promise<ComponentType>) => speakingScreen(["desk"], load);

const HomeScreen = speakingScreen(["home", "results"], async () => (await import("./home/home-screen.tsx")).HomeScreen);
const LiveScreen = lazyScreen(async () => (await import("./live/live-screen.tsx")).LiveScreen);
const VisitorsScreen = speakingScreen(
  ["visitors"],
  async () => (await import("./visitors/visitors-screen.tsx")).VisitorsScreen,
);
const PrivacyScreen = speakingScreen(
  ["desk", "visitors", "privacy"],
  async () => (await import("./privacy/privacy-screen.tsx")).PrivacyScreen,
);
const OffersScreen = speakingScreen(
  ["desk", "offers", "placements", "products"],
  async () => (await import("./offers/offers-screen.tsx")).OffersScreen,
);
const SegmentsScreen = deskScreen(async () => (await import("./segments/segments-screen.tsx")).SegmentsScreen);
const ReportsScreen = speakingScreen(
  ["desk", "results"],
  async () => (await import("./reports/reports-screen.tsx")).ReportsScreen,
);
const SettingsScreen = deskScreen(async () => (await import("./settings/settings-screen.tsx")).SettingsScreen);
const ProductsScreen = speakingScreen(
  ["desk", "products"],
  async () => (await import("./products/products-screen.tsx")).ProductsScreen,
);
const ScoreScreen = speakingScreen(
  ["desk", "score"],
  async () => (await import("./score/score-screen.tsx")).ScoreScreen,
);

export const SCREENS: readonly Screen[] = [
  { path: HOME, label: "nav.home", shows: (path) => path === HOME, view: HomeScreen },
  { path: LIVE, label: "nav.live", shows: (path) => /^live(\/[^/]+)?$/.test(path), view: LiveScreen },
  { path: "visitors", label: "nav.visitors", shows: (path) => /^visitors(\/[^/]+)?$/.test(path), view: VisitorsScreen },
  {
    path: "segments",
    label: "nav.segments",
    shows: (path) => /^segments(\/[^/]+)?$/.test(path),
    view: SegmentsScreen,
  },
  {
    path: "offers",
    label: "nav.offers",
    shows: (path) => /^(offers(\/[^/]+)?|placements|versions)$/.test(path),
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
  { path: "privacy", label: "nav.privacy", shows: (path) => /^privacy$/.test(path), view: PrivacyScreen },
  {
    path: "settings",
    label: "nav.settings",
    shows: (path) => /^settings(\/holdout)?$/.test(path),
    view: SettingsScreen,
  },
];
