import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { CONDITION_VERSION, type Condition, type ConditionDocument } from "../../wire/condition.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import type { ConditionExplanation, SegmentPreviewAnswer } from "../../wire/segments.ts";
import { working } from "../desk/desk-state.ts";
import { formatNumber, formatShare } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { shortId } from "../live/entry-row.ts";
import { eventNames } from "../live/live-state.ts";
import { href } from "../location.ts";
import { catalogueNames } from "../names.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { lazyScreen } from "../parts/lazy-screen.tsx";
import type { Suggestions } from "./leaf-editor.tsx";
import { withDraftSegments } from "./with-draft-segments.ts";

/** Asked again this long after the last change: each question looks at some hundred visitors. */
const ASK_AFTER_MS = 600;

interface ConditionDeskProps {
  label: string;
  condition: Condition;
  onCondition: (condition: Condition) => void;
}

/** A condition with what it means in words, and how many it holds for now. */
export function ConditionDesk(props: ConditionDeskProps) {
  return (
    <div class="condition-desk">
      <Builder {...props} suggestions={suggestions()} />
      <Meaning condition={props.condition} />
    </div>
  );
}

/** Fetched when a condition is first edited: it weighs more than the rest of the desk together. */
const Builder: ComponentType<ConditionDeskProps & { suggestions: Suggestions }> = lazyScreen(
  async () => (await import("./condition-builder.tsx")).ConditionBuilder,
);

function suggestions(): Suggestions {
  const definitions = working.value;
  const { categories, brands } = catalogueNames.value;
  return {
    events: eventNames.value,
    categories,
    brands,
    offers: definitions?.offers.map(({ id }) => id) ?? [],
    segments: definitions?.segments?.map(({ id }) => id) ?? [],
    moments: MOMENTS,
  };
}

/** As `worker/domain/moments` names them. */
const MOMENTS = ["hesitation", "trouble", "leaving", "comparison", "just_bought", "gift"];

interface Answer {
  explanation: ConditionExplanation;
  /** Missing where the condition cannot be published as it is, or nobody could be asked. */
  preview: SegmentPreviewAnswer | undefined;
}

/** The plain sentence, and who it holds for. Asked of the Worker, which is the one that decides. */
function Meaning({ condition }: { condition: Condition }) {
  const [answer, setAnswer] = useState<Answer>();
  const [problem, setProblem] = useState<ApiProblem>();
  const locale = currentLocale();
  useEffect(() => {
    let isStale = false;
    const when = withDraftSegments(condition, working.peek()?.segments ?? []);
    const document: ConditionDocument = { version: CONDITION_VERSION, when };
    const ask = async (): Promise<void> => {
      const [meaning, count] = await Promise.all([
        api.explainCondition(document, locale),
        api.previewSegment(document),
      ]);
      if (isStale) return;
      setProblem(meaning.ok ? undefined : meaning.problem);
      if (meaning.ok) setAnswer({ explanation: meaning.value, preview: count.ok ? count.value : undefined });
    };
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [condition, locale]);

  if (problem !== undefined) return <ProblemNotice what={t("condition.not_explained")} problem={problem} />;
  if (answer === undefined) return <p class="muted">{t("condition.asking")}</p>;
  const { explanation, preview } = answer;
  return (
    <div class="meaning" aria-live="polite">
      {"sentence" in explanation && <p class="sentence">{explanation.sentence}</p>}
      {explanation.problems.map((one) => (
        <p key={one.path + one.detail} class="field-problem">
          {one.detail}
        </p>
      ))}
      {preview !== undefined && <Count preview={preview} />}
    </div>
  );
}

/** How many of all visitors, and how that is known. */
function Count({ preview }: { preview: SegmentPreviewAnswer }) {
  const { visitors, asked, estimate, interval, sample } = preview;
  if (visitors === 0) return <p class="muted">{t("condition.nobody")}</p>;
  return (
    <>
      <p>
        <strong>
          {t("condition.count", { estimate: formatNumber(estimate), share: formatShare(estimate / visitors) })}
        </strong>{" "}
        <span class="muted small">
          {asked >= visitors
            ? t("condition.counted_all", { asked: formatNumber(asked) })
            : t("condition.counted", {
                asked: formatNumber(asked),
                low: formatNumber(interval.from),
                high: formatNumber(interval.to),
              })}
        </span>
      </p>
      {sample.length > 0 && (
        <p class="sample">
          {sample.map((visitor) => (
            <a key={visitor} href={href(`visitors/${visitor}`)} data-route={`visitors/${visitor}`}>
              <code>{shortId(visitor)}</code>
            </a>
          ))}
        </p>
      )}
    </>
  );
}
