/** The privacy export: everything the site knows of a visitor, as one JSON file. */
import type { VisitorView } from "../../wire/console.ts";

/** Long enough for the browser to have begun the download. */
const REVOKE_AFTER_MS = 10_000;

export function exportVisitor(view: VisitorView): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(view, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `visitor-${view.visitor}.json`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
