import { useState } from "preact/hooks";
import type { ConditionReason } from "../../wire/condition.ts";
import type { OfferContactView, OfferStanding, VisitorNow } from "../../wire/visitors.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { placementName } from "../names.ts";
import { Ago } from "../parts/ago.tsx";
import { reasonTone, reasonWords } from "../why/reason-words.ts";

/** Offers listed before there is a field to find one in. */
const FEW = 6;

/** Every offer beside this visitor now: shown, or what keeps it from them, down to the question that failed. */
export function OffersNow({ now }: { now: VisitorNow }) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  const listed = now.offers.filter(({ name, offer }) => `${name} ${offer}`.toLocaleLowerCase().includes(wanted));
  // What would be shown stands first; the rest as published.
  const sorted = listed.toSorted((a, b) => Number(b.chosen) - Number(a.chosen));
  return (
    <section class="card visitors-card" aria-labelledby="offers-now">
      <h2 id="offers-now">{t("now.offers")}</h2>
      <p class="muted small">{now.page === undefined ? t("now.no_page") : t("now.page", { page: now.page })}</p>
      {now.offers.length > FEW && (
        <input
          type="search"
          placeholder={t("now.filter")}
          aria-label={t("now.filter")}
          value={typed}
          onInput={(input) => setTyped(input.currentTarget.value)}
        />
      )}
      {now.offers.length === 0 && <p class="muted">{t("now.no_offers")}</p>}
      {now.offers.length > 0 && sorted.length === 0 && <p class="muted">{t("now.no_match")}</p>}
      <ul class="plain">
        {sorted.map((standing) => (
          <Standing key={standing.offer} standing={standing} />
        ))}
      </ul>
    </section>
  );
}

function Standing({ standing }: { standing: OfferStanding }) {
  const { offer, name, placement, chosen, reason, detail, contact, audience, sentence } = standing;
  const path = `offers/${offer}`;
  return (
    <li class={`standing-now tone-${reasonTone(reason)}`} data-offer={offer}>
      <div class="pair">
        <span>
          <a href={href(path)} data-route={path}>
            {name}
          </a>{" "}
          <span class="muted small">{placementName(placement)}</span>
        </span>
        <span class="mark">{chosen ? t("now.would_show") : t("now.held_back")}</span>
      </div>
      <p>
        <span class="reason" title={reason}>
          {reasonWords(reason)}
        </span>{" "}
        <span class="muted" lang="en">
          {detail}
        </span>
      </p>
      {contact !== undefined && <Contact contact={contact} />}
      <details>
        <summary>{t("now.for_whom")}</summary>
        <p class="small">{sentence}</p>
        <ul class="reasons">
          <Reason reason={audience} />
        </ul>
      </details>
    </li>
  );
}

function Contact({
  contact: { seen, seenAt, clickedAt, dismissedAt, convertedAt, group, since },
}: {
  contact: OfferContactView;
}) {
  const moments: [text: string, at: number | undefined][] = [
    [t("now.seen", { count: seen }), seenAt],
    [t("now.clicked"), clickedAt],
    [t("now.dismissed"), dismissedAt],
    [t("now.converted"), convertedAt],
    [group === undefined ? "" : t(`now.group.${group}`), since],
  ];
  return (
    <p class="muted small">
      {moments.map(([text, at], index) =>
        at === undefined && !(index === 0 && seen > 0) ? null : (
          <span key={text} class="contact-moment">
            {text} {at !== undefined && <Ago at={at} />}
          </span>
        ),
      )}
    </p>
  );
}

/** One question of a condition with what was found, and those it is made of. */
function Reason({ reason }: { reason: ConditionReason }) {
  const { kind, holds, fact, of = [] } = reason;
  const isGroup = kind === "all" || kind === "any" || kind === "not";
  if (kind === "all" && of.length === 0) return <li class="reason-holds">{t("now.everybody")}</li>;
  return (
    <li class={holds ? "reason-holds" : "reason-fails"}>
      <span class="unseen">{holds ? t("now.holds") : t("now.fails")} </span>
      {fact === undefined ? isGroup ? t(`now.kind.${kind}`) : kind : <span lang="en">{fact}</span>}
      {of.length > 0 && (
        <ul class="reasons">
          {of.map((one, index) => (
            <Reason key={index} reason={one} />
          ))}
        </ul>
      )}
    </li>
  );
}
