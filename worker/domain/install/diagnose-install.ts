/**
 * Whether a site's installation works, from what came to the door and what checked pages said of themselves. Pure.
 *
 * While a check link is good, only what came by it counts: the person who follows it asks about that page. Otherwise
 * everything of the last day counts, and what has been put right since is not told any more.
 */
import type { SiteSettings } from "../../../wire/definitions.ts";
import { LIMITS } from "../../../wire/limits.ts";
import type {
  CheckedPage,
  DoorOutcome,
  DoorSighting,
  InstallCheck,
  InstallFinding,
  InstallFindingCode,
} from "../../../wire/install.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { RECENT_MS } from "./recent.ts";
import { MOST_TOLD, unknownPlacements } from "./unknown-placements.ts";

/** How long a page may take from the link's making until it is missed: to open it, load, and report. */
const SILENT_AFTER_MS = 20_000;
/** How long a page's events may come after its report: they wait up to two seconds for company, and networks are slow. */
const EVENTS_AFTER_MS = 12_000;
const MINUTE_MS = 60_000;

export interface InstallEvidence {
  settings: Pick<SiteSettings, "keys" | "origins">;
  /** Ids of the published placements. */
  placements: ReadonlySet<string>;
  sightings: readonly DoorSighting[];
  pages: readonly CheckedPage[];
  check?: { id: string; startedAt: number; until: number };
  now: number;
}

type Diagnosis = Pick<InstallCheck, "verdict" | "findings">;

export function diagnoseInstall(evidence: InstallEvidence): Diagnosis {
  const { check, now } = evidence;
  const isChecking = check !== undefined && check.until > now;
  const findings = [
    ...(isChecking ? findingsOfCheck(evidence, check) : findingsOfDoor(evidence)),
    ...misnamedPlacements(evidence, isChecking ? check.id : undefined),
  ];
  findings.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.at - a.at);
  return { verdict: verdictOf(findings), findings };
}

/** Told beside what else is found: whether events come in has nothing to do with it. */
function misnamedPlacements({ sightings, placements, now }: InstallEvidence, check?: string): InstallFinding[] {
  const asked = check === undefined ? sightings : sightings.filter((one) => one.check === check);
  const unknown = unknownPlacements(asked, placements, now).slice(0, MOST_TOLD);
  return unknown.map(({ placement, origin, at }) =>
    finding("unknown_placement", "warning", at, { placement, origin: pageOf(origin) }),
  );
}

function pageOf(origin: string): string {
  return origin === "" ? "a server" : origin;
}

const SEVERITIES: InstallFinding["severity"][] = ["error", "warning", "good"];

function verdictOf(findings: readonly InstallFinding[]): InstallCheck["verdict"] {
  if (findings.some(({ severity }) => severity === "error")) return "trouble";
  return findings.some(({ code }) => code === "working") ? "working" : "waiting";
}

function findingsOfCheck(evidence: InstallEvidence, check: { id: string; startedAt: number }): InstallFinding[] {
  const { settings, now } = evidence;
  const sightings = evidence.sightings.filter((one) => one.check === check.id);
  const stored = sightings.filter(({ outcome }) => outcome === "stored");
  const pages = ofNewestLoad(evidence.pages.filter((one) => one.check === check.id));
  const [page] = pages;
  const atTheDoor = sightings.filter(
    // Of consent the page itself knows more than the door does.
    (one) => !isPutRight(one, settings, stored) && !(page !== undefined && SAID_NO.has(one.outcome)),
  );
  const findings = [
    ...atTheDoor.flatMap((one) => atDoor(one, "error")),
    ...pages.flatMap((one) => inPage(one, settings)),
  ];
  if (findings.length > 0) return once(findings);
  if (page !== undefined && sightings.length === 0 && now - page.at > EVENTS_AFTER_MS) {
    return [finding("events_blocked", "error", page.at, { page: page.page })];
  }
  const isSilent = page === undefined && sightings.length === 0 && now - check.startedAt > SILENT_AFTER_MS;
  return [isSilent ? finding("check_silent", "error", check.startedAt) : finding("nothing_yet", "warning", now)];
}

/** Outcomes that say that the visitor did not allow it. */
const SAID_NO: ReadonlySet<DoorOutcome> = new Set(["no_consent", "gpc"]);

function findingsOfDoor({ settings, sightings, now }: InstallEvidence): InstallFinding[] {
  const stored = sightings.filter(({ outcome }) => outcome === "stored");
  const last = stored.reduce((latest, { lastAt }) => Math.max(latest, lastAt), 0);
  const works = now - last < RECENT_MS;
  const current = sightings.filter(
    (one) => now - one.lastAt < RECENT_MS && !isPutRight(one, settings, stored) && !isEverydayDrop(one, works),
  );
  // A stranger who copies the snippet is refused rightly, and is no trouble of a site that works.
  const findings = once(current.flatMap((one) => atDoor(one, works ? "warning" : "error")));
  if (findings.length > 0) return findings;
  return last > 0 ? [finding("stopped", "error", last)] : [finding("nothing_yet", "warning", now)];
}

/** What it complains of is allowed by now, or the same pages have been heard of properly since. */
function isPutRight(
  { outcome, origin, detail, lastAt }: DoorSighting,
  { keys, origins }: InstallEvidence["settings"],
  stored: readonly DoorSighting[],
): boolean {
  if (outcome === "stored") return false;
  if (outcome === "origin_not_allowed") return origins.includes(origin) || origins.includes("*");
  if (outcome === "unknown_key" && keys.includes(detail ?? "")) return true;
  return stored.some((one) => one.origin === origin && one.lastAt >= lastAt);
}

/** Crawlers and visitors who say no are of every day: they explain silence, and nothing else. */
function isEverydayDrop({ outcome }: DoorSighting, works: boolean): boolean {
  return works && (outcome === "bot" || outcome === "gpc" || outcome === "no_consent");
}

function atDoor(
  { outcome, origin, sdk, detail = "", count, lastAt }: DoorSighting,
  refused: "error" | "warning",
): InstallFinding[] {
  const where = pageOf(origin);
  switch (outcome) {
    case "stored":
      return [finding("working", "good", lastAt, { origin: where, sdk })];
    case "unknown_key":
      return [finding("wrong_key", refused, lastAt, { key: detail, origin: where })];
    case "origin_not_allowed":
      return [finding("origin_not_allowed", refused, lastAt, { origin: where, count })];
    case "events_refused":
      return CLOCK_REASONS.has(detail)
        ? [finding("wrong_clock", "warning", lastAt, { origin: where, reason: detail })]
        : [finding("events_refused", "warning", lastAt, { origin: where, reason: detail })];
    case "malformed":
      return [finding("malformed", refused, lastAt, { origin: where, reason: detail })];
    case "no_consent":
      return [finding("consent_waiting", "warning", lastAt, { page: where })];
    case "consent_default":
      return [finding("consent_default", refused, lastAt, { origin: where })];
    case "gpc":
      return [finding("gpc", "warning", lastAt, { page: where })];
    case "bot":
      return [finding("bot", refused, lastAt, { origin: where })];
    case "asked":
    case "preview":
    case "unknown_placement":
      return [];
  }
}

/** Reasons for which an event is refused that a wrong clock brings about. */
const CLOCK_REASONS: ReadonlySet<string> = new Set(["in_future", "too_old"]);

function inPage(
  { at, page, key, tagKeys, consent, clockBehindMs }: CheckedPage,
  { keys }: InstallEvidence["settings"],
): InstallFinding[] {
  const findings: InstallFinding[] = [];
  if (!keys.includes(key)) findings.push(finding("wrong_key", "error", at, { key, origin: page }));
  const others = [...new Set(tagKeys.filter((one) => one !== "" && one !== key))];
  if (others.length > 0) findings.push(finding("two_keys", "error", at, { page, key, other: others.join(", ") }));
  else if (tagKeys.length > 1) {
    findings.push(finding("duplicate_snippet", "warning", at, { page, count: tagKeys.length }));
  }
  if (consent !== "granted") findings.push(finding(CONSENT_FINDINGS[consent], "warning", at, { page }));
  if (Math.abs(clockBehindMs) > LIMITS.clockToleranceMs) {
    const minutes = Math.round(Math.abs(clockBehindMs) / MINUTE_MS);
    findings.push(finding("wrong_clock", "warning", at, { origin: page, minutes }));
  }
  return findings;
}

const CONSENT_FINDINGS = { waiting: "consent_waiting", denied: "consent_denied", gpc: "gpc" } as const;

/** A page reports again as things change, and is loaded again as things are put right: its latest word counts. */
function ofNewestLoad(pages: readonly CheckedPage[]): CheckedPage[] {
  const newest = pages.reduce((latest, { loadedAt }) => Math.max(latest, loadedAt), 0);
  const byKey = new Map<string, CheckedPage>();
  for (const one of pages.toSorted((a, b) => a.at - b.at)) if (one.loadedAt === newest) byKey.set(one.key, one);
  return [...byKey.values()];
}

/** The same cause is told once, with the page's own word for it before the door's. */
function once(findings: readonly InstallFinding[]): InstallFinding[] {
  const told = new Map<string, InstallFinding>();
  for (const one of findings.toSorted((a, b) => b.at - a.at)) {
    const cause = `${one.code} ${one.values?.["key"] ?? ""} ${one.code === "wrong_key" ? "" : (one.values?.["origin"] ?? "")}`;
    if (!told.has(cause)) told.set(cause, one);
  }
  return [...told.values()];
}

function finding(
  code: InstallFindingCode,
  severity: InstallFinding["severity"],
  at: number,
  values?: Record<string, string | number>,
): InstallFinding {
  return { severity, code, at, detail: FINDING_WORDS[code], ...(values && { values }) };
}
