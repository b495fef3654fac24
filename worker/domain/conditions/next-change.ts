/**
 * When can the answer next change without the visitor doing anything? That instant becomes the object's alarm, so that
 * "has not come back for 7 days" is noticed on time, not in a nightly batch.
 */
import type { Condition, ConditionLeaf } from "../../../wire/condition.ts";
import { campaignChange, eventChange, offerChange } from "./count-leaves.ts";
import { holds } from "./evaluate.ts";
import type { Facts } from "./facts.ts";
import { sooner } from "./finding.ts";
import { scoreBandChange, scoreChange, scoreCrossingChange } from "./score-leaves.ts";
import { momentChange, productChange, signalChange } from "./site-leaves.ts";
import { dateRangeChange, seasonChange, timeOfDayChange, weekdayChange } from "./time-leaves.ts";
import { propertyChange, traitChange } from "./visitor-leaves.ts";

/**
 * Earliest instant after `now` (epoch ms) at which the answer can be another by time alone; `undefined`: never.
 * Never late: between `now` and then the answer stays. Sometimes early: then it is asked again, from there.
 */
export function nextChange(condition: Condition, facts: Facts, now: number): number | undefined {
  switch (condition.kind) {
    case "all":
      return groupChange(condition.of, false, facts, now);
    case "any":
      return groupChange(condition.of, true, facts, now);
    case "not":
      return nextChange(condition.of, facts, now);
    case "segment": {
      const inner = facts.segments.get(condition.id);
      return inner && facts.membershipChange(condition.id, now, () => nextChange(inner, facts, now));
    }
    default:
      return leafChange(condition, facts, now);
  }
}

/**
 * @param deciding the answer of one member that decides the group: `false` for all, `true` for any. While some decide,
 *   the group stays until each of them has changed; else it changes with the first member that does.
 */
function groupChange(of: readonly Condition[], deciding: boolean, facts: Facts, now: number): number | undefined {
  const deciders = of.filter((one) => holds(one, facts, now) === deciding);
  let change: number | undefined = deciders.length > 0 ? now : undefined;
  for (const one of deciders.length > 0 ? deciders : of) {
    const next = nextChange(one, facts, now);
    if (deciders.length === 0) change = sooner(change, next);
    else if (next === undefined) return undefined;
    else change = Math.max(change ?? now, next);
  }
  return change;
}

function leafChange(leaf: Exclude<ConditionLeaf, { kind: "segment" }>, facts: Facts, now: number): number | undefined {
  switch (leaf.kind) {
    case "property":
      return propertyChange(leaf, facts, now);
    case "trait":
      return traitChange(leaf, facts, now);
    case "event":
      return eventChange(leaf, facts, now);
    case "score":
      return scoreChange(leaf, facts, now);
    case "score_band":
      return scoreBandChange(leaf, facts, now);
    case "score_crossing":
      return scoreCrossingChange(leaf, facts, now);
    case "weekday":
      return weekdayChange(leaf, facts, now);
    case "time_of_day":
      return timeOfDayChange(leaf, facts, now);
    case "date_range":
      return dateRangeChange(leaf, facts, now);
    case "season":
      return seasonChange(leaf, facts, now);
    case "campaign":
      return campaignChange(leaf, facts, now);
    case "offer":
      return offerChange(leaf, facts, now);
    case "moment":
      return momentChange(leaf, facts, now);
    case "product":
      return productChange(leaf, facts, now);
    case "signal":
      return signalChange(leaf, facts, now);
    // These stay until the visitor, the page or the site says otherwise.
    case "affinity":
    case "preference":
    case "consent":
    case "geography":
    case "device":
    case "language":
      return undefined;
  }
}
