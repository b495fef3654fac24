/** A profile's trail, and the taste that depends on it. */
import type { BehaviourEvent } from "../../../wire/event.ts";
import { straySearches } from "../moments/stray-search.ts";
import type { Profile } from "./profile.ts";
import { noTaste, settle, tasteWith } from "./taste.ts";
import { addStep, stepOf, type TrailStep } from "./trail.ts";

export function stepsOf(events: readonly BehaviourEvent[]): TrailStep[] {
  const steps: TrailStep[] = [];
  for (const event of events) {
    const step = stepOf(event);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

/** Leaves steps on the profile's trail, and settles what is pushed out. @returns whether there was a step */
export function leaveSteps(profile: Profile, steps: readonly TrailStep[]): boolean {
  const trail = (profile.trail ??= []);
  const settled = (profile.settled ??= noTaste());
  for (const step of steps) {
    const out = addStep(trail, step);
    if (out === undefined) continue;
    if (out.kind === "search") markStray(trail, out);
    else settle(settled, out);
  }
  return steps.length > 0;
}

/** A stray search leaves the trail before its looks do: they are told apart from now on by a mark. */
function markStray(trail: TrailStep[], search: TrailStep): void {
  const stray = straySearches([...trail, search]).find((one) => one.search === search);
  for (const look of stray?.looks ?? []) trail[trail.indexOf(look)] = { ...look, stray: true };
}

/** Makes the profile's taste what its trail and what is settled say. */
export function retaste(profile: Profile): void {
  const { categories, brands, price } = tasteWith(profile.settled ?? noTaste(), profile.trail ?? []);
  profile.categories = categories;
  profile.brands = brands;
  profile.price = price;
}
