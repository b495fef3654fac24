/**
 * All offers together, measured against the hold-out: every visitor is enrolled by a visit, whether or not an offer was
 * for them, since only so do both groups begin alike. Counted as an offer's enrolment is, under a name no offer has.
 */
import type { ReportSummary } from "../../../wire/reports.ts";
import type { SharesSince } from "../experiments/shares-since.ts";
import { ALL_OFFERS } from "./all-offers.ts";
import { isHeldOut, type OfferIntent } from "./decide-offer.ts";
import { reportOf, type DayOfOffer } from "./offer-report.ts";

/** @param context key of the kind of visitor */
export function everybodysIntent(visitor: string, holdout: number, context: string): OfferIntent {
  const group = isHeldOut(visitor, holdout) ? "holdout" : "shown";
  return { placement: ALL_OFFERS, offer: ALL_OFFERS, group, context, drawn: [] };
}

/** `undefined` where nobody is held out, now or in these days. @param since when the share last changed */
export function liftOfAllOffers(
  days: readonly DayOfOffer[],
  holdout: number,
  since: SharesSince,
): ReportSummary | undefined {
  const { summary } = reportOf(ALL_OFFERS, "", days, { holdout, control: 0 }, since);
  const heldOut = summary.arms.find(({ arm }) => arm === "holdout")?.outcomes.enrolled ?? 0;
  return holdout > 0 || heldOut > 0 ? summary : undefined;
}
