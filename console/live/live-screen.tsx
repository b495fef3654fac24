import { InstallCard } from "../cards/install-card.tsx";
import { ModelCard } from "../cards/model-card.tsx";
import { ShoppersCard } from "../cards/shoppers-card.tsx";
import { t } from "../i18n.ts";
import { VisitorPanel } from "../visitor/visitor-panel.tsx";
import { chosenVisitor } from "../visitor/visitor-state.ts";
import { WhyPanel } from "../why/why-panel.tsx";
import { Announcer } from "./announcer.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { PulseHead } from "./pulse-head.tsx";
import { Stream } from "./stream.tsx";
import "../styles/live.css";
import "../styles/pulse.css";
import "../styles/stream.css";

/** What happens on the site now: the stream, and beside it one visitor or the site's own state. */
export function LiveScreen() {
  const hasVisitor = chosenVisitor.value !== "";
  return (
    <div class={hasVisitor ? "live live-with-visitor" : "live"}>
      <div class="live-main">
        <h1 class="unseen">{t("live.heading")}</h1>
        <PulseHead />
        <FilterBar />
        <Stream />
        <Announcer />
      </div>
      <aside class="live-side" aria-label={hasVisitor ? t("live.side_visitor") : t("live.side_site")}>
        {hasVisitor ? (
          <VisitorPanel />
        ) : (
          <>
            <ShoppersCard />
            <ModelCard />
            <InstallCard />
          </>
        )}
      </aside>
      <WhyPanel />
    </div>
  );
}
