/** The SDK's public face, as types. */
import type { Consent } from "../wire/collect.ts";
import type { Decision, OfferDecision, ProductsDecision } from "../wire/decision.ts";
import type { BehaviourEvent, EventParams } from "../wire/event.ts";
import type { EventName, TrackArguments, Traits } from "./event-types.ts";
import type { Module } from "./module.ts";

export interface SameviewOptions {
  /** The site's public key, `pk_…`. */
  key: string;
  /** Origin of the Worker, such as `https://sv.shop.example`. Default: the page's own origin. */
  host?: string;
  /**
   * `"granted"` (default): capture until the visitor says no. `"required"`: no id, no storage and no event
   * leaves before the visitor says yes.
   */
  consent?: "granted" | "required";
  /** Events before the visitor has answered: `"hold"` (default) keeps them in memory, `"drop"` lets them vanish. */
  beforeConsent?: "hold" | "drop";
  /**
   * Domain of a cookie that lets all its subdomains know the visitor as one, such as `shop.example`. Default: no cookie,
   * and each origin has its own.
   */
  cookieDomain?: string;
  /** Count page views and fill placements by itself. Default `true`. */
  auto?: boolean | "on" | "off";
  /** Say in the console what is refused, and why. Default `false`. */
  debug?: boolean;
  /** What more to capture, such as `["rage", "forms"]`: names in sdk/README.md. Its code is fetched for it. */
  capture?: string | readonly string[];
  /** What more to read, such as `["datalayer", "tcf"]`: names in sdk/README.md. Its code is fetched for it. */
  adapters?: string | readonly string[];
}

/** Why an event never arrived: refused by the Worker for good, or by the SDK before sending. What it was stands beside it. */
export interface Rejection extends Partial<BehaviourEvent> {
  /** The Worker's reason code, or `queue_full` where the bounded queue had to let it go. */
  reason: string;
  detail: string;
}

export type ErrorCode =
  /** A verb was called with something it cannot take. */
  | "bad_call"
  /** A handler given to `on` threw. */
  | "handler"
  /** The Worker could not be reached or refused; what was queued stays queued. */
  | "network"
  /** The device keeps nothing on disk; the queue lives in memory. */
  | "storage"
  /** A placement reserves no height, so filling it would have shifted the page. */
  | "no_room"
  /** The content is higher than the placement reserves and scrolls inside it. */
  | "too_small"
  /** A link or image of a decision is neither `https:` nor same-origin, and was left out. */
  | "bad_link"
  /** Code that was asked for could not be fetched or did not start. */
  | "module"
  /** Something unforeseen; the page is as it was. */
  | "internal";

/** What `on` listens to, and what its handler gets. */
export interface SameviewEvents {
  /** Started. Handlers added later are called at once. */
  ready: { visitor?: string | undefined };
  /** The visitor's answer now, with Global Privacy Control applied. */
  consent: Consent;
  /** A page begins, real or virtual; what was tracked before belongs to the one before. */
  page: { referrer: string };
  /** The page may be going away: the last moment to track what belongs to it. */
  leave: Record<string, never>;
  /** `reset` was called. */
  reset: Record<string, never>;
  /** Something happened, whether or not it may be stored. */
  recorded: BehaviourEvent;
  /** An event is in the queue. */
  queued: BehaviourEvent;
  /** The Worker answered for these events: gone from the queue. */
  sent: { ids: string[]; accepted: number; duplicates: number; score?: number | undefined };
  rejected: Rejection;
  /** A decision came. */
  decision: Decision;
  /** A decision is painted in the page. */
  shown: { placement: string; decision: OfferDecision | ProductsDecision; element: Element };
  error: { code: ErrorCode; detail: string; placement?: string };
}

export interface DecideOptions {
  /** Ask for the candidates and why each lost. */
  explain?: boolean;
}

/** What every client can. No verb throws; what goes wrong is reported by the `error` and `rejected` events. */
export interface Tracker {
  /** Records that something happened. GA4 names have typed parameters. */
  track<Name extends EventName>(name: Name, ...params: TrackArguments<Name>): void;
  /** Says who this is, by the site's own id of the customer: 1–128 characters, never an e-mail address in clear. */
  identify(userId: string, traits?: Traits): void;
  /** Records the visitor's answer. A withdrawn yes erases id and queue from the device. */
  consent(answer: Partial<Consent>): void;
  /** Listens; returns the function that stops it. */
  on<Name extends keyof SameviewEvents>(name: Name, handler: (detail: SameviewEvents[Name]) => void): () => void;
  /** Becomes a new visitor, such as after a log-out on a shared device. What is queued still belongs to the old one. */
  reset(): void;
  /** Plugs a module in: `sameview.use(captureForms)`. */
  use(module: Module): void;
  /** Sends what is queued now. Resolves once the Worker answered or could not be reached; never rejects. */
  flush(): Promise<void>;
}

/** The whole client: it also sees pages and fills placements. */
export interface Sameview extends Tracker {
  /** Records a page view; needed only with `auto: false`. */
  page(name?: string, params?: EventParams): void;
  /**
   * Asks what placements should show, for a site that renders by itself. One decision for each id, in that order;
   * where the Worker cannot be reached, `kind: "none"` with reason `ERROR`. Never rejects.
   */
  decide(placementIds: string | string[], options?: DecideOptions): Promise<Decision[]>;
  /** Shows, in a corner of the page, what waits, the last request, and each decision with its reasons. For developers. */
  debug(): void;
}
