import { useEffect, useRef } from "preact/hooks";
import type { VisitorView } from "../../wire/console.ts";
import { api } from "../api.ts";
import { currentLocale, t } from "../i18n.ts";
import { href } from "../location.ts";
import { shortId } from "../live/entry-row.ts";
import { wantProductNames } from "../names.ts";
import { ownVisitors } from "../own-visitor.ts";
import { Fetched } from "../parts/fetched.tsx";
import { useResource } from "../parts/resource.ts";
import { EraseVisitor } from "../visitor/erase-visitor.tsx";
import { VisitorBody } from "../visitor/visitor-body.tsx";
import { VisitorDetails } from "../visitor/visitor-details.tsx";
import { chosenVisitor, eraseChosenVisitor } from "../visitor/visitor-state.ts";
import { WhyPanel } from "../why/why-panel.tsx";
import { OffersNow } from "./offers-now.tsx";
import { PreviewAs } from "./preview-as.tsx";
import { RecommendedNow } from "./recommended-now.tsx";

/** One visitor, whole: what is known, what they would be shown now and why not the rest, and what can be done. */
export function VisitorPage() {
  const id = chosenVisitor.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    void wantProductNames();
  }, [id]);
  return (
    <div class="visitors">
      <header class="visitors-head">
        <a href={href("visitors")} data-route="visitors">
          {t("nav.visitors")}
        </a>
        <h1 ref={heading} tabIndex={-1}>
          {t("visitor.heading", { id: shortId(id) })}
        </h1>
        {ownVisitors.value.has(id) && <span class="mark mark-own">{t("row.you")}</span>}
        <code class="muted small">{id}</code>
      </header>
      <VisitorBody>{(view) => <Whole key={id} view={view} />}</VisitorBody>
      <WhyPanel />
    </div>
  );
}

function Whole({ view }: { view: VisitorView }) {
  const { visitor, lastSeen } = view;
  // What they did last may have changed what they would be shown.
  const now = useResource(() => api.visitorNow(visitor, currentLocale()), `${lastSeen} ${currentLocale()}`);
  return (
    <div class="visitor-columns">
      <div class="visitor-side">
        <div class="card">
          <h2 class="unseen">{t("visitors.known")}</h2>
          <VisitorDetails view={view} />
        </div>
        <section class="card visitors-card" aria-labelledby="erase-heading">
          <h2 id="erase-heading">{t("visitors.erase")}</h2>
          <EraseVisitor erase={eraseChosenVisitor} />
        </section>
      </div>
      <div class="visitor-side">
        <PreviewAs visitor={visitor} />
        <Fetched resource={now} failed={t("now.failed")} lines={8}>
          {(value) => (
            <>
              <OffersNow now={value} />
              <RecommendedNow now={value} />
            </>
          )}
        </Fetched>
      </div>
    </div>
  );
}
