import { useEffect, useRef } from "preact/hooks";
import { shortId } from "../live/entry-row.ts";
import { t } from "../i18n.ts";
import { go, href, LIVE } from "../location.ts";
import { wantProductNames } from "../names.ts";
import { ownVisitors } from "../own-visitor.ts";
import { Icon } from "../parts/icon.tsx";
import { EraseVisitor } from "./erase-visitor.tsx";
import { VisitorBody } from "./visitor-body.tsx";
import { VisitorDetails } from "./visitor-details.tsx";
import { besideStream, chosenVisitor, eraseChosenVisitor, visitorPath } from "./visitor-state.ts";

/** One visitor, beside the stream. Opened by address, so it can be linked to; Escape goes back. */
export function VisitorPanel() {
  const id = chosenVisitor.value;
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    panel.current?.scrollTo(0, 0);
    void wantProductNames();
  }, [id]);
  return (
    <section
      ref={panel}
      class="visitor card"
      aria-labelledby="visitor-heading"
      onKeyDown={(key) => {
        if (key.key === "Escape" && !key.defaultPrevented) closePanel(id);
      }}
    >
      <header class="visitor-head">
        <button
          type="button"
          class="icon-button"
          onClick={() => closePanel(id)}
          aria-label={t("visitor.close")}
          title={t("visitor.close")}
        >
          <Icon name="back" />
        </button>
        <h2 id="visitor-heading" ref={heading} tabIndex={-1}>
          {t("visitor.heading", { id: shortId(id) })}
        </h2>
        {ownVisitors.value.has(id) && <span class="mark mark-own">{t("row.you")}</span>}
        <a class="visitor-whole" href={href(visitorPath(id))} data-route={visitorPath(id)}>
          {t("visitor.whole")}
        </a>
      </header>
      <p class="visitor-full-id muted small">
        <code>{id}</code>
      </p>
      <VisitorBody>
        {(view) => (
          <>
            <VisitorDetails view={view} />
            <EraseVisitor key={id} erase={eraseChosenVisitor} />
          </>
        )}
      </VisitorBody>
    </section>
  );
}

function closePanel(id: string): void {
  go(LIVE);
  // Back to where the reader came from, if that row is still there.
  requestAnimationFrame(() => {
    const route = CSS.escape(besideStream(id));
    const from = document.querySelector<HTMLElement>(`.rows a[data-route="${route}"]`);
    (from ?? document.querySelector<HTMLElement>(".stream-box"))?.focus();
  });
}
