import { useEffect } from "preact/hooks";
import { computed, signal } from "@preact/signals";
import type { ExplainAnswer } from "../../wire/recommendations.ts";
import { api } from "../api.ts";
import { draftProblem, fetchDraft, working } from "../desk/desk-state.ts";
import { currentLocale, t } from "../i18n.ts";
import { place } from "../location.ts";
import { latestBatch, model } from "../live/live-state.ts";
import { ownVisitors } from "../own-visitor.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { useSettled } from "../parts/settled.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { Explorer } from "./explorer.tsx";
import { explorerQuery, questionOf } from "./explorer-query.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { rememberTitles, titleOf, wantTitles } from "./titles.ts";

/** Rules above, and below at once what they do: the row is asked for with the rules as they stand here, published or not. */
export function RecommendationsView() {
  const definitions = working.value;
  if (definitions === null) {
    return draftProblem.value === null ? (
      <Skeleton lines={10} />
    ) : (
      <ProblemNotice what={t("desk.failed")} problem={draftProblem.value} retry={() => void fetchDraft()} />
    );
  }
  return <Desk />;
}

/** This browser's own visitor: the first of its ids, one for each of the site's keys. */
const ownVisitor = computed(() => [...ownVisitors.value][0]);
/** Counts what the visitor looked at here has done since: their row is asked for anew, as it is with a new model. */
const steps = signal(0);

function Desk() {
  const query = explorerQuery(new URLSearchParams(place.value.query));
  const { merchandising = [], productBoosts = {} } = working.value ?? {};
  const locale = currentLocale();
  const question = questionOf(query, { merchandising, productBoosts, ownVisitor: ownVisitor.value, locale });
  const visitor = question?.session.visitor;
  const batch = latestBatch.value;
  useEffect(() => {
    if (visitor !== undefined && batch.some((entry) => entry.visitor === visitor)) steps.value++;
  }, [batch]);
  const key = useSettled(question === undefined ? "" : JSON.stringify([question, steps.value, model.value?.version]));
  const answer = useResource<ExplainAnswer | undefined>(async () => {
    const asked = key === "" ? undefined : (JSON.parse(key) as [typeof question])[0];
    if (asked === undefined) return { ok: true, value: undefined };
    const found = await api.explainRow(asked);
    if (found.ok) rememberTitles(found.value);
    return found;
  }, key);
  const named = [...query.viewed, ...query.cart, ...merchandising.flatMap(({ product }) => product ?? [])];
  useEffect(() => void wantTitles(named), [named.join("\n"), locale]);
  return (
    <>
      <RuleEditor titleOf={titleOf} />
      <Explorer
        query={query}
        ownVisitor={ownVisitor.value}
        hasQuestion={question !== undefined}
        answer={answer.value}
        problem={answer.problem}
        reload={() => void answer.reload()}
      />
    </>
  );
}
