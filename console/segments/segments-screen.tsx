import { useEffect, useState } from "preact/hooks";
import type { Condition } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";
import type { SegmentStanding } from "../../wire/segments.ts";
import { api } from "../api.ts";
import { ConditionDesk } from "../conditions/condition-desk.tsx";
import { EVERYBODY } from "../conditions/leaf-fields.ts";
import { DeskBar } from "../desk/desk-bar.tsx";
import { draft, draftProblem, fetchDraft, startDesk, working } from "../desk/desk-state.ts";
import { problemsBelow, problemWords } from "../desk/problems-at.ts";
import { TextField } from "../form/field.tsx";
import { formatNumber, formatShare } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { go, href, place } from "../location.ts";
import { wantProductNames } from "../names.ts";
import { StaleNotice } from "../parts/fetched.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { SegmentOverlapPanel } from "./segment-overlap.tsx";
import { SegmentTrend } from "./segment-trend.tsx";
import { addSegment, changeSegment, removeSegment, usersOf } from "./segment-changes.ts";
import { TEMPLATES } from "./segment-templates.ts";
import "../styles/desk.css";
import "../styles/conditions.css";

/** How often the counts are fetched again while somebody looks, in milliseconds. */
const REFRESH_MS = 5_000;

/** Who belongs together: the list with its counts, or one segment being written. */
export function SegmentsScreen() {
  useEffect(() => {
    startDesk();
    void wantProductNames();
  }, []);
  const counts = useResource(() => api.segments(currentLocale()), currentLocale());
  const overview = counts.value;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void counts.reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const { path } = place.value;
  const id = path === "segments" ? undefined : decodeURIComponent(path.slice("segments/".length));
  const standings = new Map(overview?.segments.map((one) => [one.id, one]));
  return (
    <div class="desk">
      <header class="desk-head">
        <h1>
          <a href={href("segments")} data-route="segments">
            {t("nav.segments")}
          </a>
        </h1>
        <DeskBar />
      </header>
      {overview === undefined && counts.problem !== undefined && draftProblem.value === null && (
        <ProblemNotice what={t("segments.not_counted")} problem={counts.problem} retry={() => void counts.reload()} />
      )}
      <StaleNotice resource={counts} />
      {working.value === null ? (
        draftProblem.value === null ? (
          <Skeleton lines={6} />
        ) : (
          <ProblemNotice what={t("desk.failed")} problem={draftProblem.value} retry={() => void fetchDraft()} />
        )
      ) : id === undefined ? (
        <SegmentList standings={standings} visitors={overview?.visitors} />
      ) : (
        <SegmentEditor
          key={id}
          id={id}
          standing={standings.get(id)}
          visitors={overview?.visitors}
          version={overview?.version}
        />
      )}
    </div>
  );
}

function SegmentList({
  standings,
  visitors,
}: {
  standings: Map<string, SegmentStanding>;
  visitors: number | undefined;
}) {
  const segments = working.value?.segments ?? [];
  const create = (name: string, condition: Condition): void => go(`segments/${addSegment(name, condition)}`);
  return (
    <>
      <div class="buttons">
        <button type="button" class="button button-accent" onClick={() => create(t("segments.fresh_name"), EVERYBODY)}>
          <Icon name="plus" />
          {t("segments.new")}
        </button>
        {TEMPLATES.map((template) => (
          <button
            key={template.name}
            type="button"
            class="button"
            onClick={() => create(t(template.name), template.condition)}
          >
            {t(template.name)}
          </button>
        ))}
      </div>
      {segments.length === 0 ? (
        <div class="empty">
          <h2 class="empty-title">{t("segments.none")}</h2>
          <p class="muted">{t("segments.none_hint")}</p>
        </div>
      ) : (
        <ul class="card offers">
          {segments.map((segment) => (
            <SegmentRow key={segment.id} segment={segment} standing={standings.get(segment.id)} visitors={visitors} />
          ))}
        </ul>
      )}
    </>
  );
}

interface StandingProps {
  standing: SegmentStanding | undefined;
  visitors: number | undefined;
}

function SegmentRow({ segment, standing, visitors }: StandingProps & { segment: SegmentDefinition }) {
  const isChanged = draft.value?.changes.some(({ collection, id }) => collection === "segments" && id === segment.id);
  return (
    <li class="offer-row">
      <a href={href(`segments/${segment.id}`)} data-route={`segments/${segment.id}`}>
        {segment.name}
      </a>
      <span class="muted offer-headline">{standing?.sentence}</span>
      {isChanged === true && <span class="badge">{t("offers.changed")}</span>}
      <Standing standing={standing} visitors={visitors} />
    </li>
  );
}

/** Members now, and who came and went in the last hour. */
function Standing({ standing, visitors }: StandingProps) {
  // Not counted yet is not the same as not published.
  if (visitors === undefined) return null;
  if (standing === undefined) return <span class="muted small">{t("segments.unpublished")}</span>;
  return (
    <span class="standing" role="status">
      <strong>{t("segments.members", { count: standing.members })}</strong>
      {visitors > 0 && <span class="muted small"> {formatShare(standing.members / visitors)}</span>}
      <span class="muted small">
        {" "}
        {t("segments.moved", {
          entered: formatNumber(standing.enteredLastHour),
          left: formatNumber(standing.leftLastHour),
        })}
      </span>
    </span>
  );
}

function SegmentEditor({
  id,
  standing,
  visitors,
  version,
}: StandingProps & { id: string; version: number | undefined }) {
  const index = working.value?.segments?.findIndex((segment) => segment.id === id) ?? -1;
  const segment = working.value?.segments?.[index];
  const [isRemoved, setRemoved] = useState(false);
  if (segment === undefined) {
    return (
      <div class="empty">
        <h2 class="empty-title">{isRemoved ? t("segments.removed") : t("segments.gone")}</h2>
        <a class="button" href={href("segments")} data-route="segments">
          <Icon name="back" />
          {t("segments.to_list")}
        </a>
      </div>
    );
  }
  const users = usersOf(id);
  const problems = problemsBelow(`/segments/${index}`);
  return (
    <form class="offer-form" aria-label={segment.name} onSubmit={(submit) => submit.preventDefault()}>
      <fieldset>
        <legend>{t("segments.segment")}</legend>
        <TextField
          label={t("offers.name")}
          value={segment.name}
          maxLength={200}
          onValue={(name) => changeSegment(id, "name", (one) => ({ ...one, name }))}
        />
        <Standing standing={standing} visitors={visitors} />
      </fieldset>
      <fieldset>
        <legend>{t("segments.who")}</legend>
        <ConditionDesk
          label={t("segments.who")}
          condition={segment.condition.when}
          onCondition={(when) =>
            changeSegment(id, "condition", (one) => ({ ...one, condition: { ...one.condition, when } }))
          }
        />
        {problems.map((one) => (
          <p key={one.at + one.code} class="field-problem">
            {problemWords(one)}
          </p>
        ))}
      </fieldset>
      {standing !== undefined && <SegmentTrend standing={standing} />}
      {standing !== undefined && version !== undefined && <SegmentOverlapPanel id={id} version={version} />}
      {(users.offers.length > 0 || users.segments.length > 0) && (
        <p>
          {t("segments.used_by")}{" "}
          {[
            ...users.offers.map((one) => ({ ...one, path: `offers/${one.id}` })),
            ...users.segments.map((one) => ({ ...one, path: `segments/${one.id}` })),
          ].map(({ path, name }) => (
            <a key={path} href={href(path)} data-route={path}>
              {name}
            </a>
          ))}
        </p>
      )}
      <div class="buttons">
        <button
          type="button"
          class="button button-danger"
          disabled={users.offers.length > 0 || users.segments.length > 0}
          title={users.offers.length > 0 ? t("segments.in_use") : ""}
          onClick={() => {
            setRemoved(true);
            removeSegment(id);
            go("segments");
          }}
        >
          <Icon name="trash" />
          {t("offers.remove")}
        </button>
      </div>
    </form>
  );
}
