import { place } from "../location.ts";
import { VisitorPage } from "./visitor-page.tsx";
import { VisitorSearch } from "./visitor-search.tsx";
import "../styles/desk.css";
import "../styles/settings.css";
import "../styles/visitors.css";

/** Find somebody, or look at one. */
export function VisitorsScreen() {
  return place.value.path === "visitors" ? <VisitorSearch /> : <VisitorPage />;
}
