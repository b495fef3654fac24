/** Changes to the draft's placements, each named by its field so that undo knows where a step ends. */
import type { PlacementDefinition } from "../../wire/definitions.ts";
import { change } from "../desk/desk-state.ts";
import { withField } from "./offer-changes.ts";

export function addPlacement(placement: Pick<PlacementDefinition, "id" | "name" | "kind">): void {
  change(`placements.${placement.id}`, (definitions) => ({
    ...definitions,
    placements: [...definitions.placements, placement],
  }));
}

/** Sets one field; `undefined` takes it away. */
export function setPlacementField<Field extends keyof PlacementDefinition>(
  id: string,
  field: Field,
  value: PlacementDefinition[Field] | undefined,
  step: string = field,
): void {
  change(`placements.${id}.${step}`, (definitions) => ({
    ...definitions,
    placements: definitions.placements.map((one) => (one.id === id ? withField(one, field, value) : one)),
  }));
}

export function removePlacement(id: string): void {
  change(`placements.${id}`, (definitions) => ({
    ...definitions,
    placements: definitions.placements.filter((one) => one.id !== id),
  }));
}
