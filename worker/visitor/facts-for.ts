/** What conditions may ask of a visitor, put together from the visitor's object and what the isolate holds of the site. */
import type { PageContext } from "../../wire/collect.ts";
import type { Facts } from "../domain/conditions/facts.ts";
import { DEFAULT_ZONE, visitorFacts, type OwnFacts } from "../domain/conditions/visitor-facts.ts";
import type { Profile } from "../domain/profile/profile.ts";
import type { SiteState } from "../site/site-state.ts";
import type { VisitorState } from "./visitor-state.ts";

/** @param own facts that others keep, such as moments or what was done with offers */
export function factsFor(
  site: SiteState,
  profile: Profile,
  state: Pick<VisitorState, "consent" | "segments"> | undefined,
  page?: PageContext,
  own: OwnFacts = {},
): Facts {
  const { settings, definitions, catalogue, productNews, signals } = site;
  return visitorFacts(
    profile,
    {
      catalogue,
      ...(productNews !== undefined && { news: productNews }),
      ...(definitions.segments !== undefined && { segments: definitions.segments }),
    },
    {
      shopZone: settings.timeZone ?? DEFAULT_ZONE,
      ...(state?.consent !== undefined && { consent: state.consent }),
      ...(state?.segments?.surroundings !== undefined && { surroundings: state.segments.surroundings }),
      ...(state?.segments !== undefined && { scoreSteps: state.segments.scoreSteps }),
      ...(page?.locale !== undefined && { locale: page.locale }),
      ...(signals !== undefined && { signals }),
      ...own,
    },
  );
}
