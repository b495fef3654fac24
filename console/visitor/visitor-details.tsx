import type { ComponentChildren } from "preact";
import type { SessionView, VisitorView } from "../../wire/console.ts";
import { formatDateTime, formatMoney, formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { productName } from "../names.ts";
import { Ago } from "../parts/ago.tsx";
import { MomentLabels } from "../parts/moment-labels.tsx";
import { ScoreChip } from "../parts/score-chip.tsx";
import { settings } from "../site-settings.ts";
import { ScoreSumTable } from "./score-sum-table.tsx";
import { VisitorHistory } from "./visitor-history.tsx";
import { titlesFromTimeline } from "./visitor-summary.ts";

/** Bars of the interests are drawn to this width, in units of the drawing. */
const BAR_UNITS = 100;

/** Everything known of a visitor, most telling first. */
export function VisitorDetails({ view }: { view: VisitorView }) {
  const titles = titlesFromTimeline(view);
  const title = (itemId: string): string => {
    const known = productName(itemId);
    return known === itemId ? (titles.get(itemId) ?? itemId) : known;
  };
  return (
    <div class="visitor-details">
      <Section
        heading={
          <>
            {t("visitor.score")} <ScoreChip score={view.score} /> <MomentLabels moments={view.moments} />
          </>
        }
      >
        <ScoreSumTable score={view.score} />
      </Section>
      <Facts view={view} />
      <Section heading={t("visitor.segments")}>
        <Segments view={view} />
      </Section>
      <Section heading={t("visitor.interests")}>
        <Interests view={view} />
      </Section>
      <Section heading={t("visitor.cart")}>
        {view.cart.length === 0 ? (
          <p class="muted">{t("visitor.cart_empty")}</p>
        ) : (
          <ul class="plain">
            {view.cart.map(({ itemId, quantity }) => (
              <li key={itemId} class="pair">
                <span title={itemId}>{title(itemId)}</span>
                <span class="number">× {formatNumber(quantity)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section heading={t("visitor.purchases")}>
        {view.purchases.length === 0 ? (
          <p class="muted">{t("visitor.no_purchases")}</p>
        ) : (
          <ul class="plain">
            {view.purchases.map((purchase) => (
              <li key={purchase.transactionId} class="pair">
                <span title={purchase.transactionId}>
                  {purchase.itemIds.map(title).join(", ")}{" "}
                  <span class="muted">
                    · <Ago at={purchase.at} />
                  </span>
                </span>
                <span class="number">{formatMoney(purchase.value, purchase.currency)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section heading={t("visitor.last_items")}>
        {view.lastItems.length === 0 ? (
          <p class="muted">{t("visitor.no_items")}</p>
        ) : (
          <ul class="plain">
            {view.lastItems.map(({ itemId, at }) => (
              <li key={itemId} class="pair">
                <span title={itemId}>{title(itemId)}</span>
                <span class="muted">
                  <Ago at={at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section heading={t("visitor.sessions", { count: view.sessions.count })}>
        <ul class="plain">
          {view.sessions.latest.map((session) => (
            <SessionLine key={session.start} session={session} />
          ))}
        </ul>
      </Section>
      <VisitorHistory view={view} />
    </div>
  );
}

function Section({ heading, children }: { heading: ComponentChildren; children: ComponentChildren }) {
  return (
    <section>
      <h3 class="with-chip">{heading}</h3>
      {children}
    </section>
  );
}

function Segments({ view: { segments = [] } }: { view: VisitorView }) {
  if (segments.length === 0) return <p class="muted">{t("visitor.no_segments")}</p>;
  return (
    <ul class="plain">
      {segments.map(({ id, name, since, sentence }) => (
        <li key={id} class="pair">
          <span>
            <a href={href(`segments/${id}`)} data-route={`segments/${id}`}>
              {name}
            </a>
            {sentence !== undefined && <span class="muted small"> {sentence}</span>}
          </span>
          <span class="muted">
            <Ago at={since} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ view }: { view: VisitorView }) {
  const traits = Object.entries(view.traits);
  return (
    <dl class="facts">
      <dt>{t("visitor.first_seen")}</dt>
      <dd>
        <Ago at={view.firstSeen} />
      </dd>
      <dt>{t("visitor.last_seen")}</dt>
      <dd>
        <Ago at={view.lastSeen} />
      </dd>
      <dt>{t("visitor.events")}</dt>
      <dd>{formatNumber(view.eventCount)}</dd>
      <dt>{t("visitor.consent")}</dt>
      <dd>{consentWords(view)}</dd>
      {view.userId !== undefined && (
        <>
          <dt>{t("visitor.user")}</dt>
          <dd>{view.userId}</dd>
        </>
      )}
      {traits.map(([name, value]) => [<dt key={`${name}:`}>{name}</dt>, <dd key={name}>{String(value)}</dd>])}
    </dl>
  );
}

function consentWords({ consent }: VisitorView): string {
  if (consent === undefined) return t("consent.default");
  if (consent.analytics && consent.personalization) return t("consent.both");
  if (consent.analytics) return t("consent.analytics");
  return consent.personalization ? t("consent.personalization") : t("consent.none");
}

function Interests({ view }: { view: VisitorView }) {
  if (view.categories.length === 0 && view.brands.length === 0) {
    return <p class="muted">{t("visitor.no_interests")}</p>;
  }
  return (
    <>
      <Shares label={t("visitor.categories")} shares={view.categories} />
      <Shares label={t("visitor.brands")} shares={view.brands} />
      {view.typicalPrice !== undefined && (
        <p class="muted">
          {t("visitor.typical_price", { price: formatMoney(view.typicalPrice, settings.value?.currency) })}
        </p>
      )}
    </>
  );
}

function Shares({ label, shares }: { label: string; shares: readonly { name: string; share: number }[] }) {
  if (shares.length === 0) return null;
  return (
    <>
      <p class="shares-label" aria-hidden="true">
        {label}
      </p>
      <ul class="shares" aria-label={label}>
        {shares.map(({ name, share }) => (
          <li key={name}>
            <span>{name}</span>
            <svg class="share-bar" viewBox={`0 0 ${BAR_UNITS} 6`} preserveAspectRatio="none" aria-hidden="true">
              <rect class="share-track" width={BAR_UNITS} height="6" />
              <rect class="share-fill" width={share * BAR_UNITS} height="6" />
            </svg>
            <span class="number">{formatShare(share)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function SessionLine({ session }: { session: SessionView }) {
  return (
    <li class="pair">
      <span title={`${formatDateTime(session.start)} – ${formatDateTime(session.end)}`}>
        <Ago at={session.end} />
        {session.campaign !== undefined && <span class="muted"> · {session.campaign}</span>}
      </span>
      <span class="muted">{t("visitor.session_events", { count: session.events })}</span>
    </li>
  );
}
