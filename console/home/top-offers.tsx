import type { OfferReport } from "../../wire/reports.ts";
import { api } from "../api.ts";
import { formatNumber, formatRoundMoney } from "../format.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { placementName } from "../names.ts";
import { useResource } from "../parts/resource.ts";
import { Fetched } from "../parts/fetched.tsx";
import { shownArm, verdictOf } from "../reports/report-verdict.ts";
import { verdictWords } from "../reports/verdict-words.ts";
import { settings } from "../site-settings.ts";

/** As many as are read at a glance; the reports have all. */
const SHOWN = 5;

/** The offers seen most, and what came of each. */
export function TopOffers({ days, turn }: { days: number; turn: number }) {
  const report = useResource(() => api.offersReport(days), `${days} ${turn}`);
  return (
    <section class="card home-card" aria-labelledby="top-offers">
      <h2 id="top-offers">{t("home.top_offers")}</h2>
      <Fetched resource={report} failed={t("report.failed")} lines={4}>
        {({ offers }) => <SeenMost offers={offers} />}
      </Fetched>
    </section>
  );
}

function SeenMost({ offers }: { offers: readonly OfferReport[] }) {
  const top = offers
    .filter(({ exposures }) => exposures > 0)
    .toSorted((a, b) => b.exposures - a.exposures)
    .slice(0, SHOWN);
  return top.length === 0 ? (
    <p class="muted">
      {t("home.no_offers")}{" "}
      <a href={href("offers")} data-route="offers">
        {t("home.to_offers")}
      </a>
    </p>
  ) : (
    <ol class="plain top-offers">
      {top.map((report) => (
        <TopOffer key={report.offer} report={report} />
      ))}
    </ol>
  );
}

function TopOffer({ report }: { report: OfferReport }) {
  const path = `reports/${report.offer}`;
  const shown = shownArm(report);
  return (
    <li>
      <div class="pair">
        <span>
          <a href={href(path)} data-route={path}>
            {report.name}
          </a>{" "}
          <span class="muted small">{placementName(report.placement)}</span>
        </span>
        {shown !== undefined && (
          <span class="muted small">
            {t("report.counts", {
              exposed: formatNumber(shown.outcomes.exposed),
              clicked: formatNumber(shown.outcomes.clicked),
              converted: formatNumber(shown.outcomes.converted),
              revenue: formatRoundMoney(shown.outcomes.revenue, settings.value?.currency ?? ""),
            })}
          </span>
        )}
      </div>
      <p class="small">{verdictWords(verdictOf(report))}</p>
    </li>
  );
}
