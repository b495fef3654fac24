import { api } from "../api.ts";
import { InstallCard } from "../cards/install-card.tsx";
import { t } from "../i18n.ts";
import { now } from "../now.ts";
import { StaleNotice } from "../parts/fetched.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { chosenDays, PeriodChoice } from "../reports/period-choice.tsx";
import { AttentionList } from "./attention-list.tsx";
import { LiftTile } from "./lift-tile.tsx";
import { NowTile, Tiles } from "./tiles.tsx";
import { TopOffers } from "./top-offers.tsx";
import { Trend } from "./trend.tsx";
import "../styles/home.css";

/** The figures are asked for again so often: the reports hear of a visit a minute after it. */
const REFRESH_MS = 60_000;

/** How the shop does, what offers bring, and what wants somebody to look at it. */
export function HomeScreen() {
  const days = chosenDays.value;
  const turn = Math.floor(now.value / REFRESH_MS);
  const report = useResource(() => api.siteReport(days), `${days} ${turn}`);
  const isNew = report.value !== undefined && report.value.since === undefined;
  return (
    <div class="home">
      <header class="screen-head">
        <h1>{t("nav.home")}</h1>
        {!isNew && <PeriodChoice />}
      </header>
      {report.value === undefined ? (
        report.problem === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <ProblemNotice what={t("home.failed")} problem={report.problem} retry={() => void report.reload()} />
        )
      ) : isNew ? (
        <FirstSteps />
      ) : (
        <>
          <StaleNotice resource={report} />
          <div class={report.value.days === days ? "tiles" : "tiles stale"}>
            <NowTile />
            <Tiles report={report.value} />
            <LiftTile report={report.value} />
          </div>
          <div class="home-columns">
            <div class="home-main">
              <Trend report={report.value} />
              <TopOffers days={days} turn={turn} />
            </div>
            <AttentionList turn={turn} />
          </div>
        </>
      )}
    </div>
  );
}

/** Nothing was counted yet: the way to the first event. */
function FirstSteps() {
  return (
    <div class="first-steps">
      <div class="empty">
        <h2 class="empty-title">{t("home.empty")}</h2>
        <p class="muted">{t("home.empty_hint")}</p>
      </div>
      <NowTile />
      <InstallCard />
    </div>
  );
}
