import { html } from "hono/html";
import type { Html } from "./layout.ts";
import type { Say } from "./page-messages.ts";
import type { Crumb } from "./structured-data.ts";

/** The way here; the last entry is this page. */
export function breadcrumb(crumbs: readonly Crumb[], say: Say): Html {
  const last = crumbs.length - 1;
  return html`<nav class="crumbs" aria-label="${say("breadcrumb")}">
    <ol>
      ${crumbs.map(({ name, href }, index) => (index === last ? html`<li><span aria-current="page">${name}</span></li>` : html`<li><a href="${href}">${name}</a></li>`))}
    </ol>
  </nav>`;
}
