/** Lets one shopper make one visit, through the public door. */
import { setTimeout as sleep } from "node:timers/promises";
import type { CollectResponse } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import { eventsOf, stepRequest, type Sender } from "./collect-request.ts";
import { impressions } from "./exposure.ts";
import type { DoneThing, Visit } from "./step.ts";

/** What a real browser calls itself; others are taken for bots, and get no decisions. */
const USER_AGENT =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** Milliseconds an answer may take before the shopper goes away. */
const PATIENCE_MS = 10_000;

export interface WalkOptions {
  sender: Sender;
  /** Factor on the time spent on pages: below 1 shoppers hurry, so that a demo is lively. */
  pace: number;
  signal: AbortSignal;
}

/**
 * Walks the visit to its end, or until the signal.
 *
 * @throws The door cannot be reached or refuses, or the signal came.
 */
export async function walk(visit: Visit, { sender, pace, signal }: WalkOptions): Promise<void> {
  const counter = { next: 0 };
  let seen: DoneThing[] = [];
  let previous: string | undefined;
  let decisions: readonly Decision[] = [];
  let seenPlace;
  for (let turn = visit.next(decisions); !turn.done; turn = visit.next(decisions)) {
    const step = turn.value;
    const now = Date.now();
    const events = [
      // Seen on the page before, told with the next batch.
      ...(seenPlace ? eventsOf(seen, seenPlace, now - 1, sender, counter) : []),
      ...eventsOf(step.done, step.place, now, sender, counter, step.arrives ? previous : undefined),
    ];
    const answer = await collect(stepRequest(step, events, now, sender), sender.origin, signal);
    // A step without a new page asks for nothing; what the page showed still stands there.
    decisions = step.arrives ? answer.decisions : decisions;
    seen = step.arrives ? impressions(answer.decisions) : [];
    seenPlace = step.place;
    previous = sender.origin + step.place.path;
    await sleep(step.lingerMs * pace, undefined, { signal });
  }
}

async function collect(body: object, origin: string, signal: AbortSignal): Promise<CollectResponse> {
  const response = await fetch(new URL("/v1/collect", origin), {
    method: "POST",
    headers: { "Content-Type": "text/plain", "User-Agent": USER_AGENT, Origin: origin },
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  if (!response.ok) throw new Error(`POST /v1/collect answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as CollectResponse;
}
