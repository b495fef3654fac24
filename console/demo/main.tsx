/** Starts the demo page. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { startLanguage, t } from "../i18n.ts";
import { startTheme } from "../theme.ts";
import { DemoPage } from "./demo-page.tsx";
import "../styles/tokens.css";
import "../styles/base.css";
import "./demo.css";

const asked = new URLSearchParams(location.search);
startTheme(asked.get("theme"));
await startLanguage(asked.get("lang"));
effect(() => {
  document.title = t("demo.title");
});
const root = document.getElementById("demo");
if (root !== null) render(<DemoPage />, root);
