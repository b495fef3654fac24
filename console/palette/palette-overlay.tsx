import { alsoSpeak } from "../i18n.ts";
import { lazyScreen } from "../parts/lazy-screen.tsx";
import { openOverlay } from "./palette-state.ts";

const Palette = lazyScreen(async () => {
  const [{ Palette: view }] = await Promise.all([import("./palette.tsx"), alsoSpeak("palette")]);
  return view;
});

const KeyList = lazyScreen(async () => {
  const [{ KeyList: view }] = await Promise.all([import("./key-list.tsx"), alsoSpeak("palette")]);
  return view;
});

/** What is open over the screen, if anything; fetched when it is first wanted. */
export function PaletteOverlay() {
  if (openOverlay.value === "palette") return <Palette />;
  return openOverlay.value === "keys" ? <KeyList /> : null;
}
