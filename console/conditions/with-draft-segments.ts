/** A condition as it will be once the draft is published. Pure. */
import type { Condition } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";

/** Deeper, segments lead back to themselves: the draft's review says so. */
const DEPTH = 8;

/**
 * The Worker knows published segments only, and would ask them as they were: each is replaced by what the draft says of it.
 */
export function withDraftSegments(
  condition: Condition,
  segments: readonly SegmentDefinition[],
  depth = DEPTH,
): Condition {
  if (depth === 0) return condition;
  switch (condition.kind) {
    case "all":
    case "any":
      return { ...condition, of: condition.of.map((one) => withDraftSegments(one, segments, depth)) };
    case "not":
      return { ...condition, of: withDraftSegments(condition.of, segments, depth) };
    case "segment": {
      const segment = segments.find(({ id }) => id === condition.id);
      return segment === undefined ? condition : withDraftSegments(segment.condition.when, segments, depth - 1);
    }
    default:
      return condition;
  }
}
