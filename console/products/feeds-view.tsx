import { useState } from "preact/hooks";
import type { FeedCounts, FeedRun } from "../../wire/catalogue.ts";
import { api } from "../api.ts";
import { formatDateTime, formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { place, setQuery } from "../location.ts";
import { Ago } from "../parts/ago.tsx";
import { Icon } from "../parts/icon.tsx";
import { Fetched, StaleNotice } from "../parts/fetched.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { RejectedTable } from "./rejected-table.tsx";
import { FeedUpload } from "./upload/feed-upload.tsx";

const COUNTS: readonly (keyof FeedCounts)[] = ["sent", "added", "changed", "unchanged", "gone", "rejected"];

/** Runs of one answer, where nobody says how many: the Worker's. */
const PAGE = 50;
/** Where the rejected rows stand. */
const DETAILS = "rejected";

/** What each upload of the catalogue brought, newest first; the one the address names with its rejected rows. */
export function FeedsView() {
  const first = useResource(() => api.feedRuns());
  const [older, setOlder] = useState<FeedRun[]>([]);
  const [isEnd, setEnd] = useState(false);
  const asked = Number(new URLSearchParams(place.value.query).get("run"));
  if (first.value === undefined) {
    return first.problem === undefined ? (
      <Skeleton lines={8} />
    ) : (
      <ProblemNotice what={t("feeds.failed")} problem={first.problem} retry={() => void first.reload()} />
    );
  }
  const runs = [...first.value.runs, ...older];
  const tried = (run?: number): void => {
    setOlder([]);
    void first.reload();
    setQuery((query) => (run === undefined ? query.delete("run") : query.set("run", String(run))));
  };
  const open = runs.find(({ id }) => id === asked);
  const more = async (): Promise<void> => {
    const answer = await api.feedRuns(runs.at(-1)?.id);
    if (!answer.ok) return;
    setOlder([...older, ...answer.value.runs]);
    setEnd(answer.value.runs.length === 0);
  };
  return (
    <>
      <StaleNotice resource={first} />
      <FeedUpload tried={tried} />
      {runs.length === 0 ? (
        <div class="empty">
          <h2 class="empty-title">{t("feeds.none")}</h2>
          <p class="muted">{t("feeds.none_hint")}</p>
        </div>
      ) : (
        <RunTable runs={runs} asked={asked} />
      )}
      {open !== undefined && open.counts.rejected > 0 && <Rejected key={open.id} run={open} />}
      {!isEnd && runs.length > 0 && runs.length % PAGE === 0 && (
        <button type="button" class="button feeds-more" onClick={() => void more()}>
          {t("feeds.more")}
        </button>
      )}
    </>
  );
}

function RunTable({ runs, asked }: { runs: readonly FeedRun[]; asked: number }) {
  return (
    <>
      <p class="muted">{t("feeds.explain")}</p>
      <div class="card table-scroll" tabIndex={0} role="region" aria-label={t("products.feeds")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("feeds.when")}</th>
              <th scope="col">{t("feeds.who")}</th>
              {COUNTS.map((count) => (
                <th key={count} scope="col" class="number">
                  {t(`feeds.${count}`)}
                </th>
              ))}
              <th scope="col">{t("feeds.result")}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} isOpen={run.id === asked} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function RunRow({ run, isOpen }: { run: FeedRun; isOpen: boolean }) {
  const { counts } = run;
  const toggle = (): void => setQuery((query) => (isOpen ? query.delete("run") : query.set("run", String(run.id))));
  return (
    <tr>
      <td>
        <Ago at={run.at} />
      </td>
      <td>{run.by}</td>
      {COUNTS.map((count) => (
        <td key={count} class="number">
          {count === "rejected" && counts.rejected > 0 ? (
            <button type="button" class="link-button" aria-expanded={isOpen} aria-controls={DETAILS} onClick={toggle}>
              {formatNumber(counts.rejected)}
              <span class="unseen"> {t("feeds.show_rejected")}</span>
            </button>
          ) : (
            formatNumber(counts[count])
          )}
        </td>
      ))}
      <td>
        {run.version === undefined ? (
          <span class="state state-bad">
            <Icon name="alert" />
            {t("feeds.refused")}
          </span>
        ) : (
          t("feeds.version", { version: run.version })
        )}
      </td>
    </tr>
  );
}

/** The rejected rows of one upload: what is wrong with each, and what to do. */
function Rejected({ run }: { run: FeedRun }) {
  const details = useResource(() => api.feedRun(run.id), run.id);
  const heading = t("feeds.rejected_of", { at: formatDateTime(run.at) });
  return (
    <section id={DETAILS} class="card rejected">
      <h2>{heading}</h2>
      <Fetched resource={details} failed={t("feeds.run_failed")} lines={3}>
        {({ rejected }) => <RejectedTable rows={rejected} total={run.counts.rejected} label={heading} />}
      </Fetched>
    </section>
  );
}
