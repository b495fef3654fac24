import { useEffect } from "preact/hooks";
import type { SegmentOverlap, SegmentOverlapAnswer, SegmentShare } from "../../wire/segments.ts";
import { api } from "../api.ts";
import { formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { Fetched } from "../parts/fetched.tsx";
import { IntervalBar } from "../parts/interval-bar.tsx";
import { useResource } from "../parts/resource.ts";
import { LEAST_MEMBERS, overlapFact } from "./overlap-fact.ts";
import "../styles/settings.css";
import "../styles/reports.css";

/** How often it is asked for again while somebody looks, in milliseconds: a join over all members, not a count kept. */
const REFRESH_MS = 30_000;

/** With which other segments this one shares visitors. @param version of the published definitions: others may be new */
export function SegmentOverlapPanel({ id, version }: { id: string; version: number }) {
  const resource = useResource(() => api.segmentOverlap(id), version);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void resource.reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <section class="card report" aria-labelledby="overlap-heading">
      <h2 id="overlap-heading">{t("overlap.heading")}</h2>
      <Fetched resource={resource} failed={t("overlap.failed")} lines={4}>
        {(answer) => <Overlap answer={answer} />}
      </Fetched>
    </section>
  );
}

function Overlap({ answer }: { answer: SegmentOverlapAnswer }) {
  const { members, others } = answer;
  if (others.length === 0) return <p class="muted">{t("overlap.alone")}</p>;
  if (members === 0) return <p class="muted">{t("overlap.nobody")}</p>;
  const isExact = others.every(({ shared }) => shared.interval.from === shared.interval.to);
  return (
    <>
      <p class="sentence">{factWords(answer)}</p>
      <div class="table-scroll overlap-table" tabIndex={0} role="region" aria-label={t("overlap.table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("overlap.other")}</th>
              <th scope="col" class="number">
                {t("overlap.shared")}
              </th>
              <th scope="col">{t("overlap.of_this")}</th>
              <th scope="col">{t("overlap.of_other")}</th>
            </tr>
          </thead>
          <tbody>
            {others.map((other) => (
              <Row key={other.id} other={other} members={members} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="muted small">{t(isExact ? "overlap.method" : "overlap.method_drawn", { least: LEAST_MEMBERS })}</p>
    </>
  );
}

function Row({
  other: { id, name, members: theirs, shared, ofThis, ofOther },
  members,
}: {
  other: SegmentOverlap;
  members: number;
}) {
  const { from, to } = shared.interval;
  return (
    <tr>
      <th scope="row">
        <a href={href(`segments/${id}`)} data-route={`segments/${id}`}>
          {name}
        </a>
        <span class="muted small"> {t("segments.members", { count: theirs })}</span>
      </th>
      <td class="number">
        {formatNumber(shared.estimate)}
        {from !== to && (
          <span class="muted small"> {t("overlap.interval", { low: formatNumber(from), high: formatNumber(to) })}</span>
        )}
      </td>
      <td>
        <Share share={ofThis} members={members} />
      </td>
      <td>
        <Share share={ofOther} members={theirs} />
      </td>
    </tr>
  );
}

function Share({ share, members }: { share: SegmentShare | undefined; members: number }) {
  if (share === undefined) return <span class="muted">–</span>;
  if (members < LEAST_MEMBERS) return <span class="muted">{t("overlap.too_few")}</span>;
  const { value, interval } = share;
  return (
    <>
      <IntervalBar estimate={{ value, interval: { low: interval.from, high: interval.to } }} low={0} high={1} />
      {formatShare(value)}{" "}
      <span class="muted small">
        {t("overlap.interval", { low: formatShare(interval.from), high: formatShare(interval.to) })}
      </span>
    </>
  );
}

function factWords(answer: SegmentOverlapAnswer): string {
  const fact = overlapFact(answer);
  switch (fact.kind) {
    case "none":
      return t("overlap.fact.none");
    case "few":
      return t("overlap.fact.few", { members: fact.members });
    case "same":
    case "inside":
    case "around":
      return t(`overlap.fact.${fact.kind}`, { name: fact.name });
    case "most":
      return t("overlap.fact.most", { name: fact.name, share: formatShare(fact.share), shared: fact.shared });
  }
}
