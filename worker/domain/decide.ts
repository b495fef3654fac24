/**
 * START HERE: what each placement on the page shows, why, and how probable that was.
 *
 * Pure: the profile, the page, the site's definitions, catalogue and model, the time and the chance all come in; the
 * same input gives the same output, byte for byte.
 */
import type { CollectRequest, PageContext, PlacementRequest } from "../../wire/collect.ts";
import type { Candidate, ProductCard } from "../../wire/decision.ts";
import type { Definitions, PlacementDefinition } from "../../wire/definitions.ts";
import { cardFor } from "./catalogue/product-card.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { chanceOf } from "./chance.ts";
import type { OwnFacts, SiteFacts } from "./conditions/visitor-facts.ts";
import type { DecisionBase, UnsignedDecision } from "./decision-base.ts";
import { contextOf, type DecisionContext } from "./decision-context.ts";
import type { ContactLedger } from "./offers/contact-ledger.ts";
import { decideOffer, type OfferIntent, type OfferOutcome } from "./offers/decide-offer.ts";
import { drawAmong } from "./offers/draw.ts";
import { inLocale } from "./offers/locale-chain.ts";
import { offersOf } from "./offers/offers-of.ts";
import type { OfferStandings } from "./offers/offer-standings.ts";
import type { Profile } from "./profile/profile.ts";
import { nextBest } from "./recommend/next-best.ts";
import type { RecommendModel } from "./recommend/recommend-model.ts";
import { rowInput, rowLength } from "./recommend/row-input.ts";
import type { Scorecard } from "./score/scorecard.ts";

export { isHeldOut } from "./offers/decide-offer.ts";

/** What all decisions of one site share. */
export interface DecisionBasis {
  definitions: Definitions;
  definitionsVersion: number;
  catalogue: Catalogue;
  /** Missing where nobody counts them. */
  catalogueVersion?: number;
  model: RecommendModel;
  /** Missing: the one in the bundle. */
  scorecard?: Scorecard;
  /** BCP 47 tag for pages that name none. */
  locale: string;
  /** IANA zone of the shop, in which schedules are meant; missing: `UTC`. */
  timeZone?: string;
  /** What conditions may ask of the site besides its catalogue: segments, news of products. */
  site?: SiteFacts;
  /** What is used up, and what all visitors' answers to the offers have taught; missing: nothing yet. */
  standings?: OfferStandings;
}

export interface DecideInput extends DecisionBasis {
  placements: readonly PlacementRequest[];
  page: PageContext | undefined;
  profile: Profile;
  /** What conditions may ask besides profile and ledger: surroundings, moments, signals. */
  own?: OwnFacts;
  /** What this visitor has seen and done of the offers; missing: nothing. */
  ledger?: ContactLedger;
  /** What draws stick to: the visitor's id; for a stranger without consent, anything of this request. */
  subject: string;
  /** Whether the visitor allows personal decisions. Without, only the page counts. */
  personal: boolean;
  explain: NonNullable<CollectRequest["explain"]>;
  /** Epoch ms. */
  now: number;
  /** Unique for this request: decision ids begin with it. */
  requestId: string;
}

export interface Decided {
  /** One for each placement asked for, in the order asked. */
  decisions: UnsignedDecision[];
  /** Which offers were meant for whom, those held back included. */
  intents: OfferIntent[];
}

/** One decision for each placement asked for, in the order asked. */
export function decide(input: DecideInput): UnsignedDecision[] {
  return decideWithIntents(input).decisions;
}

/**
 * The same, with what was intended.
 *
 * @param supposeClaims as if every code and piece of stock that an offer needs could be had: asked beforehand, to know
 *   which have to be fetched
 */
export function decideWithIntents(input: DecideInput, supposeClaims = false): Decided {
  const context = contextOf(input, supposeClaims);
  const decided: Decided = { decisions: [], intents: [] };
  for (const [index, request] of input.placements.entries()) {
    const base = {
      id: `${input.requestId}.${index}`,
      placement: request.id,
      model: input.model.version,
      definitions: input.definitionsVersion,
    };
    const placement = input.definitions.placements.find((one) => one.id === request.id);
    const { decision, intent } = decideOne(input, context, placement, base, request.limit);
    decided.decisions.push(decision);
    if (intent !== undefined) decided.intents.push(intent);
  }
  return decided;
}

function decideOne(
  input: DecideInput,
  context: DecisionContext,
  placement: PlacementDefinition | undefined,
  base: DecisionBase,
  asked: number | undefined,
): OfferOutcome {
  if (placement === undefined) {
    const why = `no placement "${base.placement}" is defined`;
    return { decision: { ...base, kind: "none", reason: "UNKNOWN_PLACEMENT", why, probability: 1 } };
  }
  if (placement.kind === "products") return { decision: decideProducts(input, context, placement, base, asked) };
  const { definitions, subject, page, locale } = input;
  const asking = {
    placement,
    offers: offersOf(definitions, placement.id),
    definitions,
    situation: context.situation,
    subject,
    draw: (ids: readonly string[]) =>
      drawAmong(
        ids,
        input.standings?.posteriors.get(placement.id),
        context.choice,
        chanceOf(`${placement.id}|${subject}|${context.session}`),
      ),
    context: context.choice,
    fits: context.fits,
    pageLocale: page?.locale,
    siteLocale: locale,
    recommend: (limit: number) => cardsOf(input, recommended(input, context, limit, placement).chosen),
    explain: input.explain,
  };
  return decideOffer(asking, base);
}

function decideProducts(
  input: DecideInput,
  context: DecisionContext,
  placement: PlacementDefinition,
  base: DecisionBase,
  asked: number | undefined,
): UnsignedDecision {
  const { catalogue, page, explain } = input;
  const limit = rowLength(asked, placement.limit);
  const { chosen, probability, lost } = recommended(input, context, limit, placement);
  const products = cardsOf(input, chosen);
  const first = products[0];
  const candidates: { candidates?: Candidate[] } = explain
    ? {
        candidates: [
          ...products.map(({ id, title, reason, why }) => ({ id, name: title, chosen: true, reason, detail: why })),
          ...lost.map(({ index, reason, detail }) => {
            const { id, title } = cardFor(catalogue, index, page?.locale ?? input.locale);
            return { id, name: title, chosen: false, reason, detail };
          }),
        ],
      }
    : {};
  if (first === undefined) {
    return {
      ...base,
      kind: "none",
      reason: "NO_CANDIDATES",
      why: "the catalogue has nothing more that may be shown",
      probability: 1,
      ...candidates,
    };
  }
  const { languageFallbacks } = input.definitions;
  return {
    ...base,
    kind: "products",
    reason: first.reason,
    why: first.why,
    probability,
    headline: inLocale(placement.headline ?? {}, page?.locale, input.locale, languageFallbacks) ?? placement.name,
    products,
    ...candidates,
  };
}

function recommended(
  { model, catalogue, definitions, subject, page, now, explain }: DecideInput,
  { interest, grounds, session }: DecisionContext,
  limit: number,
  placement: PlacementDefinition,
): ReturnType<typeof nextBest> {
  const drawnFor = { subject, session };
  return nextBest(
    rowInput({ model, catalogue, definitions, interest, page, limit, placement, drawnFor, grounds, explain, now }),
  );
}

function cardsOf(
  { catalogue, page, locale }: DecideInput,
  chosen: ReturnType<typeof nextBest>["chosen"],
): ProductCard[] {
  return chosen.map(({ index, reason, why }) => ({
    ...cardFor(catalogue, index, page?.locale ?? locale),
    reason,
    why,
  }));
}
