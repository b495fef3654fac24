/** Decisions for somebody who looks at a draft: by the draft, as whom they asked to be, and counted nowhere. */
import type { Decision } from "../../wire/decision.ts";
import { decide } from "../domain/decide.ts";
import { previewDefinitions } from "../domain/offers/preview-definitions.ts";
import type { Env } from "../env.ts";
import { checkDefinitions } from "../intake/check-settings.ts";
import { readPreview } from "../site/preview-token.ts";
import type { SiteState } from "../site/site-state.ts";
import { decideInput, type Asked, type KnownVisitor } from "../visitor/decide-for.ts";

/**
 * Without tokens, so that nothing of it can be reported.
 *
 * @param token of the preview link; one that has ended or was made up is decided to nothing, which says so
 */
export async function decidePreview(
  env: Env,
  siteId: string,
  site: SiteState,
  asked: Asked,
  token: string,
): Promise<Decision[]> {
  const preview = readPreview(site.signingKey, token, asked.receivedAt);
  if (preview === undefined) return ended(site, asked);
  const draft = await env.SITE.getByName(siteId).previewedDefinitions();
  // A draft that could not be published cannot be decided by either: its last publishable state stands in.
  const checked = checkDefinitions(draft);
  const definitions = checked.ok ? checked.value : site.definitions;
  const now = preview.at ?? asked.receivedAt;
  const shown = preview.offer === undefined ? definitions : previewDefinitions(definitions, preview.offer, now);
  const visitor = preview.visitor === undefined ? undefined : await visitorOf(env, siteId, preview.visitor);
  const input = decideInput(
    { ...site, definitions: shown },
    { ...asked, receivedAt: now, personal: visitor !== undefined },
    visitor,
  );
  return decide(input).map((decision) => (decision.kind === "none" ? decision : { ...decision, token: "" }));
}

function ended(site: SiteState, { placements }: Asked): Decision[] {
  return placements.map(({ id }, index) => ({
    id: `preview.${index}`,
    placement: id,
    kind: "none",
    reason: "DISABLED",
    why: "this preview link has ended; make a new one in the console",
    probability: 1,
    model: site.model.version,
    definitions: site.definitionsVersion,
  }));
}

async function visitorOf(env: Env, siteId: string, id: string): Promise<KnownVisitor | undefined> {
  // The runtime's types for what crosses between objects give up on a profile's open records; it crosses whole.
  const everything = (await env.VISITOR.getByName(`${siteId}:${id}`).export()) as Omit<KnownVisitor, "id"> | undefined;
  return everything && { id, profile: everything.profile, state: everything.state };
}
