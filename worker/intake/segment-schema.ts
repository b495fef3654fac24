/** Segments as somebody wrote them: each condition by the closed language, and none leading back to itself. */
import * as v from "valibot";
import type { ConditionProblem } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";
import { checkCondition } from "../domain/conditions/check-condition.ts";
import { isZone } from "../domain/conditions/zone-clock.ts";
import { checkSegments } from "../domain/segments/check-segments.ts";

/** Each is asked at every event of every visitor: a hundred take well below a millisecond. */
const MOST_SEGMENTS = 100;

const segment = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,64}$/, "must be 1–64 of a–z 0–9 _ -")),
  name: v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"), v.maxLength(200)),
  condition: v.unknown(),
});

export const segmentsSchema = v.pipe(
  v.array(segment),
  v.maxLength(MOST_SEGMENTS, `must be at most ${MOST_SEGMENTS}`),
  v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, "two segments have the same id"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const [problem] = problemsOf(dataset.value);
    if (problem !== undefined) addIssue({ message: `${problem.path} ${problem.detail}` });
  }),
);

/** A zone of the IANA database. */
export const zoneSchema = v.pipe(v.string(), v.check(isZone, "must be a zone such as Europe/Madrid"));

/** Paths are pointers into `{segments}`. */
function problemsOf(segments: readonly { id: string; condition: unknown }[]): ConditionProblem[] {
  const problems = segments.flatMap(({ condition }, index) => {
    const checked = checkCondition(condition);
    if (checked.ok) return [];
    return checked.problems.map(({ path, detail }) => ({ path: `/segments/${index}/condition${path}`, detail }));
  });
  return problems.length > 0 ? problems : checkSegments(segments as SegmentDefinition[]);
}
