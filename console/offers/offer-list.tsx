import { useState } from "preact/hooks";
import type { Offer, PlacementDefinition } from "../../wire/definitions.ts";
import { problemsBelow } from "../desk/problems-at.ts";
import { draft, working } from "../desk/desk-state.ts";
import { TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { go, href, place, setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { settings } from "../site-settings.ts";
import { addOffer, setOfferField } from "./offer-changes.ts";

/** All offers by the place they want, in the order they win it. */
export function OfferList() {
  const definitions = working.value;
  if (definitions === null) return null;
  const search = new URLSearchParams(place.value.query).get("find") ?? "";
  const placements = definitions.placements.filter(({ kind }) => kind === "offer");
  return (
    <>
      <div class="filters">
        <input
          type="search"
          aria-label={t("offers.find")}
          placeholder={t("offers.find")}
          value={search}
          onInput={({ currentTarget }) =>
            setQuery((query) => {
              if (currentTarget.value === "") query.delete("find");
              else query.set("find", currentTarget.value);
            })
          }
        />
      </div>
      {placements.length === 0 && (
        <div class="empty">
          <p>{t("offers.no_placement")}</p>
          <a class="button" href={href("placements")} data-route="placements">
            {t("placements.define_first")}
          </a>
        </div>
      )}
      {placements.map((placement) => (
        <Placement
          key={placement.id}
          placement={placement}
          offers={definitions.offers
            .filter((offer) => offer.placement === placement.id && matches(offer, search))
            .toSorted((a, b) => b.priority - a.priority)}
        />
      ))}
    </>
  );
}

function matches(offer: Offer, search: string): boolean {
  const texts = Object.values(offer.content).map(({ headline }) => headline);
  return [offer.name, offer.id, ...texts].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
}

function Placement({ placement, offers }: { placement: PlacementDefinition; offers: readonly Offer[] }) {
  const id = `placement-${placement.id}`;
  return (
    <section class="card offers" aria-labelledby={id}>
      <header>
        <h2 id={id}>{placement.name}</h2>
        <code class="muted">{placement.id}</code>
        <NewOffer placement={placement.id} />
      </header>
      {offers.length === 0 ? (
        <p class="muted">{t("offers.none_here")}</p>
      ) : (
        <ul>
          {offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OfferRow({ offer }: { offer: Offer }) {
  const index = working.value?.offers.findIndex(({ id }) => id === offer.id) ?? -1;
  const problems = problemsBelow(`/offers/${index}`);
  const isChanged = draft.value?.changes.some(({ collection, id }) => collection === "offers" && id === offer.id);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const isLive = offer.status === "live";
  return (
    <li class="offer-row">
      <span class="offer-priority number" title={t("offers.priority")}>
        {offer.priority}
      </span>
      <a href={href(`offers/${offer.id}`)} data-route={`offers/${offer.id}`}>
        {offer.name}
      </a>
      <span class="muted offer-headline">{Object.values(offer.content)[0]?.headline}</span>
      {isChanged === true && <span class="badge">{t("offers.changed")}</span>}
      {errors > 0 && <span class="badge badge-bad">{t("offers.errors", { count: errors })}</span>}
      <span class="small muted">{Object.keys(offer.content).join(" ")}</span>
      <button
        type="button"
        class={isLive ? "toggle toggle-live" : "toggle"}
        title={isLive ? t("offers.pause") : t("offers.set_live")}
        onClick={() => setOfferField(offer.id, "status", isLive ? "paused" : "live")}
      >
        <span class="unseen">{offer.name}: </span>
        {isLive ? t("offers.live") : t("offers.paused")}
      </button>
    </li>
  );
}

/** A name, and the offer is there to be filled in. */
function NewOffer({ placement }: { placement: string }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const language = settings.value?.locale.split("-")[0]?.toLowerCase() ?? "en";
  if (!isOpen) {
    return (
      <button type="button" class="button" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {t("offers.new")}
      </button>
    );
  }
  return (
    <form
      class="new-offer"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (name.trim() !== "") go(`offers/${addOffer(placement, name.trim(), language)}`);
      }}
      onKeyDown={(key) => key.key === "Escape" && setOpen(false)}
    >
      <TextField label={t("offers.name")} value={name} onValue={setName} maxLength={200} />
      <button type="submit" class="button button-accent" disabled={name.trim() === ""}>
        {t("offers.create")}
      </button>
      <button type="button" class="button" onClick={() => setOpen(false)}>
        {t("action.cancel")}
      </button>
    </form>
  );
}
