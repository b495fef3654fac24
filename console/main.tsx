/** Starts the console. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { Frame } from "./frame.tsx";
import { startLanguage, t } from "./i18n.ts";
import { startLive } from "./live/live-state.ts";
import { embedded, startRouting } from "./location.ts";
import { startNames } from "./names.ts";
import { startClock } from "./now.ts";
import { startKeys } from "./palette/keys.ts";
import { startSettings } from "./site-settings.ts";
import { startTheme } from "./theme.ts";
import { startVisitor } from "./visitor/visitor-state.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/marks.css";
import "./styles/cards.css";
import "./styles/visitor.css";
import "./styles/why.css";

const asked = new URLSearchParams(location.search);
startTheme(asked.get("theme"));
startClock();
startRouting();
// The socket needs no words: it is opened while the language is fetched.
startSettings();
startLive();
startNames();
startVisitor();
await startLanguage(asked.get("lang"));
effect(() => {
  document.title = t("frame.title");
});
if (!embedded) startKeys();
const root = document.getElementById("console");
if (root !== null) render(<Frame />, root);
