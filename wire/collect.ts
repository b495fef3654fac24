/** The one round trip: `POST /v1/collect`. Events in, decisions out. */
import type { BehaviourEvent } from "./event.ts";
import type { Decision } from "./decision.ts";

/** What the visitor has allowed. Missing means not asked, and counts as the site's default. */
export interface Consent {
  /** May events be stored? (Consent Mode v2 `analytics_storage`.) */
  analytics: boolean;
  /** May an id be kept and decisions be personal? (Consent Mode v2 `personalization_storage`.) */
  personalization: boolean;
}

/** A place on the page that wants filling. */
export interface PlacementRequest {
  /** The placement's id as defined in the console: 1–64 of `a–z 0–9 _ -`. */
  id: string;
  /** At most so many products; missing: the placement's own limit. */
  limit?: number;
}

/** What the page is about, so that a decision fits it even for a visitor nothing is known of. */
export interface PageContext {
  /** Absolute URL without fragment. */
  url: string;
  /** BCP 47 tag of the page; offers and product names come in it where they exist. */
  locale?: string;
  /** The product this page is about, if it is about one: never recommended back. */
  itemId?: string;
  /** The category this page is about (`item_category`). */
  category?: string;
  /** Whether the visitor looks for a gift here, such as on a gift guide: then what they bought as gifts leads. */
  gift?: boolean;
  /** The page's cart, if the site knows it better than the events do. */
  cartItemIds?: string[];
}

/**
 * Body of `POST /v1/collect`. Sent as `application/json` or, so that a beacon needs no preflight, `text/plain`.
 * It carries the key because a beacon has no headers.
 */
export interface CollectRequest {
  /** The site's public key, `pk_…`. */
  key: string;
  /**
   * First-party visitor id: 16–64 of `A–Z a–z 0–9 _ -`, made by the sender, and from the first answer on as that gave
   * it: with the site's signature, `<id>.<32 hex digits>`. Missing where consent is missing: then nothing is
   * stored and decisions are contextual.
   */
  visitor?: string;
  /** Epoch milliseconds by the client's clock at sending. Missing from servers, whose clock is trusted. */
  sentAt?: number;
  events: BehaviourEvent[];
  /** Placements to decide, at most `LIMITS.placements`. */
  placements?: PlacementRequest[];
  page?: PageContext;
  consent?: Consent;
  /** Name and version of the sender, such as `sdk/0.1.0`. */
  sdk?: string;
  /** Ask for the candidates and why each lost. */
  explain?: boolean;
  /** Token of a preview link (`wire/preview.ts`): the draft decides, and nothing of the request is stored. */
  preview?: string;
}

/** Why one event of a batch was refused. The others are kept. */
export type EventProblemReason =
  | "not_an_object"
  | "bad_id"
  | "bad_name"
  | "bad_time"
  | "too_old"
  | "in_future"
  | "bad_params"
  | "bad_items"
  | "bad_number"
  | "bad_currency"
  | "bad_page"
  | "forbidden_key"
  | "too_many_properties"
  | "too_deep"
  | "string_too_long"
  | "event_too_large"
  | "bad_decision_token";

/** Why a whole request was refused. */
export type RequestProblemReason =
  | "bad_json"
  | "bad_request"
  | "body_too_large"
  | "batch_too_large"
  | "too_many_placements"
  | "bad_visitor"
  | "unknown_key"
  | "origin_not_allowed"
  | "unsupported_media_type"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "overloaded"
  | "internal";

/** Where a problem's explanation lives, relative to the Worker's own host. */
export const PROBLEM_TYPE_PREFIX = "/problems/";

/** RFC 9457 problem, as `application/problem+json` for a refused request and inside an answer for a refused event. */
export interface Problem<Reason extends string = RequestProblemReason> {
  /** `/problems/<reason>` on the Worker's own host. */
  type: string;
  /** The reason in a few words, the same for every occurrence. */
  title: string;
  status: number;
  /** What was wrong this time and what to do about it. */
  detail: string;
  reason: Reason;
}

/** A refused event: a problem with the event's place in the batch. */
export interface EventProblem extends Problem<EventProblemReason> {
  /** Index in `events`. */
  index: number;
  /** The event's id, where it had one. */
  id?: string;
}

/** Answer of `POST /v1/collect`, status 200: every event is durable, a known repeat, or refused for good. */
export interface CollectResponse {
  /** Events stored by this request. */
  accepted: number;
  /** Events that were stored before: nothing was counted twice. */
  duplicates: number;
  /** Refused events. They will be refused again: drop them. */
  rejected: EventProblem[];
  /**
   * The visitor id to use from now on, signed: keep and send it whole; the id is what stands before the dot. Differs from the one sent once `identify` has merged it into the
   * customer's own. Missing where nothing was stored.
   */
  visitor?: string;
  /**
   * The id sent counts only with this site's signature and did not have it: the events were taken for a new visitor.
   */
  identity?: "not_proven";
  /** Why nothing was stored although the request was well-formed. */
  dropped?: "no_consent" | "gpc" | "bot" | "preview";
  /** Engagement score now, 0–100. Missing where nothing is known. */
  score?: number;
  /** One for each placement asked for, in the order asked. */
  decisions: Decision[];
  /** Epoch milliseconds by the Worker's clock when the request came in. */
  receivedAt: number;
}
