/** Body of `POST /v1/collect` → a checked batch, or one problem for the whole request. */
import * as v from "valibot";
import type { CollectRequest, EventProblem, Problem } from "../../wire/collect.ts";
import { LIMITS } from "../../wire/limits.ts";
import { cleanValue, UncleanValue } from "./clean-value.ts";
import { parseEvent, type ParsedEvent } from "./parse-event.ts";
import { requestProblem } from "./problem.ts";
import { bad, good, type Result } from "./result.ts";

/** The request without its events, which are checked one by one. */
export type CollectEnvelope = Omit<CollectRequest, "events"> & { rawEvents: unknown[] };

export interface CheckedEvents {
  events: ParsedEvent[];
  rejected: EventProblem[];
}

const DAY_MS = 86_400_000;

/** Characters of a preview token: what it shows, in base64, and its signature. */
const PREVIEW_LENGTH = 1_000;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,64}$/));
const shortText = v.pipe(v.string(), v.maxLength(LIMITS.stringLength));

const envelope = v.object({
  key: v.pipe(v.string("key is missing: send the site's public key, pk_…"), v.maxLength(LIMITS.stringLength)),
  visitor: v.optional(v.unknown()),
  sentAt: v.optional(v.pipe(v.number("sentAt must be epoch milliseconds"), v.finite())),
  events: v.array(v.unknown(), "events is missing: send a list, which may be empty"),
  placements: v.optional(
    v.array(
      v.object({ id, limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
      "placements must be a list of {id}",
    ),
  ),
  page: v.optional(
    v.object({
      url: shortText,
      locale: v.optional(shortText),
      itemId: v.optional(shortText),
      category: v.optional(shortText),
      gift: v.optional(v.boolean()),
      cartItemIds: v.optional(v.pipe(v.array(shortText), v.maxLength(LIMITS.eventItems))),
    }),
  ),
  consent: v.optional(
    v.object({ analytics: v.boolean(), personalization: v.boolean() }, "consent must be {analytics, personalization}"),
  ),
  sdk: v.optional(v.pipe(v.string(), v.maxLength(64))),
  explain: v.optional(v.boolean()),
  preview: v.optional(v.pipe(v.string(), v.maxLength(PREVIEW_LENGTH))),
});

/** The id, and behind a dot the signature that a site has given it. */
const VISITOR = /^[A-Za-z0-9_-]{16,64}(\.[0-9a-f]{32})?$/;

/** Checks everything but the events. `body` is the text as it came. */
export function parseEnvelope(body: string): Result<CollectEnvelope, Problem> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    return bad(
      requestProblem("bad_json", `${error instanceof Error ? error.message : "unreadable"}; send one JSON object`),
    );
  }
  const result = v.safeParse(envelope, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return bad(requestProblem("bad_request", [v.getDotPath(issue), issue.message].filter(Boolean).join(": ")));
  }
  const { events, visitor, placements, page, ...rest } = result.output;
  if (events.length > LIMITS.batchEvents) {
    return bad(
      requestProblem("batch_too_large", `${events.length} events; send at most ${LIMITS.batchEvents} at a time`),
    );
  }
  if (placements !== undefined && placements.length > LIMITS.placements) {
    return bad(
      requestProblem("too_many_placements", `${placements.length} placements; ask for at most ${LIMITS.placements}`),
    );
  }
  if (visitor !== undefined && (typeof visitor !== "string" || !VISITOR.test(visitor))) {
    return bad(requestProblem("bad_visitor", "visitor must be 16–64 of A–Z a–z 0–9 _ -"));
  }
  try {
    // Texts of the page go into decisions and the live feed: they are cleaned as events' texts are.
    const cleanPage = page === undefined ? undefined : cleanValue(page, "page", 1, { properties: 0 });
    return good({
      ...rest,
      rawEvents: events,
      ...(visitor !== undefined && { visitor }),
      ...(placements !== undefined && { placements }),
      ...(cleanPage !== undefined && { page: cleanPage }),
    } as CollectEnvelope);
  } catch (error) {
    if (!(error instanceof UncleanValue)) throw error;
    return bad(requestProblem("bad_request", error.message));
  }
}

/** Checks each event by itself: a bad one never costs a good one. */
export function parseEvents(
  raw: readonly unknown[],
  { receivedAt, sentAt, eventAgeDays }: { receivedAt: number; sentAt: number | undefined; eventAgeDays: number },
): CheckedEvents {
  const bounds = {
    receivedAt,
    clockCorrection: clockCorrection(sentAt, receivedAt),
    oldest: receivedAt - eventAgeDays * DAY_MS,
  };
  const checked: CheckedEvents = { events: [], rejected: [] };
  for (const [index, one] of raw.entries()) {
    const result = parseEvent(one, index, bounds);
    if (result.ok) checked.events.push(result.value);
    else checked.rejected.push(result.problem);
  }
  return checked;
}

/**
 * What to add to the sender's times, in ms: what its clock is slow by. 0 within the tolerance, where the difference
 * is the network's, and 0 for a sender that gives no `sentAt`.
 */
export function clockCorrection(sentAt: number | undefined, receivedAt: number): number {
  if (sentAt === undefined) return 0;
  const slowBy = receivedAt - sentAt;
  return Math.abs(slowBy) > LIMITS.clockToleranceMs ? slowBy : 0;
}
