/** What all of a site's reports objects have counted, put together. */
import { localTime } from "../domain/conditions/zone-clock.ts";
import type { DayOfOffer } from "../domain/offers/offer-report.ts";
import { siteReport, type SiteReportInput } from "../domain/totals/site-report.ts";
import type { SiteReport } from "../../wire/reports.ts";
import type { Env } from "../env.ts";
import { fromAllShards } from "./report-shards.ts";

const DAY_MS = 86_400_000;

/** Each offer's days, as many as `days` back from today (UTC). */
export async function countedOffers(
  env: Env,
  site: string,
  days: number,
  now: number,
  offer?: string,
): Promise<DayOfOffer[]> {
  const since = Math.floor(now / DAY_MS) - days + 1;
  const json = await fromAllShards(env, site, (shard) => shard.rollUpsJson(since, offer));
  return json.flatMap((one) => JSON.parse(one) as DayOfOffer[]);
}

/** The site's last whole days, by the shop's calendar, beside as many before them. */
export async function siteTotals(
  env: Env,
  site: string,
  { timeZone, ...asked }: Pick<SiteReportInput, "days" | "currency" | "lift"> & { timeZone: string },
  now: number,
): Promise<SiteReport> {
  const today = localTime(now, timeZone).day;
  const counted = await fromAllShards(env, site, (shard) => shard.totals(today - 2 * asked.days));
  return siteReport({ ...asked, counted, today });
}
