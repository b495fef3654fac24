/** RFC 9457 problems: every reason the front door refuses with, its status and what it means. */
import {
  PROBLEM_TYPE_PREFIX,
  type EventProblem,
  type EventProblemReason,
  type Problem,
  type RequestProblemReason,
} from "../../wire/collect.ts";

interface Meaning {
  status: number;
  title: string;
}

const REQUEST_PROBLEMS: Record<RequestProblemReason, Meaning> = {
  bad_json: { status: 400, title: "The body is not JSON" },
  bad_request: { status: 400, title: "The body does not have the expected shape" },
  body_too_large: { status: 413, title: "The body is too large" },
  batch_too_large: { status: 413, title: "The batch has too many events" },
  too_many_placements: { status: 400, title: "Too many placements were asked for" },
  bad_visitor: { status: 400, title: "The visitor id is malformed" },
  unknown_key: { status: 401, title: "No site has this key" },
  origin_not_allowed: { status: 403, title: "This site does not accept events from this origin" },
  unsupported_media_type: { status: 415, title: "The body is of a type this endpoint does not read" },
  unauthorized: { status: 401, title: "A token is needed" },
  forbidden: { status: 403, title: "This is not allowed here" },
  not_found: { status: 404, title: "There is nothing here" },
  conflict: { status: 409, title: "Somebody else changed it first" },
  overloaded: { status: 503, title: "Too busy right now" },
  internal: { status: 500, title: "Something went wrong on our side" },
};

const EVENT_PROBLEMS: Record<EventProblemReason, string> = {
  not_an_object: "The event is not an object",
  bad_id: "The event id is malformed",
  bad_name: "The event name is malformed",
  bad_time: "The event time is not a time",
  too_old: "The event lies too far in the past",
  in_future: "The event lies in the future",
  bad_params: "The event's parameters are malformed",
  bad_items: "The event's items are malformed",
  bad_number: "A number is not a finite number",
  bad_currency: "The currency is not one of ISO 4217",
  bad_page: "The event's page is malformed",
  forbidden_key: "A property has a name that is not allowed",
  too_many_properties: "The event has too many properties",
  too_deep: "The event's parameters are nested too deeply",
  string_too_long: "A text is too long",
  event_too_large: "The event is too large",
  bad_decision_token: "The decision token was not made by this site",
};

/** An event that is well-formed JSON but cannot be taken: RFC 9110's "Unprocessable Content". */
const EVENT_PROBLEM_STATUS = 422;

export function requestProblem(reason: RequestProblemReason, detail: string): Problem {
  return { type: PROBLEM_TYPE_PREFIX + reason, ...REQUEST_PROBLEMS[reason], detail, reason };
}

export function eventProblem(
  reason: EventProblemReason,
  detail: string,
  index: number,
  id: string | undefined,
): EventProblem {
  return {
    type: PROBLEM_TYPE_PREFIX + reason,
    title: EVENT_PROBLEMS[reason],
    status: EVENT_PROBLEM_STATUS,
    detail,
    reason,
    index,
    ...(id !== undefined && { id }),
  };
}

/** The title behind a problem's `type`, for whoever follows it; `undefined` for an unknown one. */
export function problemTitle(reason: string): string | undefined {
  if (Object.hasOwn(REQUEST_PROBLEMS, reason)) return REQUEST_PROBLEMS[reason as RequestProblemReason].title;
  return Object.hasOwn(EVENT_PROBLEMS, reason) ? EVENT_PROBLEMS[reason as EventProblemReason] : undefined;
}
