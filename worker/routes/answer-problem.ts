/** A problem as the answer to a request: RFC 9457, `application/problem+json`. */
import type { Problem } from "../../wire/collect.ts";

/** Seconds after which an overloaded Worker may be asked again. */
const RETRY_AFTER_S = "2";

export function answerProblem(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "private, no-store",
      ...(problem.status === 503 && { "retry-after": RETRY_AFTER_S }),
      ...headers,
    },
  });
}
