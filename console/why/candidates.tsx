import type { Candidate } from "../../wire/decision.ts";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { reasonWords } from "./reason-words.ts";

/** Everything that was considered, the chosen first, each with what became of it. */
export function Candidates({ candidates }: { candidates: readonly Candidate[] | undefined }) {
  if (candidates === undefined) return <p class="muted small">{t("why.no_candidates")}</p>;
  const chosenFirst = candidates.toSorted((a, b) => Number(b.chosen) - Number(a.chosen));
  return (
    <section>
      <h3>{t("why.candidates", { count: candidates.length })}</h3>
      <ul class="candidates">
        {chosenFirst.map((candidate) => (
          <li key={candidate.id} class={candidate.chosen ? "candidate candidate-chosen" : "candidate"}>
            <Icon name={candidate.chosen ? "check" : "close"} />
            <div>
              <strong title={candidate.id}>{candidate.name}</strong>
              <span class="unseen">{candidate.chosen ? t("why.chosen") : t("why.not_chosen")}</span>
              <p>
                <span class="reason" title={candidate.reason}>
                  {reasonWords(candidate.reason)}
                </span>{" "}
                <span class="muted" lang="en">
                  {candidate.detail}
                </span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
