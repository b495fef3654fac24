/** What came of offers, from the reports' counts: each against those it was withheld from, and those it is drawn among. */
import type { Definitions, Offer } from "../../../wire/definitions.ts";
import type { OfferReport, PlacementReport, WhatIf } from "../../../wire/reports.ts";
import { hash53 } from "../chance.ts";
import { addOutcomes, noOutcomes, totalOutcomes, type OutcomesByArm } from "../experiments/arm-outcomes.ts";
import { evaluateAlways, type LoggedChoice } from "../experiments/off-policy.ts";
import { lastChange, SINCE_EVER, type SharesSince } from "../experiments/shares-since.ts";
import { summarise } from "../experiments/summarise.ts";
import { describeKey } from "../bandit/context.ts";
import { CHOICE_FEATURES } from "./choice-context.ts";
import { ALL_OFFERS } from "./all-offers.ts";
import type { LoggedDraw } from "./logged-draw.ts";
import { addRollUp, groupTotal, type RollUp } from "./roll-up.ts";

/** One offer's one day, of one shard. */
export interface DayOfOffer {
  offer: string;
  /** Days since 1970, UTC. */
  day: number;
  rollUp: RollUp;
}

const DAY_MS = 86_400_000;
const GROUPS = ["shown", "control", "holdout"] as const;
/** Of the bootstrap: the interval's ends move by less than a hundredth of its width from seed to seed. */
const SEED = "what-if";

/**
 * @param days of all shards, in any order
 * @param since when shares last changed
 */
export function offerReports(
  definitions: Definitions,
  days: readonly DayOfOffer[],
  since: SharesSince = SINCE_EVER,
): OfferReport[] {
  const byOffer = new Map<string, DayOfOffer[]>();
  for (const one of days) {
    if (one.offer === ALL_OFFERS) continue;
    const list = byOffer.get(one.offer) ?? [];
    list.push(one);
    byOffer.set(one.offer, list);
  }
  const defined = definitions.offers.map((offer) =>
    offerReport(offer, definitions, byOffer.get(offer.id) ?? [], since),
  );
  // Counts outlive the offer: what was learnt of it stays readable.
  const gone = [...byOffer].filter(([id]) => !definitions.offers.some((offer) => offer.id === id));
  return [
    ...defined,
    ...gone.map(([id, own]) => reportOf(id, id, own, { holdout: definitions.holdout, control: 0 }, since)),
  ];
}

function offerReport(
  offer: Offer,
  { holdout }: Definitions,
  days: readonly DayOfOffer[],
  since: SharesSince,
): OfferReport {
  return {
    ...reportOf(offer.id, offer.name, days, { holdout, control: offer.control ?? 0 }, since),
    placement: offer.placement,
    status: offer.status,
  };
}

export function reportOf(
  id: string,
  name: string,
  days: readonly DayOfOffer[],
  { holdout, control }: { holdout: number; control: number },
  since: SharesSince,
): OfferReport {
  const outcomes: OutcomesByArm = { shown: {} };
  const total: RollUp = { placement: "", groups: {} };
  for (const { day, rollUp } of days) {
    total.placement = rollUp.placement;
    addRollUp(total, rollUp);
    for (const group of GROUPS) {
      if (rollUp.groups[group] === undefined) continue;
      const date = dateOf(day);
      const own = (outcomes[group] ??= {});
      own[date] = addOutcomes(own[date] ?? noOutcomes(), groupTotal(rollUp, group));
    }
  }
  const { exposures, redemptions } = groupTotal(total, "shown");
  const baseline = control > 0 ? "control" : "holdout";
  outcomes[baseline] ??= {};
  const shares = { holdout, control: (1 - holdout) * control, shown: (1 - holdout) * (1 - control) };
  const changed = lastChange(since, id);
  const summary = summarise({
    outcomes,
    control: baseline,
    shares,
    // The day of the change has visitors of both divisions.
    ...(changed !== undefined && { sharesFrom: dateOf(Math.floor(changed / DAY_MS) + 1) }),
  });
  return {
    offer: id,
    name,
    placement: total.placement,
    status: "removed",
    exposures,
    redemptions,
    summary,
    days: outcomes,
    contexts: contextsOf(total),
  };
}

/** Offers of one placement side by side: of those drawn among, how probable each is the best. */
export function placementReports(definitions: Definitions, reports: readonly OfferReport[]): PlacementReport[] {
  return definitions.placements
    .filter(({ kind }) => kind === "offer")
    .flatMap(({ id }): PlacementReport[] => {
      const own = reports.filter(({ placement, status }) => placement === id && status !== "removed");
      const arms = own.filter(({ days }) => totalOutcomes(days["shown"] ?? {}).enrolled > 0);
      if (arms.length < 2) return [];
      const outcomes = Object.fromEntries(arms.map(({ offer, days }) => [offer, days["shown"] ?? {}]));
      const { arms: summaries } = summarise({ outcomes, control: arms[0]!.offer });
      return [{ placement: id, arms: summaries.map(({ arm, chanceToBeBest }) => ({ offer: arm, chanceToBeBest })) }];
    });
}

/** What showing one offer always would have brought to those for whom it was among those drawn. */
export function whatIf(draws: readonly LoggedDraw[], placement: string, offer: string): WhatIf {
  const log = draws.filter(({ drawn }) => drawn.some(([id]) => id === offer));
  const seed = hash53(`${SEED}|${placement}|${offer}`);
  const asked = (reward: (draw: LoggedDraw) => number) => {
    const choices = log.map((draw): LoggedChoice => {
      return { context: draw.context, drawn: draw.drawn, arm: draw.offer, reward: reward(draw) };
    });
    const asItWas = choices.reduce((sum, one) => sum + one.reward, 0) / Math.max(1, choices.length);
    return { asItWas, always: evaluateAlways(choices, offer, seed) };
  };
  return {
    placement,
    offer,
    decisions: log.length,
    conversion: asked(({ converted }) => Number(converted)),
    revenue: asked(({ revenue }) => revenue),
  };
}

function contextsOf(total: RollUp): OfferReport["contexts"] {
  const shown = Object.entries(total.groups.shown ?? {});
  return shown.map(([key, { enrolled, exposed, clicked, converted, revenue }]) => ({
    kind: describeKey(CHOICE_FEATURES, key),
    enrolled,
    exposed,
    clicked,
    converted,
    revenue,
  }));
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
