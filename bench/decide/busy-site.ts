/** A site whose marketers are busy: 50 segments, 100 offers in four placements, a row of products; and visitors with a past. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import type { Condition } from "../../wire/condition.ts";
import type { Definitions, Offer, SegmentDefinition } from "../../wire/definitions.ts";
import type { Product } from "../../wire/product.ts";
import { emptyPosterior, type BanditPosterior } from "../../worker/domain/bandit/posterior.ts";
import { updatePosterior } from "../../worker/domain/bandit/update-posterior.ts";
import { CHOICE_SETTINGS, choiceKey } from "../../worker/domain/offers/choice-context.ts";
import {
  emptyLedger,
  noContact,
  withContact,
  withExposure,
  type ContactLedger,
} from "../../worker/domain/offers/contact-ledger.ts";
import type { OfferStandings } from "../../worker/domain/offers/offer-standings.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile, type Profile } from "../../worker/domain/profile/profile.ts";
import { fiveEvents, Walk } from "../collect/large-shop.ts";

export const SEGMENTS = 50;
export const OFFERS = 100;
const OFFER_PLACEMENTS = ["hero", "bar", "aside", "exit"];
const CATEGORIES = 12;
const HOUR_MS = 3_600_000;
/** Requests a visitor has made before: from one page to some fifty events. */
const MOST_BATCHES = 10;
/** Offers a visitor has seen lately. */
const SEEN = 8;

/** By number, one of the kinds of question that segments ask. */
function conditionOf(n: number): Condition {
  const category = `Category ${n % CATEGORIES}`;
  switch (n % 5) {
    case 0:
      return { kind: "affinity", to: "category", name: category, minShare: 0.2 };
    case 1:
      return { kind: "score", test: { op: "between", from: n % 40, to: (n % 40) + 50 } };
    case 2:
      return {
        kind: "event",
        name: "view_item",
        times: { atLeast: 1 + (n % 4) },
        within: { kind: "last", duration: { amount: 1 + (n % 7), unit: "days" } },
        where: [{ field: "item_category", test: { op: "equals", value: category } }],
      };
    case 3:
      return {
        kind: "not",
        of: { kind: "property", name: "days_since_last_order", test: { op: "less_than", value: 30 } },
      };
    default:
      return { kind: "event", name: "add_to_cart", times: { atMost: n % 3 }, within: { kind: "session" } };
  }
}

function segment(n: number): SegmentDefinition {
  const of = [conditionOf(n), { kind: "any" as const, of: [conditionOf(n + 1), conditionOf(n + 3)] }];
  return { id: `segment-${n}`, name: `Segment ${n}`, condition: { version: 1, when: { kind: "all", of } } };
}

function offer(n: number): Offer {
  const when: Condition = {
    kind: "any",
    of: [
      { kind: "segment", id: `segment-${n % SEGMENTS}` },
      { kind: "all", of: [conditionOf(n + 2), conditionOf(n)] },
    ],
  };
  return {
    id: `offer-${n}`,
    name: `Offer ${n}`,
    placement: OFFER_PLACEMENTS[n % OFFER_PLACEMENTS.length]!,
    status: "live",
    // Two thirds share the highest priority, so that the draw has many equals.
    priority: n % 3 === 0 ? 5 : 10,
    ...(n % 2 === 0 && { eligibility: { version: 1, when } }),
    content: { en: { headline: `Offer ${n}`, text: "While stocks last." }, es: { headline: `Oferta ${n}` } },
    caps: { perSession: 3, perDay: 5, lifetime: 40, minGapMinutes: 1 },
    stopAfter: ["conversion"],
    control: 0.05,
    budget: { exposures: 1_000_000 },
    ...(n % 4 === 0 && {
      schedule: {
        zone: "Europe/Madrid",
        from: "2026-01-01T00:00",
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        hours: [{ from: "06:00", to: "23:30" }],
      },
    }),
    ...(n % 5 === 0 && { promotes: { categories: [`Category ${n % CATEGORIES}`] } }),
    ...(n % 10 === 0 && { products: { source: "recommended", limit: 3 } }),
  };
}

export function busyDefinitions(): Definitions {
  return {
    placements: [
      ...OFFER_PLACEMENTS.map((id) => ({ id, name: id, kind: "offer" as const, caps: { perDay: 20 } })),
      { id: "row", name: "For you", kind: "products", limit: 4, headline: { en: "For you" } },
    ],
    offers: Array.from({ length: OFFERS }, (_, n) => offer(n)),
    holdout: 0.05,
    caps: { perDay: 20 },
    segments: Array.from({ length: SEGMENTS }, (_, n) => segment(n)),
  };
}

/** As after some weeks: every offer seen by every kind of visitor, and a budget counted. */
export function busyStandings(definitions: Definitions, now: number): OfferStandings {
  const dice = createDice(seedOf("standings"));
  const kinds = [0, 30, 70].flatMap((score) => [1, 2].map((sessions) => choiceKey(score, sessions)));
  const posteriors = OFFER_PLACEMENTS.map((placement): [string, BanditPosterior] => {
    const arms = definitions.offers.filter((one) => one.placement === placement).map(({ id }) => id);
    const outcomes = arms.flatMap((arm) =>
      kinds.map((context) => {
        const exposures = dice.whole(50, 500);
        const conversions = Math.round(exposures * 0.05 * (0.5 + dice.next()));
        return { arm, context, exposedAt: now - 72 * HOUR_MS, exposures, conversions, convertedAt: now - 71 * HOUR_MS };
      }),
    );
    const posterior = emptyPosterior(CHOICE_SETTINGS, now - 100 * HOUR_MS);
    return [placement, updatePosterior({ posterior, outcomes, now }).posterior];
  });
  return {
    version: 1,
    use: new Map(
      definitions.offers.map(({ id }) => [id, { exposures: dice.whole(0, 10_000), redemptions: dice.whole(0, 100) }]),
    ),
    emptyClaims: new Set(),
    posteriors: new Map(posteriors),
  };
}

export interface PastVisitor {
  id: string;
  profile: Profile;
  ledger: ContactLedger;
}

export function pastVisitor(
  products: readonly Product[],
  definitions: Definitions,
  n: number,
  now: number,
): PastVisitor {
  const dice = createDice(seedOf("visitor", n));
  const walk = new Walk(products, dice);
  let profile = emptyProfile();
  for (let batch = dice.whole(1, MOST_BATCHES); batch > 0; batch--) {
    profile = foldEvents(profile, fiveEvents(walk, `decide-${n}-${batch}-`, now - batch * 60_000));
  }
  let ledger = emptyLedger();
  for (let seen = 0; seen < SEEN; seen++) {
    const { id, placement } = dice.pick(definitions.offers);
    ledger = withContact(ledger, id, withExposure(noContact(placement), now - dice.whole(1, 40) * HOUR_MS));
  }
  return { id: `visitor-${n}`, profile, ledger };
}
