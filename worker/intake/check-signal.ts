/** A signal as somebody sent it → checked, or a problem that names the field. */
import * as v from "valibot";
import type { Problem } from "../../wire/collect.ts";
import type { SignalRequest } from "../../wire/segments.ts";
import { requestProblem } from "./problem.ts";
import { bad, good, type Result } from "./result.ts";

export const SIGNAL_NAME = /^[a-z0-9_-]{1,64}$/;

/** A year: what lasts longer is a definition, not a signal. */
const LONGEST_SECONDS = 31_536_000;
const MOST_TEXT = 200;

const signal = v.strictObject({
  value: v.union(
    [v.pipe(v.string(), v.maxLength(MOST_TEXT)), v.pipe(v.number(), v.finite()), v.boolean()],
    `send a text of at most ${MOST_TEXT} characters, a number, true or false`,
  ),
  forSeconds: v.pipe(
    v.number(),
    v.integer("send whole seconds"),
    v.minValue(1, "send at least 1"),
    v.maxValue(LONGEST_SECONDS, `send at most ${LONGEST_SECONDS}, a year`),
  ),
});

export function checkSignal(raw: unknown): Result<SignalRequest, Problem> {
  const result = v.safeParse(signal, raw, { abortEarly: true });
  if (result.success) return good(result.output);
  const [issue] = result.issues;
  return bad(requestProblem("bad_request", [v.getDotPath(issue), issue.message].filter(Boolean).join(": ")));
}
