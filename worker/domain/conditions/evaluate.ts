/** START HERE: does a condition hold for this visitor now? `holds` for the way of a request, `evaluate` with the reasons. */
import type { Condition, ConditionLeaf, ConditionReason, SegmentCondition } from "../../../wire/condition.ts";
import { findCampaign, findEvent, findOffer } from "./count-leaves.ts";
import { describeFinding } from "./describe-finding.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { findScore, findScoreBand, findScoreCrossing } from "./score-leaves.ts";
import { findMoment, findProduct, findSignal } from "./site-leaves.ts";
import { findDateRange, findSeason, findTimeOfDay, findWeekday } from "./time-leaves.ts";
import {
  findAffinity,
  findConsent,
  findDevice,
  findGeography,
  findLanguage,
  findPreference,
  findProperty,
  findTrait,
} from "./visitor-leaves.ts";

/**
 * Whether the condition holds at `now` (epoch ms). The condition has been checked (`check-condition.ts`): its depth is
 * bounded and no segment leads back to itself.
 */
export function holds(condition: Condition, facts: Facts, now: number): boolean {
  switch (condition.kind) {
    case "all":
      for (const one of condition.of) if (!holds(one, facts, now)) return false;
      return true;
    case "any":
      for (const one of condition.of) if (holds(one, facts, now)) return true;
      return false;
    case "not":
      return !holds(condition.of, facts, now);
    default:
      return findLeaf(condition, facts, now).holds;
  }
}

/** The same answer with the reason of every node, in the order of the document; that of a segment where it is first named. */
export function evaluate(
  condition: Condition,
  facts: Facts,
  now: number,
): { holds: boolean; reasons: ConditionReason } {
  const reasons = reasonOf(condition, facts, now, new Set());
  return { holds: reasons.holds, reasons };
}

/** @param told segments whose reasons are told already: the tree would grow with every way through them */
function reasonOf(condition: Condition, facts: Facts, now: number, told: Set<string>): ConditionReason {
  switch (condition.kind) {
    case "all":
    case "any": {
      const of = condition.of.map((one) => reasonOf(one, facts, now, told));
      const answer = condition.kind === "all" ? of.every((one) => one.holds) : of.some((one) => one.holds);
      return { kind: condition.kind, holds: answer, of };
    }
    case "not": {
      const of = reasonOf(condition.of, facts, now, told);
      return { kind: "not", holds: !of.holds, of: [of] };
    }
    case "segment": {
      const finding = findSegment(condition, facts, now);
      const inner = told.has(condition.id) ? undefined : facts.segments.get(condition.id);
      told.add(condition.id);
      return {
        ...leafReason(condition, finding),
        ...(inner !== undefined && { of: [reasonOf(inner, facts, now, told)] }),
      };
    }
    default:
      return leafReason(condition, findLeaf(condition, facts, now));
  }
}

function leafReason(leaf: ConditionLeaf, finding: Finding): ConditionReason {
  return {
    kind: leaf.kind,
    holds: finding.holds,
    fact: describeFinding(leaf, finding),
    ...(finding.atLeast && { atLeast: true }),
  };
}

function findLeaf(leaf: ConditionLeaf, facts: Facts, now: number): Finding {
  switch (leaf.kind) {
    case "property":
      return findProperty(leaf, facts, now);
    case "trait":
      return findTrait(leaf, facts, now);
    case "affinity":
      return findAffinity(leaf, facts);
    case "event":
      return findEvent(leaf, facts, now);
    case "score":
      return findScore(leaf, facts, now);
    case "score_band":
      return findScoreBand(leaf, facts, now);
    case "score_crossing":
      return findScoreCrossing(leaf, facts, now);
    case "preference":
      return findPreference(leaf, facts);
    case "consent":
      return findConsent(leaf, facts);
    case "geography":
      return findGeography(leaf, facts);
    case "device":
      return findDevice(leaf, facts);
    case "language":
      return findLanguage(leaf, facts);
    case "weekday":
      return findWeekday(leaf, facts, now);
    case "time_of_day":
      return findTimeOfDay(leaf, facts, now);
    case "date_range":
      return findDateRange(leaf, facts, now);
    case "season":
      return findSeason(leaf, facts, now);
    case "campaign":
      return findCampaign(leaf, facts, now);
    case "offer":
      return findOffer(leaf, facts, now);
    case "moment":
      return findMoment(leaf, facts, now);
    case "product":
      return findProduct(leaf, facts, now);
    case "signal":
      return findSignal(leaf, facts, now);
    case "segment":
      return findSegment(leaf, facts, now);
  }
}

/** A segment that is not published any more has no members. */
function findSegment({ id }: SegmentCondition, facts: Facts, now: number): Finding {
  const condition = facts.segments.get(id);
  if (condition === undefined) return { holds: false };
  const member = facts.membership(id, now, () => holds(condition, facts, now));
  return { holds: member, found: member };
}
