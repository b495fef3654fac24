/** The privacy export: everything the site knows of a visitor, as one JSON file. */
import type { VisitorView } from "../../wire/console.ts";
import { download } from "../parts/download.ts";

export function exportVisitor(view: VisitorView): void {
  download(`visitor-${view.visitor}.json`, "application/json", JSON.stringify(view, null, 2));
}
