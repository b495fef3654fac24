/** Changes to the draft's segments. */
import { CONDITION_VERSION, type Condition } from "../../wire/condition.ts";
import type { Offer, SegmentDefinition } from "../../wire/definitions.ts";
import { change, working } from "../desk/desk-state.ts";
import { freeId, slugOf } from "../desk/free-id.ts";

/** A new segment. @returns its id */
export function addSegment(name: string, condition: Condition): string {
  const id = freeId(slugOf(name), "segment", working.value?.segments ?? []);
  const segment: SegmentDefinition = { id, name, condition: { version: CONDITION_VERSION, when: condition } };
  change(`segments.${id}`, (definitions) => ({
    ...definitions,
    segments: [...(definitions.segments ?? []), segment],
  }));
  return id;
}

export function changeSegment(
  id: string,
  field: string,
  next: (segment: SegmentDefinition) => SegmentDefinition,
): void {
  change(`segments.${id}.${field}`, (definitions) => ({
    ...definitions,
    segments: definitions.segments?.map((segment) => (segment.id === id ? next(segment) : segment)) ?? [],
  }));
}

export function removeSegment(id: string): void {
  change(`segments.${id}`, (definitions) => ({
    ...definitions,
    segments: definitions.segments?.filter((segment) => segment.id !== id) ?? [],
  }));
}

/** Offers and other segments of the draft that ask for this one. */
export function usersOf(id: string): { offers: Offer[]; segments: SegmentDefinition[] } {
  const { offers = [], segments = [] } = working.value ?? {};
  return {
    offers: offers.filter(({ eligibility }) => eligibility !== undefined && asksFor(eligibility.when, id)),
    segments: segments.filter((segment) => segment.id !== id && asksFor(segment.condition.when, id)),
  };
}

function asksFor(condition: Condition, segment: string): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.some((part) => asksFor(part, segment));
    case "not":
      return asksFor(condition.of, segment);
    case "segment":
      return condition.id === segment;
    default:
      return false;
  }
}
