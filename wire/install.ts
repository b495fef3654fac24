/** Whether the SDK works on a site's pages and, where it does not, why: the install check. */

/** Name of the query parameter that a check link carries. */
export const CHECK_PARAMETER = "sv_check";

/** What became of requests at the front door. The first two are good news. */
export type DoorOutcome =
  /** Events were stored, or known already. */
  | "stored"
  /** Decisions were asked for, and no events sent. */
  | "asked"
  | "unknown_key"
  | "origin_not_allowed"
  /** Well-formed as a request, but events of it were refused: `detail` names the first one's reason. */
  | "events_refused"
  /** The request itself was malformed: `detail` names the reason. */
  | "malformed"
  /** The visitor said no, or has not been asked. */
  | "no_consent"
  /** The page says nothing of consent, and the site's settings count that as a no. */
  | "consent_default"
  | "gpc"
  | "bot"
  | "preview"
  /** Beside another outcome: a placement was asked for that is not published. `detail` is its id. */
  | "unknown_placement";

/** Requests of one kind from one origin. */
export interface DoorSighting {
  outcome: DoorOutcome;
  /** Origin of the page; empty for servers and apps, which send none. */
  origin: string;
  /** The sender's name and version, such as `sdk/0.1.0`; empty where it gave none. */
  sdk: string;
  /** The key it came with, for `unknown_key`; a reason, for what was refused. */
  detail?: string;
  /** The check whose link the page was opened by. */
  check?: string;
  count: number;
  /** Epoch milliseconds. */
  lastAt: number;
}

/**
 * - `granted` events are stored
 * - `waiting` for the visitor's answer: events are held in the page
 * - `denied` nothing is kept
 * - `gpc` the browser says no by Global Privacy Control
 */
export type PageConsent = "granted" | "waiting" | "denied" | "gpc";

/** How the SDK came into a page: a tag with attributes, a tag with a query, a tag and `init`, or the site's own bundle. */
export type InstallForm = "attributes" | "query" | "init" | "bundle";

/** What a page opened by a check link says of itself: body of `POST /v1/install-report`, sent by the SDK. */
export interface InstallReport {
  /** The link's token. */
  token: string;
  /** Address of the page, without query and fragment. */
  page: string;
  /** Epoch milliseconds by the page's clock. */
  sentAt: number;
  /** When this load of the page began, by its clock: tells one load from the next. */
  loadedAt: number;
  /** Version of the SDK. */
  version: string;
  /** The key it runs with. */
  key: string;
  form: InstallForm;
  /** The key of each of our tags in the page, in order; empty where a tag names none. */
  tagKeys: string[];
  /** Whether the head snippet is there too. */
  head: boolean;
  /** What is read besides the SDK's own verbs, such as `datalayer`. */
  adapters: string[];
  consent: PageConsent;
}

/** A page that was looked at, and when it said so. */
export interface CheckedPage extends Omit<InstallReport, "token" | "sentAt"> {
  /** Epoch milliseconds by the Worker's clock. */
  at: number;
  /** Milliseconds by which the page's clock is behind the Worker's; negative: ahead. */
  clockBehindMs: number;
  check: string;
}

export type InstallFindingCode =
  | "working"
  | "nothing_yet"
  /** The link was made, and no page opened by it has been heard of. */
  | "check_silent"
  /** The page's report came, its events did not, and nothing speaks against them. */
  | "events_blocked"
  | "stopped"
  | "wrong_key"
  | "origin_not_allowed"
  | "duplicate_snippet"
  | "two_keys"
  | "consent_waiting"
  | "consent_denied"
  | "consent_default"
  | "gpc"
  | "bot"
  | "wrong_clock"
  | "events_refused"
  /** Pages ask for a placement that is not published: nothing is ever shown there. */
  | "unknown_placement"
  | "malformed";

/** One thing that was found, with its cause and what to do. */
export interface InstallFinding {
  severity: "error" | "warning" | "good";
  code: InstallFindingCode;
  /** Epoch milliseconds when it was last so. */
  at: number;
  /** What it is and what to do, in English; the console says it in its own language by `code` and `values`. */
  detail: string;
  values?: Record<string, string | number>;
}

/** Answer of `GET /v1/sites/:site/install-check`. */
export interface InstallCheck {
  /** Epoch milliseconds. */
  at: number;
  /** `working`: events are stored. `waiting`: nothing is wrong as far as can be seen, and nothing is stored yet. */
  verdict: "working" | "waiting" | "trouble";
  /** Worst first. */
  findings: InstallFinding[];
  /** Who knocked lately, newest first. */
  heard: DoorSighting[];
  /** Pages opened by the latest check link, newest first. */
  pages: CheckedPage[];
  /** The latest check, while its link is good. */
  check?: { id: string; startedAt: number; until: number };
}

/** Answer of `POST /v1/sites/:site/install-check`: a link's token, to put after `?sv_check=`. */
export interface CheckLink {
  token: string;
  /** Epoch milliseconds when it ends. */
  until: number;
}
