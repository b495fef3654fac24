/** Examples from a shop's log, through the real fold: the facts after each event, and whether the visit ended in a purchase. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { SESSION_GAP_MS } from "../../worker/domain/profile/sessions.ts";
import { readFeatures } from "../../worker/domain/score/features.ts";
import type { VisitExample } from "../../worker/domain/score/learn/learn-scorecard.ts";
import type { LoggedEvent } from "../replay/logs.ts";

export interface PrefixExample extends VisitExample {
  /** Epoch ms at which the visit began. */
  visitStart: number;
  /** Product views and cart adds of the visit so far: what the points rule counts. */
  views: number;
  carts: number;
}

/**
 * One example after each event of a visit until its first purchase: the facts then, and whether it came. The visitor's
 * earlier visits are in the profile; nothing later is.
 */
export function prefixExamples(logged: readonly LoggedEvent[]): PrefixExample[] {
  const examples: PrefixExample[] = [];
  for (const [visitor, events] of Map.groupBy(logged, (one) => one.visitor)) {
    const inOrder = events.map(({ event }) => event).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    let profile = emptyProfile();
    for (const visit of visitsOf(inOrder)) {
      const bought = visit.findIndex(({ name }) => name === "purchase");
      let views = 0;
      let carts = 0;
      visit.forEach((event, place) => {
        profile = foldEvents(profile, [event]);
        if (bought >= 0 && place >= bought) return;
        if (event.name === "view_item") views++;
        if (event.name === "add_to_cart") carts++;
        examples.push({
          owner: visitor,
          visitStart: visit[0]!.at,
          views,
          carts,
          values: readFeatures(profile, event.at),
          bought: bought >= 0,
        });
      });
    }
  }
  return examples;
}

function visitsOf(events: readonly BehaviourEvent[]): BehaviourEvent[][] {
  const visits: BehaviourEvent[][] = [];
  let last = -Infinity;
  for (const event of events) {
    if (event.at - last > SESSION_GAP_MS) visits.push([]);
    visits.at(-1)!.push(event);
    last = event.at;
  }
  return visits;
}
