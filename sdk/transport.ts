/** One request, and what came back. */
import type { CollectRequest, CollectResponse, Problem } from "../wire/collect.ts";
import { fetch, stringify } from "./pristine.ts";

/** Milliseconds until an answer is given up. A decision that late is of no use, and the events are kept. */
const ANSWER_TIMEOUT_MS = 10_000;

/** A request as it is made: what is `undefined` is not in its text. */
export type RequestDraft = { [Field in keyof CollectRequest]: CollectRequest[Field] | undefined } & {
  events: CollectRequest["events"];
};

export interface Outcome {
  /** HTTP status; 0 where nobody answered. */
  status: number;
  /** The `Retry-After` header. */
  retryAfter?: string | null;
  /** Whatever was answered as JSON. */
  body?: Partial<CollectResponse & Problem> | null;
  /** What failed, if something did. */
  error?: unknown;
}

/** Sends the request. Never rejects. */
export async function post(endpoint: string, request: RequestDraft): Promise<Outcome> {
  const outcome: Outcome = { status: 0 };
  try {
    const response = await fetch!(endpoint, {
      method: "POST",
      // Text, and so a simple request (Fetch standard, CORS-safelisted): no preflight, one round trip less.
      body: stringify(request),
      credentials: "omit",
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    outcome.status = response.status;
    outcome.retryAfter = response.headers.get("retry-after");
    outcome.body = (await response.json()) as NonNullable<Outcome["body"]>;
  } catch (error) {
    outcome.error = error;
  }
  return outcome;
}

/** Sends without waiting to be answered, so that a page that ends can still send: for browsers whose `fetch` cannot. */
export function beacon(endpoint: string, request: RequestDraft): void {
  navigator.sendBeacon(endpoint, stringify(request));
}
