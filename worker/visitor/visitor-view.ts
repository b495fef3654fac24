/** A visitor as the console shows them. */
import type { VisitorView } from "../../wire/console.ts";
import type { VisitorSummary } from "../../wire/visitors.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { typicalPriceOf } from "../domain/interest.ts";
import { momentsOf } from "../domain/moments/moments.ts";
import { cartLines } from "../domain/profile/cart.ts";
import { shares } from "../domain/profile/decayed-sums.ts";
import { sessionCount } from "../domain/profile/sessions.ts";
import { engagementScore } from "../domain/score/engagement-score.ts";
import type { SiteState } from "../site/site-state.ts";
import { distinctDecisions } from "./logged-decision.ts";
import type { Visitor } from "./visitor-store.ts";

/** Events on the timeline: what a marketer scrolls through; the export has all. */
const TIMELINE_LENGTH = 100;
const SESSIONS_SHOWN = 10;
const AFFINITIES_SHOWN = 10;

/** @param events every kept event, in order of arrival */
export function viewOf(
  visitorId: string,
  visitor: Visitor,
  events: readonly BehaviourEvent[],
  now: number,
  site: SiteState | undefined,
): VisitorView {
  const { state, profile, decisions } = visitor;
  const typicalPrice = typicalPriceOf(profile, now);
  return {
    visitor: visitorId,
    ...(state.merge && { mergedInto: state.merge.into }),
    firstSeen: state.firstSeen,
    lastSeen: state.lastSeen,
    ...(profile.userId && { userId: profile.userId.value }),
    traits: Object.fromEntries(Object.entries(profile.traits).map(([name, trait]) => [name, trait.value])),
    ...(state.consent && { consent: state.consent }),
    score: engagementScore(profile, now, site?.scorecard, site?.settings.scoreBands),
    moments: momentsOf(profile, now),
    sessions: {
      count: sessionCount(profile.sessions),
      latest: profile.sessions.latest.slice(-SESSIONS_SHOWN).reverse(),
    },
    categories: shares(profile.categories).slice(0, AFFINITIES_SHOWN),
    brands: shares(profile.brands).slice(0, AFFINITIES_SHOWN),
    ...(typicalPrice !== undefined && { typicalPrice }),
    cart: cartLines(profile.cart),
    purchases: profile.purchases.latest,
    lastItems: profile.recentItems,
    timeline: events.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, TIMELINE_LENGTH),
    eventCount: profile.events,
    decisions: distinctDecisions(decisions),
  };
}

/** A visitor as a line of a list. */
export function summaryOf(
  visitorId: string,
  { state, profile }: Visitor,
  now: number,
  site: SiteState | undefined,
): VisitorSummary {
  const { value, band } = engagementScore(profile, now, site?.scorecard, site?.settings.scoreBands);
  const defined = new Set(site?.definitions.segments?.map(({ id }) => id));
  return {
    visitor: visitorId,
    ...(state.merge && { mergedInto: state.merge.into }),
    ...(profile.userId && { userId: profile.userId.value }),
    firstSeen: state.firstSeen,
    lastSeen: state.lastSeen,
    score: { value, band },
    eventCount: profile.events,
    orders: profile.purchases.latest.length,
    segments: Object.keys(state.segments?.memberships ?? {}).filter((id) => defined.has(id)),
  };
}
