/** Segments may name one another, but never themselves by any way round, nor through too many. Checked at publishing. */
import { CONDITION_LIMITS } from "../../../wire/condition-limits.ts";
import type { Condition, ConditionProblem } from "../../../wire/condition.ts";
import { at } from "../conditions/check-fields.ts";

interface NamedCondition {
  id: string;
  condition: { when: Condition };
}

/** Id of a condition that is no segment yet: not one that a segment could have. */
export const CANDIDATE = "";

interface Reference {
  id: string;
  /** JSON pointer within the segment. */
  path: string;
}

/**
 * What is wrong with how segments refer to one another. Paths are pointers into `{segments}`.
 *
 * @param segments each checked by itself (`check-condition.ts`), ids distinct
 */
export function checkSegments(segments: readonly NamedCondition[]): ConditionProblem[] {
  const references = new Map(segments.map(({ id, condition }) => [id, referencesOf(condition.when)]));
  const depths = new Map<string, number>();
  const problems: ConditionProblem[] = [];
  for (const [index, { id }] of segments.entries()) {
    for (const { id: other, path } of references.get(id) ?? []) {
      const place = `/segments/${index}/condition/when${path}`;
      if (!references.has(other)) {
        problems.push({ path: place, detail: `there is no segment "${other}"; define it, or take it out here` });
        continue;
      }
      const circle = wayBack(other, id, references);
      if (circle !== undefined) {
        const way = [id, ...circle].map((one) => `"${one}"`).join(" → ");
        problems.push({ path: place, detail: `leads back to itself (${way}); break the circle` });
      }
    }
  }
  if (problems.length > 0) return problems;
  for (const [index, { id }] of segments.entries()) {
    const depth = depthOf(id, references, depths);
    if (depth > CONDITION_LIMITS.segmentDepth) {
      const detail = `refers to segments through ${depth} others; at most ${CONDITION_LIMITS.segmentDepth} are followed`;
      problems.push({ path: `/segments/${index}/condition`, detail });
    }
  }
  return problems;
}

/** Ids of the segments a condition names. */
export function referencesOf(condition: Condition, path = ""): Reference[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap((one, index) => referencesOf(one, at(`${path}/of`, index)));
    case "not":
      return referencesOf(condition.of, `${path}/of`);
    case "segment":
      return [{ id: condition.id, path: `${path}/id` }];
    default:
      return [];
  }
}

/** The ids from `from` to `to`, both included, where there is a way. */
function wayBack(from: string, to: string, references: ReadonlyMap<string, Reference[]>): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  const open = [from];
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    if (one === to) {
      const way = [];
      for (let step: string | undefined = one; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    for (const { id } of references.get(one) ?? []) {
      if (cameFrom.has(id)) continue;
      cameFrom.set(id, one);
      open.push(id);
    }
  }
  return undefined;
}

/** Segments on the longest way from `id`; there is no circle. */
function depthOf(id: string, references: ReadonlyMap<string, Reference[]>, known: Map<string, number>): number {
  const before = known.get(id);
  if (before !== undefined) return before;
  let depth = 0;
  for (const one of references.get(id) ?? []) depth = Math.max(depth, 1 + depthOf(one.id, references, known));
  known.set(id, depth);
  return depth;
}
