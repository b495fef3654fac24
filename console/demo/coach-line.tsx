import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import type { Coach } from "./coach.ts";
import { nextStep } from "./coach.ts";

/** Three steps in one line. No tour that must be clicked away: doing the thing ticks it. */
export function CoachLine({ coach }: { coach: Coach }) {
  const next = nextStep(coach);
  return (
    <div class="coach">
      <ol aria-label={t("demo.coach")}>
        <Step number={1} words={t("demo.step_product")} isDone={coach.product} isNext={next === "product"} />
        <Step number={2} words={scoreWords(coach)} isDone={coach.score} isNext={next === "score"} />
        <Step number={3} words={t("demo.step_why")} isDone={coach.why} isNext={next === "why"} />
      </ol>
      <p class={next === undefined ? "coach-finished" : "unseen"} role="status">
        {next === undefined && t("demo.finished")}
      </p>
    </div>
  );
}

interface StepProps {
  number: number;
  words: string;
  isDone: boolean;
  isNext: boolean;
}

function Step({ number, words, isDone, isNext }: StepProps) {
  const state = isDone ? "step step-done" : isNext ? "step step-next" : "step";
  return (
    <li class={state} {...(isNext ? { "aria-current": "step" as const } : {})}>
      <span class="step-mark" aria-hidden="true">
        {isDone ? <Icon name="check" /> : number}
      </span>
      {words}
      {isDone && <span class="unseen"> ({t("demo.step_done")})</span>}
    </li>
  );
}

function scoreWords({ latest }: Coach): string {
  if (latest === undefined) return t("demo.step_score");
  const { score, before } = latest;
  return before === undefined ? t("demo.step_score_now", { score }) : t("demo.step_score_moved", { before, score });
}
