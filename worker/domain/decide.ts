/**
 * START HERE: what each placement on the page shows, why, and how probable that was.
 *
 * Pure: the profile, the page, the site's definitions, catalogue and model, the time and the chance all come in; the
 * same input gives the same output, byte for byte.
 */
import type { CollectRequest, PageContext, PlacementRequest } from "../../wire/collect.ts";
import type { Candidate, Decision, OfferContent, ProductCard } from "../../wire/decision.ts";
import type { Definitions, PlacementDefinition } from "../../wire/definitions.ts";
import { cardFor } from "./catalogue/product-card.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { chanceOf } from "./chance.ts";
import { chooseOffer } from "./offers/choose-offer.ts";
import type { AudienceFacts } from "./offers/eligibility.ts";
import { cartLines } from "./profile/cart.ts";
import { shares } from "./profile/decayed-sums.ts";
import type { Profile } from "./profile/profile.ts";
import { sessionCount } from "./profile/sessions.ts";
import { interestOf } from "./interest.ts";
import { merchandisingFor } from "./recommend/merchandising.ts";
import { nextBest, type Interest } from "./recommend/next-best.ts";
import type { RecommendModel } from "./recommend/recommend-model.ts";
import { engagementValue } from "./score/engagement-score.ts";

/** What all decisions of one site share. */
export interface DecisionBasis {
  definitions: Definitions;
  definitionsVersion: number;
  catalogue: Catalogue;
  model: RecommendModel;
  /** BCP 47 tag for pages that name none. */
  locale: string;
}

export interface DecideInput extends DecisionBasis {
  placements: readonly PlacementRequest[];
  page: PageContext | undefined;
  profile: Profile;
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

/** A decision that has not been signed yet: the shell adds the token. */
export type UnsignedDecision = Decision extends infer D ? (D extends { token: string } ? Omit<D, "token"> : D) : never;

/** Products shown where neither the placement nor the page says how many. */
const DEFAULT_LIMIT = 4;
/** Greatest row of products ever asked for. */
const MOST_PRODUCTS = 24;

/** One decision for each placement asked for, in the order asked. */
export function decide(input: DecideInput): UnsignedDecision[] {
  const context = contextOf(input);
  return input.placements.map((request, index) => {
    const base = {
      id: `${input.requestId}.${index}`,
      placement: request.id,
      model: input.model.version,
      definitions: input.definitionsVersion,
    };
    const placement = input.definitions.placements.find((one) => one.id === request.id);
    if (placement === undefined) {
      return {
        ...base,
        kind: "none",
        reason: "UNKNOWN_PLACEMENT",
        why: `no placement "${request.id}" is defined`,
        probability: 1,
      };
    }
    return placement.kind === "offer"
      ? decideOffer(input, context, placement, base)
      : decideProducts(input, context, placement, base, request.limit);
  });
}

/** Computed once for all placements of a request. */
interface Context {
  facts: AudienceFacts;
  interest: Interest;
  /** Draws stay as they are within a session, so that a banner does not flicker between pages. */
  session: number;
}

type Base = Pick<Decision, "id" | "placement" | "model" | "definitions">;

function contextOf({ profile, page, now, personal }: DecideInput): Context {
  const known = personal && profile.events > 0;
  const cart = known ? cartLines(profile.cart) : [];
  const favourite = known ? shares(profile.categories)[0]?.name : undefined;
  const lastPurchaseAt = known ? profile.purchases.latest[0]?.at : undefined;
  return {
    facts: {
      score: known ? engagementValue(profile, now) : 0,
      cartItems: cart.length,
      now,
      ...(favourite !== undefined && { favouriteCategory: favourite }),
      ...(lastPurchaseAt !== undefined && { lastPurchaseAt }),
    },
    interest: interestOf(known ? profile : undefined, page, now),
    session: sessionCount(profile.sessions),
  };
}

function decideOffer(
  input: DecideInput,
  context: Context,
  placement: PlacementDefinition,
  base: Base,
): UnsignedDecision {
  const { definitions, subject, explain, page, locale } = input;
  const offers = definitions.offers.filter((offer) => offer.placement === placement.id);
  // Without an id nobody stays in a group, so nobody is held out.
  const holdout = input.personal ? definitions.holdout : 0;
  const held = isHeldOut(subject, holdout);
  const choice = chooseOffer(offers, context.facts, chanceOf(`${placement.id}|${subject}|${context.session}`));
  const candidates = explain ? { candidates: held ? heldBack(choice.candidates) : choice.candidates } : {};
  if (choice.offer === undefined) {
    return { ...base, kind: "none", reason: choice.reason, why: choice.why, probability: 1, ...candidates };
  }
  if (held) {
    return {
      ...base,
      kind: "none",
      reason: "HOLDOUT",
      why: `would have been "${choice.offer.name}", but this visitor is in the hold-out group`,
      probability: holdout,
      ...candidates,
    };
  }
  return {
    ...base,
    kind: "offer",
    reason: choice.reason,
    why: choice.why,
    probability: choice.probability * (1 - holdout),
    offer: {
      id: choice.offer.id,
      ...(inLocale(choice.offer.content, page?.locale, locale) ?? { headline: choice.offer.name }),
    },
    ...candidates,
  };
}

/**
 * In the group that sees no offers, so that their effect can be measured? Sticky: depends on the visitor only, not on
 * placement, offer or time.
 */
export function isHeldOut(subject: string, share: number): boolean {
  return share > 0 && chanceOf(`holdout|${subject}`) < share;
}

function heldBack(candidates: readonly Candidate[]): Candidate[] {
  return candidates.map((one) =>
    one.chosen ? { ...one, chosen: false, reason: "HOLDOUT", detail: "this visitor is in the hold-out group" } : one,
  );
}

function decideProducts(
  input: DecideInput,
  context: Context,
  placement: PlacementDefinition,
  base: Base,
  asked: number | undefined,
): UnsignedDecision {
  const { catalogue, model, page, now, explain } = input;
  const limit = Math.min(asked ?? MOST_PRODUCTS, placement.limit ?? DEFAULT_LIMIT, MOST_PRODUCTS);
  const { chosen, probability, lost } = nextBest({
    model,
    catalogue,
    interest: context.interest,
    page: page ?? {},
    limit,
    now,
    explain,
    ...(placement.relation !== undefined && { relation: placement.relation }),
    merchandising: merchandisingFor(input.definitions, catalogue, placement.id),
    chance: chanceOf(`explore|${placement.id}|${input.subject}|${context.session}`),
  });
  const pageLocale = page?.locale ?? input.locale;
  const products: ProductCard[] = chosen.map(({ index, reason, why }) => ({
    ...cardFor(catalogue, index, pageLocale),
    reason,
    why,
  }));
  const first = products[0];
  const candidates: { candidates?: Candidate[] } = explain
    ? {
        candidates: [
          ...products.map(({ id, title, reason, why }) => ({ id, name: title, chosen: true, reason, detail: why })),
          ...lost.map(({ index, reason, detail }) => {
            const { id, title } = cardFor(catalogue, index, pageLocale);
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
  return {
    ...base,
    kind: "products",
    reason: first.reason,
    why: first.why,
    probability,
    headline: inLocale(placement.headline ?? {}, page?.locale, input.locale) ?? placement.name,
    products,
    ...candidates,
  };
}

/** The text in the page's language, by primary subtag; else the site's, else English, else whichever there is. */
function inLocale<T extends string | OfferContent>(
  texts: Record<string, T>,
  page: string | undefined,
  site: string,
): T | undefined {
  for (const tag of [page, site, "en"]) {
    const subtag = tag?.split("-")[0]?.toLowerCase();
    if (subtag !== undefined && Object.hasOwn(texts, subtag)) return texts[subtag]!;
  }
  return Object.values(texts)[0];
}
