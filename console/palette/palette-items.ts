/** What the palette offers: screens, offers, segments, visitors, and things to do. */
import type { Definitions } from "../../wire/definitions.ts";
import { currentLocale, LOCALE_NAMES, LOCALES, speak, t } from "../i18n.ts";
import { feed, pauseReasons, setPause } from "../live/live-state.ts";
import { go } from "../location.ts";
import { SCREENS } from "../screens.ts";
import { adminToken, signOut } from "../session.ts";
import { setTheme, theme, THEMES } from "../theme.ts";
import { matchWords } from "./match-words.ts";
import { openOverlay } from "./palette-state.ts";

export interface PaletteItem {
  kind: "screen" | "offer" | "segment" | "visitor" | "action";
  /** Unique among all. */
  id: string;
  label: string;
  /** Found by, besides the label. */
  also?: string;
  run: () => void;
}

/** More cannot be looked through; another letter is quicker. */
const ITEMS_SHOWN = 30;
/** Visitors offered from the stream: who was just seen is whom one wants. */
const LATE_VISITORS = 50;
/** A visitor's id, or enough of one that nothing else is meant. */
const VISITOR_ID = /^[A-Za-z0-9_-]{12,128}$/;

/** What fits best first; before anything is typed, screens and actions. */
export function paletteItems(query: string, definitions: Definitions | undefined): PaletteItem[] {
  const typed = query.trim();
  const items = [...screens(), ...actions(), ...(typed === "" ? [] : [...named(definitions), ...visitors(typed)])];
  const found = items.flatMap((item) => {
    const score = matchWords(typed, [item.label, t(`palette.kind.${item.kind}`), item.also ?? ""].join(" "));
    return score === undefined ? [] : [{ item, score }];
  });
  const sorted = found.toSorted((a, b) => a.score - b.score);
  return sorted.slice(0, ITEMS_SHOWN).map(({ item }) => item);
}

function screens(): PaletteItem[] {
  return SCREENS.map(({ path, label }) => ({
    kind: "screen",
    id: `screen-${path}`,
    label: t(label),
    run: () => go(path),
  }));
}

function named(definitions: Definitions | undefined): PaletteItem[] {
  const { offers = [], segments = [] } = definitions ?? {};
  return [
    ...offers.map(({ id, name }): PaletteItem => ({
      kind: "offer",
      id: `offer-${id}`,
      label: name,
      also: id,
      run: () => go(`offers/${encodeURIComponent(id)}`),
    })),
    ...segments.map(({ id, name }): PaletteItem => ({
      kind: "segment",
      id: `segment-${id}`,
      label: name,
      also: id,
      run: () => go(`segments/${encodeURIComponent(id)}`),
    })),
  ];
}

function visitors(typed: string): PaletteItem[] {
  const late = feed
    .peek()
    .shown.slice(0, LATE_VISITORS)
    .map(({ visitor }) => visitor);
  const ids = new Set([...(VISITOR_ID.test(typed) ? [typed] : []), ...late.filter((id) => id.includes(typed))]);
  return [...ids].map((id) => ({
    kind: "visitor",
    id: `visitor-${id}`,
    label: t("palette.visitor", { id }),
    run: () => go(`visitors/${encodeURIComponent(id)}`),
  }));
}

function actions(): PaletteItem[] {
  const isHeld = pauseReasons.peek().has("held");
  const action = (id: string, label: string, run: () => void): PaletteItem => ({ kind: "action", id, label, run });
  return [
    action("pause", t(isHeld ? "palette.resume" : "palette.pause"), () => setPause("held", !isHeld)),
    action("placements", t("palette.placements"), () => go("placements")),
    action("versions", t("palette.versions"), () => go("versions")),
    action("install", t("palette.install"), () => go("settings")),
    ...THEMES.filter((one) => one !== theme.value).map((one) =>
      action(`theme-${one}`, t("palette.theme", { theme: t(`theme.${one}`) }), () => setTheme(one)),
    ),
    ...LOCALES.filter((one) => one !== currentLocale()).map((one) =>
      action(`language-${one}`, t("palette.language", { language: LOCALE_NAMES[one] }), () => void speak(one)),
    ),
    action("api", t("palette.api"), () => location.assign("/docs/api/")),
    action("keys", t("palette.keys"), () => (openOverlay.value = "keys")),
    ...(adminToken.value === null ? [] : [action("sign-out", t("signin.out"), signOut)]),
  ];
}
