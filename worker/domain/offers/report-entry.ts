/** What a visitor's object tells the reports: counts to add. No visitor's id, and no time finer than the enrolment's. */
import type { OfferGroup } from "./contact-ledger.ts";

/** What happened to one enrolment; every number is an addition. */
export interface ReportEntry {
  offer: string;
  placement: string;
  group: OfferGroup;
  /** Context key of the enrolment. */
  context: string;
  /** Epoch ms of the enrolment: the day it is counted under. */
  enrolledAt: number;
  /** Epoch ms of what happened. */
  at: number;
  /** Epoch ms when the visitor first saw it; missing where they have not. */
  exposedAt?: number;
  /** Visitors: each 0 or 1, since each counts once for an enrolment. */
  enrolled?: 1;
  exposed?: 1;
  clicked?: 1;
  dismissed?: 1;
  converted?: 1;
  /** Times, repeats included. */
  exposures?: number;
  redemptions?: number;
  /** Money within the window, in the site's currency, and what it adds to the sum of squares of visitors' totals. */
  revenue?: number;
  revenueSquared?: number;
  /** The draw's name in the sample of logged decisions, and what was drawn among. */
  log?: string;
  drawn?: [offer: string, probability: number][];
}
