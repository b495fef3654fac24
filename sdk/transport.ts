/** One request, and what its answer means for the queue. */
import type { CollectRequest, CollectResponse, Problem } from "../wire/collect.ts";
import { retryAfterMs } from "./backoff.ts";

/** Milliseconds until an answer is given up. A decision that late is of no use, and the events are kept. */
const ANSWER_TIMEOUT_MS = 10_000;

export type Outcome =
  | { kind: "answered"; answer: CollectResponse }
  /** Too large: send less at once. */
  | { kind: "too_large" }
  /** The same request will never be taken. */
  | { kind: "refused"; reason: string; detail: string }
  /** Try again, not before so many milliseconds have passed. */
  | { kind: "failed"; detail: string; waitMs: number };

/** Statuses that ask to come back: timeout, too early, too many requests. */
const COME_BACK = new Set([408, 425, 429]);

/** Sends the request. Never rejects. */
export async function post(endpoint: string, request: CollectRequest): Promise<Outcome> {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      body: JSON.stringify(request),
      // A simple request (Fetch standard, CORS-safelisted): no preflight, so one round trip less.
      headers: { "content-type": "text/plain;charset=UTF-8" },
      credentials: "omit",
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    if (response.ok) {
      const answer = (await response.json()) as CollectResponse;
      // A hotel's login page answers 200 as well; only an answer that speaks for the events lets them go.
      if (Array.isArray(answer.decisions) && Array.isArray(answer.rejected)) return { kind: "answered", answer };
      return { kind: "failed", detail: "the answer is not Sameview's", waitMs: 0 };
    }
    if (response.status === 413) return { kind: "too_large" };
    if (response.status >= 400 && response.status < 500 && !COME_BACK.has(response.status)) {
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      return {
        kind: "refused",
        reason: problem.reason ?? `status_${response.status}`,
        detail: problem.detail ?? `The Worker answered ${response.status}.`,
      };
    }
    const waitMs = retryAfterMs(response.headers.get("retry-after"), Date.now());
    return { kind: "failed", detail: `The Worker answered ${response.status}.`, waitMs };
  } catch (error) {
    return { kind: "failed", detail: String(error), waitMs: 0 };
  }
}
