import { useEffect } from "preact/hooks";
import { startDesk } from "../desk/desk-state.ts";
import { DeskBar } from "../desk/desk-bar.tsx";
import { t } from "../i18n.ts";
import { href, place } from "../location.ts";
import { CatalogueView } from "./catalogue-view.tsx";
import { FeedsView } from "./feeds-view.tsx";
import { RecommendationsView } from "./recommendations-view.tsx";
import "../styles/desk.css";
import "../styles/settings.css";
import "../styles/products.css";

const TABS = [
  { path: "products", label: "products.catalogue", View: CatalogueView },
  { path: "products/feeds", label: "products.feeds", View: FeedsView },
  { path: "products/recommendations", label: "products.recommendations", View: RecommendationsView },
] as const;

/** What the shop sells: the catalogue, what its uploads brought, and what is recommended and why. */
export function ProductsScreen() {
  useEffect(startDesk, []);
  const current = TABS.find(({ path }) => path === place.value.path) ?? TABS[0];
  return (
    <div class="desk products-screen">
      <header class="desk-head">
        <h1>{t("nav.products")}</h1>
        <nav aria-label={t("nav.products")}>
          <ul class="tabs">
            {TABS.map((tab) => (
              <li key={tab.path}>
                <a
                  href={href(tab.path)}
                  data-route={tab.path}
                  {...(tab === current && { "aria-current": "page" as const })}
                >
                  {t(tab.label)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {current.View === RecommendationsView && <DeskBar />}
      </header>
      <current.View />
    </div>
  );
}
