import { useState } from "preact/hooks";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { development, shoppers } from "../live/live-state.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";

/** Starts and stops the demo's simulated shoppers. Only a development host has them. */
export function ShoppersCard() {
  const [problem, setProblem] = useState<ApiProblem>();
  const state = shoppers.value;
  if (development.value !== true || state === null) return null;
  const set = async (wanted: boolean): Promise<void> => {
    // Shown at once; the Worker's answer, or the state before, takes over.
    shoppers.value = { ...state, wanted };
    const answer = await api.setShoppers(wanted);
    shoppers.value = answer.ok ? answer.value : state;
    setProblem(answer.ok ? undefined : answer.problem);
  };
  return (
    <section class="card side-card" aria-labelledby="shoppers-heading">
      <div class="switch-line">
        <h2 id="shoppers-heading">{t("shoppers.heading")}</h2>
        <button
          type="button"
          role="switch"
          class="switch"
          aria-checked={state.wanted}
          aria-labelledby="shoppers-heading"
          aria-describedby="shoppers-state"
          onClick={() => void set(!state.wanted)}
        >
          <span class="switch-knob" aria-hidden="true" />
        </button>
      </div>
      <p id="shoppers-state" class="muted">
        {words(state.wanted, state.walking)}
      </p>
      {problem !== undefined && <ProblemNotice what={t("shoppers.failed")} problem={problem} />}
    </section>
  );
}

function words(wanted: boolean, walking: number): string {
  if (wanted) return walking > 0 ? t("shoppers.walking", { count: walking }) : t("shoppers.awaited");
  return walking > 0 ? t("shoppers.leaving", { count: walking }) : t("shoppers.stopped");
}
