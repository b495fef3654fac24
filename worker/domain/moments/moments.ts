/**
 * START HERE: what the stream of a visitor's events is about right now.
 *
 * Pure, from the profile's last steps and the time: a moment begins with an event and ends by itself ([MO-1]), so
 * between two events moments only end, each at its `until`.
 */
import type { Moment } from "../../../wire/console.ts";
import type { Profile } from "../profile/profile.ts";
import type { TrailStep } from "../profile/trail.ts";
import { comparison } from "./comparison.ts";
import { gift } from "./gift.ts";
import { hesitation } from "./hesitation.ts";
import { leaving } from "./leaving.ts";
import { straySearches } from "./stray-search.ts";
import { trouble } from "./trouble.ts";

const MINUTE_MS = 60_000;
/** After an order, thanks are due and offers are not: about as long as a thank-you page and a look around take. */
export const JUST_BOUGHT_MS = 30 * MINUTE_MS;
/** A stray search is worth mentioning while the visit lasts. */
export const STRAY_SEARCH_MS = 15 * MINUTE_MS;

/** Moments at `now` (epoch ms), the one that began last first. */
export function momentsOf(profile: Profile, now: number): Moment[] {
  const steps = profile.trail ?? [];
  const found = [
    hesitation(steps, now),
    comparison(steps, now),
    trouble(steps, now),
    leaving(steps, now),
    justBought(profile, now),
    gift(steps, now),
    straySearch(steps, now),
  ];
  return found
    .filter((moment) => moment !== undefined && moment.since <= now && now < moment.until)
    .sort((a, b) => b!.since - a!.since || (a!.name < b!.name ? -1 : 1)) as Moment[];
}

/** When the next of these moments ends, epoch ms; `undefined` where none is on: none begins by waiting. */
export function nextMomentChange(profile: Profile, now: number): number | undefined {
  const ends = momentsOf(profile, now).map(({ until }) => until);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function justBought({ purchases }: Profile, now: number): Moment | undefined {
  const last = purchases.latest.find(({ at }) => at <= now);
  return last && { name: "just_bought", since: last.at, until: last.at + JUST_BOUGHT_MS };
}

function straySearch(steps: readonly TrailStep[], now: number): Moment | undefined {
  // Most trails have none, and this is on the way of every request.
  if (!steps.some(({ kind }) => kind === "search")) return undefined;
  const last = straySearches(steps.filter(({ at }) => at <= now)).at(-1);
  return last && { name: "stray_search", since: last.shownAt, until: last.shownAt + STRAY_SEARCH_MS };
}
