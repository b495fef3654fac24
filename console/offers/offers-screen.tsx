import { useEffect } from "preact/hooks";
import { DeskBar } from "../desk/desk-bar.tsx";
import { draft, draftProblem, fetchDraft, startDesk, working } from "../desk/desk-state.ts";
import { VersionsScreen } from "../desk/versions-screen.tsx";
import { formatDateTime } from "../format.ts";
import { t } from "../i18n.ts";
import { href, place } from "../location.ts";
import { api } from "../api.ts";
import { wantProductNames } from "../names.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { OfferEditor } from "./offer-editor.tsx";
import { OfferList } from "./offer-list.tsx";
import { PlacementsView } from "./placements-view.tsx";
import "../styles/conditions.css";
import "../styles/desk.css";
import "../styles/settings.css";

/** Paths of the list of published versions, and of the places offers and products stand in. */
const VERSIONS = "versions";
const PLACEMENTS = "placements";

/** What is offered where and to whom: the list, one offer, the places, or what was published when. */
export function OffersScreen() {
  useEffect(() => {
    startDesk();
    void wantProductNames();
  }, []);
  const { path } = place.value;
  const id = path.startsWith("offers/") ? decodeURIComponent(path.slice("offers/".length)) : undefined;
  return (
    <div class="desk">
      <header class="desk-head">
        <h1>
          <a href={href("offers")} data-route="offers">
            {t("nav.offers")}
          </a>
        </h1>
        <PartLink path={PLACEMENTS} label={t("placements.heading")} />
        <PartLink path={VERSIONS} label={t("versions.heading")} />
        <DeskBar />
      </header>
      <Scheduled />
      {path === VERSIONS ? <VersionsScreen /> : <Draft id={id} />}
    </div>
  );
}

function PartLink({ path, label }: { path: string; label: string }) {
  return (
    <a href={href(path)} data-route={path} {...(place.value.path === path && { "aria-current": "page" as const })}>
      {label}
    </a>
  );
}

function Draft({ id }: { id: string | undefined }) {
  if (working.value !== null) {
    if (place.value.path === PLACEMENTS) return <PlacementsView />;
    return id === undefined ? <OfferList /> : <OfferEditor key={id} id={id} />;
  }
  return draftProblem.value === null ? (
    <Skeleton lines={8} />
  ) : (
    <ProblemNotice what={t("desk.failed")} problem={draftProblem.value} retry={() => void fetchDraft()} />
  );
}

function Scheduled() {
  const scheduled = draft.value?.scheduled;
  if (scheduled === undefined) return null;
  const callOff = async (): Promise<void> => {
    await api.unschedule();
    await fetchDraft();
  };
  return (
    <p class="notice" role="status">
      {t("desk.due", { at: formatDateTime(scheduled.at), by: scheduled.by })}
      <button type="button" class="button" onClick={() => void callOff()}>
        {t("desk.call_off")}
      </button>
    </p>
  );
}
