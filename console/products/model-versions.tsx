import { useState } from "preact/hooks";
import type { ModelStatus, PublishedModel } from "../../wire/console.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { formatDateTime, formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { model } from "../live/live-state.ts";
import { Ago } from "../parts/ago.tsx";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Icon } from "../parts/icon.tsx";

/** The model in use and the one kept beside it, with what each found of the same sessions, and the way back. */
export function ModelVersions({ models }: { models: ModelStatus }) {
  const [done, setDone] = useState<string>();
  // Whatever happened since the row was asked for is told over the live feed.
  const current = model.value !== null && model.value.version > models.version ? model.value : models;
  const { previous, heldUntil, evaluation } = current;
  const take = (answer: { ok: true; value: ModelStatus } | { ok: false; problem: ApiProblem }, words: string) => {
    if (!answer.ok) return answer.problem;
    model.value = answer.value;
    setDone(words);
    return undefined;
  };
  return (
    <section class="model-versions">
      <h3 id="models-heading">{t("models.heading")}</h3>
      <p>{comparison(current)}</p>
      {evaluation?.published === false && <p class="muted">{t("models.kept")}</p>}
      <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="models-heading">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("model.version")}</th>
              <th scope="col">{t("model.built")}</th>
              <th scope="col" class="number">
                {t("model.sessions")}
              </th>
              <th scope="col" class="number">
                {t("models.hit_rate")}
              </th>
              <th scope="col" class="number" title={t("models.mrr_hint")}>
                {t("models.mrr")}
              </th>
            </tr>
          </thead>
          <tbody>
            <VersionRow model={current} label={t("models.current")} />
            {previous !== undefined && <VersionRow model={previous} label={t("models.previous")} />}
          </tbody>
        </table>
      </div>
      {heldUntil !== undefined && <p class="muted">{t("models.held", { until: formatDateTime(heldUntil) })}</p>}
      <div class="buttons">
        <ConfirmButton
          label={t("models.roll_back")}
          question={t("models.roll_back_question", { version: previous?.version ?? 0 })}
          failed={t("models.roll_back_failed")}
          disabled={previous === undefined}
          act={async () => take(await api.rollBackModel(), t("models.rolled_back"))}
        >
          {t("models.roll_back_explain")}
        </ConfirmButton>
        <ConfirmButton
          label={t("model.rebuild")}
          question={t("models.rebuild_question")}
          failed={t("model.rebuild_failed")}
          act={async () => take(await api.rebuildModel(), t("models.rebuilt"))}
        >
          {t("models.rebuild_explain")}
        </ConfirmButton>
        {done !== undefined && (
          <span class="outcome" role="status">
            <Icon name="check" />
            {done}
          </span>
        )}
      </div>
    </section>
  );
}

function VersionRow({ model: one, label }: { model: PublishedModel; label: string }) {
  return (
    <tr>
      <th scope="row">
        {one.version === 0 ? t("model.bundled") : formatNumber(one.version)} <span class="badge">{label}</span>
      </th>
      <td>{one.builtAt === 0 ? "–" : <Ago at={one.builtAt} />}</td>
      <td class="number">{formatNumber(one.sessions)}</td>
      <td class="number">{one.judged === undefined ? "–" : formatShare(one.judged.hr20)}</td>
      <td class="number">{one.judged === undefined ? "–" : formatNumber(one.judged.mrr20, 3)}</td>
    </tr>
  );
}

/** Figures of two models compare only where both were asked about the same sessions. */
function comparison({ judged, previous }: ModelStatus): string {
  const before = previous?.judged;
  if (judged === undefined || before === undefined) return t("models.not_asked");
  const values = { now: formatShare(judged.hr20), before: formatShare(before.hr20), sessions: judged.sessions };
  return judged.at === before.at ? t("models.asked", values) : t("models.asked_apart", values);
}
