import { useEffect, useRef } from "preact/hooks";
import type { Decision } from "../../wire/decision.ts";
import { formatDateTime, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { placementName } from "../names.ts";
import { Icon } from "../parts/icon.tsx";
import { ScoreChip } from "../parts/score-chip.tsx";
import { ScoreSumTable } from "../visitor/score-sum-table.tsx";
import { shortId } from "../live/entry-row.ts";
import { Candidates } from "./candidates.tsx";
import { ProductWhy } from "./product-why.tsx";
import { reasonTone, reasonWords } from "./reason-words.ts";
import { openWhy } from "./why-state.ts";
import type { Why } from "./why-state.ts";

/** "Why this?": one decision, explained. A native dialog, so that Escape, focus and its return come for free. */
export function WhyPanel() {
  const dialog = useRef<HTMLDialogElement>(null);
  const why = openWhy.value;
  useEffect(() => {
    if (why !== null && dialog.current?.open === false) dialog.current.showModal();
  }, [why]);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby="why-heading"
      onClose={() => {
        openWhy.value = null;
      }}
      onClick={(click) => {
        // A click on the dialog itself, not on what is in it, is a click beside the drawer.
        if (click.target === dialog.current) close();
      }}
    >
      {why !== null && (
        <div class="drawer-inside">
          <header class="drawer-head">
            <h2 id="why-heading">{t("why.open")}</h2>
            <button type="button" class="icon-button" onClick={close} aria-label={t("action.close")}>
              <Icon name="close" />
            </button>
          </header>
          <Explanation why={why} />
        </div>
      )}
    </dialog>
  );
}

function Explanation({ why }: { why: Why }) {
  const { decision } = why;
  return (
    <div class="drawer-body" tabIndex={0} role="region" aria-label={t("why.open")}>
      <p class="muted">
        {t("why.where", {
          placement: placementName(decision.placement),
          visitor: shortId(why.visitor),
          time: formatDateTime(why.at),
        })}
      </p>
      <section class={`why-reason tone-${reasonTone(decision.reason)}`}>
        <h3>{reasonWords(decision.reason)}</h3>
        <p lang="en">{decision.why}</p>
        <code>{decision.reason}</code>
      </section>
      <Shown decision={decision} />
      <dl class="facts">
        <dt>{t("why.probability")}</dt>
        <dd>
          {decision.probability === 1 ? t("why.certain") : t("why.drawn", { share: formatShare(decision.probability) })}
        </dd>
        <dt>{t("why.definitions")}</dt>
        <dd>{t("why.version", { version: decision.definitions })}</dd>
        <dt>{t("why.model")}</dt>
        <dd>{decision.model === 0 ? t("why.model_bundled") : t("why.version", { version: decision.model })}</dd>
        <dt>{t("why.decision_id")}</dt>
        <dd>
          <code>{decision.id}</code>
        </dd>
      </dl>
      <Candidates candidates={decision.candidates} />
      {why.score !== undefined && (
        <section>
          <h3 class="with-chip">
            {t("why.score_then")} <ScoreChip score={why.score} />
          </h3>
          <ScoreSumTable score={why.score} />
        </section>
      )}
    </div>
  );
}

function Shown({ decision }: { decision: Decision }) {
  switch (decision.kind) {
    case "none":
      return <p class="muted">{t("why.nothing_shown")}</p>;
    case "offer": {
      const { offer } = decision;
      return (
        <section>
          <h3>{t("why.shown_offer")}</h3>
          <div class="offer">
            <strong>{offer.headline}</strong>
            {offer.text !== undefined && <p>{offer.text}</p>}
            {offer.coupon !== undefined && <p>{t("why.coupon", { code: offer.coupon })}</p>}
            {offer.button !== undefined && (
              <p class="muted small">
                {offer.button.label} → {offer.button.href}
              </p>
            )}
          </div>
        </section>
      );
    }
    case "products":
      return (
        <section>
          <h3>{decision.headline}</h3>
          <ol class="products">
            {decision.products.map((product) => (
              <ProductWhy key={product.id} product={product} />
            ))}
          </ol>
        </section>
      );
  }
}
