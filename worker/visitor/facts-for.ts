/** What conditions may ask of a visitor, put together from the visitor's object and what the isolate holds of the site. */
import type { PageContext } from "../../wire/collect.ts";
import type { Facts } from "../domain/conditions/facts.ts";
import { DEFAULT_ZONE, visitorFacts, type OwnFacts, type SiteFacts } from "../domain/conditions/visitor-facts.ts";
import { offerRecordsOf } from "../domain/offers/eligibility.ts";
import type { Profile } from "../domain/profile/profile.ts";
import type { SiteState } from "../site/site-state.ts";
import type { VisitorState } from "./visitor-state.ts";

/** What the visitor's object keeps that conditions may ask of. */
export type AskedState = Pick<VisitorState, "consent" | "segments" | "ledger">;

/** @param own facts that others keep, such as moments */
export function factsFor(
  site: SiteState,
  profile: Profile,
  state: AskedState | undefined,
  page?: PageContext,
  own: OwnFacts = {},
): Facts {
  return visitorFacts(profile, siteFactsOf(site), {
    shopZone: site.settings.timeZone ?? DEFAULT_ZONE,
    ...(page?.locale !== undefined && { locale: page.locale }),
    ...ownFactsOf(site, state),
    ...own,
  });
}

export function siteFactsOf({ definitions, catalogue, productNews }: SiteState): SiteFacts {
  return {
    catalogue,
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
