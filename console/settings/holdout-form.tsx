import { useEffect, useRef } from "preact/hooks";
import { MOST_HOLDOUT } from "../../wire/definitions.ts";
import { draft, draftProblem, fetchDraft, change, startDesk, working } from "../desk/desk-state.ts";
import { DeskBar } from "../desk/desk-bar.tsx";
import { problemAt } from "../desk/problems-at.ts";
import { NumberField } from "../form/field.tsx";
import { formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { HOLDOUT_PATH, place } from "../location.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";

/** Of a step, in per cent: a large shop measures well with half a per cent. */
const STEP_PERCENT = 0.5;
const PERCENT = 100;
const MOST_PERCENT = MOST_HOLDOUT * PERCENT;

/** How many visitors see no offer at all, so that what offers add can be measured. A definition: drafted, then published. */
export function HoldoutForm() {
  const heading = useRef<HTMLHeadingElement>(null);
  const definitions = working.value;
  const isThere = definitions !== null;
  const isMeant = place.value.path === HOLDOUT_PATH;
  useEffect(() => startDesk(), []);
  // Once more when it is filled: what stands above it grows meanwhile.
  useEffect(() => {
    if (!isMeant) return;
    heading.current?.scrollIntoView();
    heading.current?.focus({ preventScroll: true });
  }, [isMeant, isThere]);
  return (
    <section class="card settings-card" aria-labelledby="holdout-heading">
      <h2 id="holdout-heading" ref={heading} tabIndex={-1}>
        {t("holdout.heading")}
      </h2>
      <p>{t("holdout.what")}</p>
      {definitions === null ? (
        draftProblem.value === null ? (
          <Skeleton lines={3} />
        ) : (
          <ProblemNotice what={t("desk.failed")} problem={draftProblem.value} retry={() => void fetchDraft()} />
        )
      ) : (
        <>
          <Share share={definitions.holdout} />
          <Effect />
          <DeskBar hasKeys={false} />
        </>
      )}
    </section>
  );
}

function Share({ share }: { share: number }) {
  return (
    <NumberField
      label={t("holdout.share")}
      hint={t("holdout.share_hint", { most: MOST_PERCENT })}
      problem={problemAt("/holdout")}
      min={0}
      max={MOST_PERCENT}
      step={STEP_PERCENT}
      value={percentOf(share)}
      onValue={(percent) => change("holdout", (definitions) => ({ ...definitions, holdout: (percent ?? 0) / PERCENT }))}
    />
  );
}

/** What publishing the share would mean for visitors, against what is published. */
function Effect() {
  const share = working.value?.holdout ?? 0;
  const published = publishedShare();
  if (published === undefined) return null;
  const words = {
    from: formatShare(published),
    to: formatShare(share),
    change: formatShare(Math.abs(share - published)),
  };
  return (
    <p class="sentence" role="status">
      {share > published
        ? t(published === 0 ? "holdout.begins" : "holdout.grows", words)
        : share < published
          ? t(share === 0 ? "holdout.ends" : "holdout.shrinks", words)
          : t(share === 0 ? "holdout.none" : "holdout.stays", words)}
      {share !== published && published > 0 && share > 0 && <> {t("holdout.reports")}</>}
    </p>
  );
}

/** The draft says what it would change: where the hold-out is not among that, it is as published. */
function publishedShare(): number | undefined {
  if (draft.value === null) return undefined;
  const changed = draft.value.changes.find(({ collection }) => collection === "holdout");
  if (changed === undefined) return draft.value.definitions.holdout;
  const before = changed.fields?.find(({ path }) => path === "")?.before;
  return typeof before === "number" ? before : 0;
}

/** Without the tail of a binary fraction: 0.07 is 7, not 7.000000000000001. */
function percentOf(share: number): number {
  return Math.round(share * PERCENT * 1_000) / 1_000;
}
