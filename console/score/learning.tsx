import { useState } from "preact/hooks";
import type { ScorecardStatus } from "../../wire/console.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { formatDateTime, formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { Ago } from "../parts/ago.tsx";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Icon } from "../parts/icon.tsx";

interface LearningProps {
  status: ScorecardStatus;
  /** Something was done: look again. */
  onStatus: () => Promise<void>;
}

/** Which card decides, what it was learnt from, how the last try went, and the way forward and back. */
export function Learning({ status, onStatus }: LearningProps) {
  const [done, setDone] = useState<string>();
  const { version, builtAt, learntFrom, gathered, lastTry, others, heldBack } = status;
  const needed = gathered.needed;
  const isWaiting = gathered.visits < needed.visits || gathered.buyers < needed.buyers;
  const act =
    (
      ask: () => Promise<{ ok: true; value: ScorecardStatus } | { ok: false; problem: ApiProblem }>,
      words: (now: ScorecardStatus) => string,
    ) =>
    async (): Promise<ApiProblem | undefined> => {
      const answer = await ask();
      if (!answer.ok) return answer.problem;
      setDone(words(answer.value));
      await onStatus();
      return undefined;
    };
  return (
    <section class="card score-part">
      <h2 id="learning-heading">{t("learning.heading")}</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="learning-heading">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("learning.card")}</th>
              <th scope="col">{t("learning.built")}</th>
              <th scope="col" class="number" title={t("learning.auc_hint")}>
                {t("learning.auc")}
              </th>
            </tr>
          </thead>
          <tbody>
            <CardRow label={t("learning.in_use")} version={version} builtAt={builtAt} auc={heldBack?.auc} />
            {others.map((card) => (
              <CardRow
                key={card.which}
                label={t(`card.${card.which}`)}
                version={card.version}
                builtAt={card.builtAt}
                auc={card.auc}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p>
        {version === 0
          ? t("learning.bundled")
          : t("learning.learnt", { visits: learntFrom.visits, buyers: learntFrom.buyers })}{" "}
        {isWaiting
          ? t("learning.waiting", {
              visits: gathered.visits,
              buyers: gathered.buyers,
              neededVisits: needed.visits,
              neededBuyers: needed.buyers,
            })
          : t("learning.gathered", { visits: gathered.visits, buyers: gathered.buyers })}
      </p>
      {lastTry !== undefined && (
        <p title={lastTry.why}>
          {t(lastTry.published ? "learning.tried_published" : "learning.tried_kept", {
            at: formatDateTime(lastTry.at),
            visits: lastTry.visits,
            before: formatNumber(lastTry.logLossBefore, 4),
            after: formatNumber(lastTry.logLossAfter, 4),
          })}
        </p>
      )}
      <div class="buttons">
        <ConfirmButton
          label={t("learning.rebuild")}
          question={t("learning.rebuild_question")}
          failed={t("learning.rebuild_failed")}
          act={act(api.rebuildScore, (now) =>
            t(now.version === version ? "learning.same" : "learning.rebuilt", { version: now.version }),
          )}
        >
          {t("learning.rebuild_explain")}
        </ConfirmButton>
        <ConfirmButton
          label={t("learning.roll_back")}
          question={t("learning.roll_back_question")}
          failed={t("learning.roll_back_failed")}
          disabled={!others.some(({ which }) => which === "previous")}
          act={act(api.rollBackScore, (now) => t("learning.rolled_back", { version: now.version }))}
        >
          {t("learning.roll_back_explain")}
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

interface CardRowProps {
  label: string;
  version: number;
  builtAt: number;
  auc: number | null | undefined;
}

function CardRow({ label, version, builtAt, auc }: CardRowProps) {
  return (
    <tr>
      <th scope="row">
        {version === 0 ? t("model.bundled") : t("learning.version", { version })} <span class="badge">{label}</span>
      </th>
      <td>{builtAt === 0 ? "–" : <Ago at={builtAt} />}</td>
      <td class="number">{auc === null || auc === undefined ? "–" : formatNumber(auc, 3)}</td>
    </tr>
  );
}
