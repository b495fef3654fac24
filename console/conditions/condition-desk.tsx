import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { CONDITION_VERSION, type Condition, type ConditionDocument } from "../../wire/condition.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { working } from "../desk/desk-state.ts";
import { formatNumber, formatShare } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { eventNames } from "../live/live-state.ts";
import { href } from "../location.ts";
import { catalogueNames } from "../names.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { lazyScreen } from "../parts/lazy-screen.tsx";
import type { Suggestions } from "./leaf-editor.tsx";

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
  sentence: string;
  problems: { path: string; detail: string }[];
  matching?: number;
  looked?: number;
  visitors?: number;
  sample?: string[];
}

/** The plain sentence, and who it holds for. Asked of the Worker, which is the one that decides. */
function Meaning({ condition }: { condition: Condition }) {
  const [answer, setAnswer] = useState<Answer>();
  const [problem, setProblem] = useState<ApiProblem>();
  const locale = currentLocale();
  useEffect(() => {
    let isStale = false;
    const document: ConditionDocument = { version: CONDITION_VERSION, when: condition };
    const ask = async (): Promise<void> => {
      const [meaning, count] = await Promise.all([
        api.explainCondition(document, locale),
        api.previewSegment(document),
      ]);
      if (isStale) return;
      setProblem(meaning.ok ? undefined : meaning.problem);
      if (meaning.ok) setAnswer({ ...meaning.value, ...(count.ok && count.value) });
    };
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [condition, locale]);

  if (problem !== undefined) return <ProblemNotice what={t("condition.not_explained")} problem={problem} />;
  if (answer === undefined) return <p class="muted">{t("condition.asking")}</p>;
  return (
    <div class="meaning" aria-live="polite">
      <p class="sentence">{answer.sentence}</p>
      {answer.problems.map((one) => (
        <p key={one.path + one.detail} class="field-problem">
          {one.detail}
        </p>
      ))}
      {answer.matching !== undefined && answer.looked !== undefined && answer.looked > 0 && (
        <p>
          <strong>
            {t("condition.count", {
              estimate: formatNumber(((answer.visitors ?? 0) * answer.matching) / answer.looked),
              share: formatShare(answer.matching / answer.looked),
            })}
          </strong>{" "}
          <span class="muted small">
            {t("condition.counted", { looked: formatNumber(answer.looked), matching: formatNumber(answer.matching) })}
          </span>
        </p>
      )}
      {answer.looked === 0 && <p class="muted">{t("condition.nobody")}</p>}
      {answer.sample !== undefined && answer.sample.length > 0 && (
        <p class="sample">
          {answer.sample.map((visitor) => (
            <a key={visitor} href={href(`visitors/${visitor}`)} data-route={`visitors/${visitor}`}>
              <code>{visitor.slice(0, SHORT_ID)}</code>
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

const SHORT_ID = 8;
