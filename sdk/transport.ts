/** One request, and what its answer means for the queue. */
import type { CollectRequest, CollectResponse, Problem } from "../wire/collect.ts";
import { retryAfterMs } from "./backoff.ts";
import { fetch, stringify } from "./pristine.ts";

/** Milliseconds until an answer is given up. A decision that late is of no use, and the events are kept. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Statuses that are final: not those that ask to come back, after a timeout (408), too early (425), or too many requests (429). */
const REFUSED = /^4(?!08|25|29)/;

const TOO_LARGE = 413;

export type Outcome =
  | { kind: "answered"; answer: CollectResponse }
  /** Too large: send less at once. */
  | { kind: "too_large"; reason: string; detail: string }
  /** The same request will never be taken. */
  | { kind: "refused"; reason: string; detail: string }
  /** Try again, not before so many milliseconds have passed. */
  | { kind: "failed"; detail: string; waitMs: number };

/** Sends the request. Never rejects. */
export async function post(endpoint: string, request: CollectRequest): Promise<Outcome> {
  let detail = "";
  let waitMs = 0;
  try {
    const response = await fetch!(endpoint, {
      method: "POST",
      // Text, and so a simple request (Fetch standard, CORS-safelisted): no preflight, one round trip less.
      body: stringify(request),
      credentials: "omit",
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const { status } = response;
    detail = `status ${status}`;
    if (!response.ok) waitMs = retryAfterMs(response.headers.get("retry-after"), Date.now());
    const body = (await response.json().catch(() => ({}))) as Partial<CollectResponse & Problem>;
    // A hotel's login page answers 200 as well; only an answer that speaks for the events lets them go.
    if (status < 300 && Array.isArray(body.decisions) && Array.isArray(body.rejected))
      return { kind: "answered", answer: body as CollectResponse };
    if (REFUSED.test(String(status))) {
      const kind = status === TOO_LARGE ? "too_large" : "refused";
      return { kind, reason: body.reason ?? `status_${status}`, detail: body.detail ?? detail };
    }
  } catch (error) {
    detail = String(error);
  }
  return { kind: "failed", detail, waitMs };
}

/** Sends without waiting to be answered, so that a page that ends can still send: for browsers whose `fetch` cannot. */
export function beacon(endpoint: string, request: CollectRequest): void {
  navigator.sendBeacon(endpoint, stringify(request));
}
