import { useEffect, useState } from "preact/hooks";
import type { ScorecardStatus } from "../../wire/console.ts";
import type { ScoreBands } from "../../wire/definitions.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { startDesk, working } from "../desk/desk-state.ts";
import { changed, undone, undoStack } from "../desk/undo-stack.ts";
import type { UndoStack } from "../desk/undo-stack.ts";
import { t } from "../i18n.ts";
import { href, place, setQuery } from "../location.ts";
import { Fetched } from "../parts/fetched.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { SettingsMissing } from "../parts/settings-missing.tsx";
import { reloadSettings, settings } from "../site-settings.ts";
import { BandEditor, problemOf } from "./band-editor.tsx";
import { bandUsers } from "./band-users.ts";
import { Calibration } from "./calibration.tsx";
import { CardTable } from "./card-table.tsx";
import { Learning } from "./learning.tsx";
import "../styles/chart.css";
import "../styles/desk.css";
import "../styles/settings.css";
import "../styles/score.css";

const DAYS = [7, 28, 90, 400] as const;
const DEFAULT_DAYS = 28;
/** Where the bands begin while the site says nothing else: the Worker's. */
const DEFAULT_BANDS: ScoreBands = { warm: 25, hot: 60 };

/** How likely visitors are to buy: how they spread, where warm and hot begin, whether it is right, and what moves it. */
export function ScoreScreen() {
  useEffect(startDesk, []);
  const asked = Number(new URLSearchParams(place.value.query).get("days"));
  const days = DAYS.find((one) => one === asked) ?? DEFAULT_DAYS;
  const score = useResource(() => api.score(days), days);
  const [newer, setNewer] = useState<ScorecardStatus>();
  return (
    <div class="desk score-screen">
      <header class="desk-head">
        <h1>{t("score.heading")}</h1>
        <div class="segmented" role="group" aria-label={t("score.period")}>
          {DAYS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === days}
              onClick={() => {
                setNewer(undefined);
                setQuery((query) => query.set("days", String(one)));
              }}
            >
              {t("score.days", { days: one })}
            </button>
          ))}
        </div>
      </header>
      <Fetched resource={score} failed={t("score.failed")} lines={10}>
        {(value) => {
          const status = newer ?? value;
          return (
            <>
              <Bands status={status} />
              <Calibration status={status} />
              <CardTable status={status} />
              <Learning
                status={status}
                onStatus={async () => {
                  const answer = await api.score(days);
                  if (answer.ok) setNewer(answer.value);
                }}
              />
            </>
          );
        }}
      </Fetched>
    </div>
  );
}

function Bands({ status }: { status: ScorecardStatus }) {
  const saved = settings.value?.scoreBands ?? DEFAULT_BANDS;
  const [stack, setStack] = useState<UndoStack<ScoreBands>>();
  const [before, setBefore] = useState<ScoreBands>();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const bands = stack?.present ?? saved;
  const isChanged = bands.warm !== saved.warm || bands.hot !== saved.hot;
  const wrong = problemOf(bands);
  const users = working.value === null ? [] : bandUsers(working.value);

  const save = async (next: ScoreBands): Promise<void> => {
    setSaving(true);
    const found = await putBands(next);
    setSaving(false);
    setProblem(found);
    if (found !== undefined) return;
    // What was saved before is one click away.
    setBefore(saved);
    setStack(undefined);
  };
  if (settings.value === null) return <SettingsMissing lines={6} />;
  return (
    <section class="card score-part" aria-labelledby="bands-heading">
      <h2 id="bands-heading">{t("bands.heading")}</h2>
      <p class="muted">{t("bands.explain")}</p>
      <BandEditor
        distribution={status.distribution}
        bands={bands}
        onBands={(next) => {
          setBefore(undefined);
          const which = next.warm === bands.warm ? "hot" : "warm";
          setStack(changed(stack ?? undoStack(saved), next, which, Date.now()));
        }}
      />
      <p class="muted small">{t("bands.source")}</p>
      <p>
        {users.length === 0 ? t("bands.unused") : t("bands.used_by", { count: users.length })}{" "}
        {users.map(({ path, name }, place) => (
          <span key={path}>
            {place > 0 && t("bands.comma")}
            <a href={href(path)} data-route={path}>
              {name}
            </a>
          </span>
        ))}
      </p>
      {problem !== undefined && <ProblemNotice what={t("bands.not_saved")} problem={problem} />}
      <div class="buttons">
        <button
          type="button"
          class="button button-accent"
          disabled={!isChanged || isSaving || wrong !== undefined}
          aria-busy={isSaving}
          onClick={() => void save(bands)}
        >
          {t("bands.save")}
        </button>
        <button
          type="button"
          class="button"
          disabled={stack === undefined || stack.past.length === 0}
          onClick={() => setStack(stack && undone(stack))}
        >
          <Icon name="undo" />
          {t("bands.undo")}
        </button>
        {before !== undefined && !isChanged && (
          <span class="outcome" role="status">
            <Icon name="check" />
            {t("bands.saved", { warm: saved.warm, hot: saved.hot })}
            <button type="button" class="link-button" onClick={() => void save(before)}>
              {t("bands.take_back", { warm: before.warm, hot: before.hot })}
            </button>
          </span>
        )}
      </div>
    </section>
  );
}

/** Into the settings as they are now: what somebody else changed meanwhile stays. */
async function putBands(scoreBands: ScoreBands): Promise<ApiProblem | undefined> {
  const current = await api.settings();
  if (!current.ok) return current.problem;
  const answer = await api.putSettings({ ...current.value, scoreBands });
  if (!answer.ok) return answer.problem;
  await reloadSettings();
  return undefined;
}
