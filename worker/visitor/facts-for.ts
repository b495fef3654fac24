/** What conditions may ask of a visitor, put together from the visitor's object and what the isolate holds of the site. */
import type { Facts } from "../domain/conditions/facts.ts";
import { DEFAULT_ZONE, visitorFacts, type OwnFacts, type SiteFacts } from "../domain/conditions/visitor-facts.ts";
import { momentsOf } from "../domain/moments/moments.ts";
import { offerRecordsOf } from "../domain/offers/eligibility.ts";
import type { Profile } from "../domain/profile/profile.ts";
import type { SiteState } from "../site/site-state.ts";
import type { VisitorState } from "./visitor-state.ts";

/** What the visitor's object keeps that conditions may ask of. */
export type AskedState = Pick<VisitorState, "consent" | "segments" | "ledger">;

/** @param now epoch ms: what the events are about at that instant is among the facts */
export function factsFor(site: SiteState, profile: Profile, state: AskedState | undefined, now: number): Facts {
  return visitorFacts(profile, siteFactsOf(site), {
    shopZone: site.settings.timeZone ?? DEFAULT_ZONE,
    moments: momentsOf(profile, now),
    ...ownFactsOf(site, state),
  });
}

export function siteFactsOf({ definitions, catalogue, productNews, scorecard, settings }: SiteState): SiteFacts {
  return {
    catalogue,
    scorecard,
    ...(settings.scoreBands !== undefined && { bands: settings.scoreBands }),
    ...(productNews !== undefined && { news: productNews }),
    ...(definitions.segments !== undefined && { segments: definitions.segments }),
  };
}

export function ownFactsOf({ signals }: SiteState, state: AskedState | undefined): OwnFacts {
  return {
    ...(state?.consent !== undefined && { consent: state.consent }),
    ...(state?.segments?.surroundings !== undefined && { surroundings: state.segments.surroundings }),
    ...(state?.segments !== undefined && { scoreSteps: state.segments.scoreSteps }),
    ...(state?.ledger !== undefined && { offers: offerRecordsOf(state.ledger) }),
    ...(signals !== undefined && { signals }),
  };
}
