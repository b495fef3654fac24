/** `POST /v1/collect`, the one round trip: check, call the visitor's object once, answer. START HERE for a request. */
import { Hono } from "hono";
import type { CollectResponse, Consent, Problem } from "../../wire/collect.ts";
import type { LiveEntry, Moment, Score } from "../../wire/console.ts";
import type { Decision } from "../../wire/decision.ts";
import { IDENTIFY_EVENT } from "../../wire/event.ts";
import type { DoorOutcome } from "../../wire/install.ts";
import { LIMITS } from "../../wire/limits.ts";
import { hash53 } from "../domain/chance.ts";
import type { Surroundings } from "../domain/conditions/facts.ts";
import { isDevelopment, type Env } from "../env.ts";
import { parseEnvelope, parseEvents, type CheckedEvents, type CollectEnvelope } from "../intake/parse-collect.ts";
import { eventProblem, requestProblem } from "../intake/problem.ts";
import { knownVisitorId, readDecisionToken, signVisitorId, type SigningKey } from "../site/signing.ts";
import { openSite, type OpenSite } from "../site/site-cache.ts";
import type { SiteState } from "../site/site-state.ts";
import { callVisitor } from "../visitor/call-visitor.ts";
import { decideFor } from "../visitor/decide-for.ts";
import type { CollectOutcome } from "../visitor/visitor-rpc.ts";
import { whoSent } from "../visitor/who-sent.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { decidePreview } from "./decide-preview.ts";
import { isBot } from "./is-bot.ts";
import { noteAtDoor, type AtDoor } from "./note-at-door.ts";
import { readBody } from "./read-body.ts";
import { siteOfKey } from "./site-key.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Media types read: JSON, and what a beacon may send without a preflight. */
const MEDIA_TYPES = ["application/json", "text/plain"];
/** Senders that say so are shown as simulated, in development only. */
const SIMULATED_SDK = "simulated/";

export const collect = new Hono<AppEnv>()
  .options("/", (c) => preflight(c.req.header("origin") ?? null))
  .post("/", async (c) => {
    const origin = c.req.header("origin") ?? null;
    const receivedAt = Date.now();
    const later: Later = (work) => c.executionCtx.waitUntil(work);
    const request = await openRequest(c.req.raw, c.env, origin, receivedAt, later);
    if ("reason" in request) return answerProblem(request, corsHeaders(origin));
    const { answer, rowsWritten } = await answerTo(request, c.env, later);
    return new Response(answer, {
      headers: {
        "content-type": "application/json",
        // The edge caches a 200 without this for two hours; these are one person's.
        "cache-control": "private, no-store",
        ...corsHeaders(origin),
        ...(isDevelopment(c.env) && {
          "sameview-rows-written": String(rowsWritten),
          // The clock stands still but for I/O, which the call to the object is.
          "server-timing": `worker;dur=${Date.now() - receivedAt}`,
        }),
      },
    });
  });

type Later = (work: Promise<unknown>) => void;
type Notice = (outcome: DoorOutcome, detail?: string) => void;

/** A request that may be answered: well-formed, of a known site, from an origin the site allows. */
interface OpenRequest {
  /** As it came. */
  body: string;
  envelope: CollectEnvelope;
  siteId: string;
  site: OpenSite;
  receivedAt: number;
  origin: string | null;
  /** Why nothing may be stored, if so. */
  dropped?: NonNullable<CollectResponse["dropped"]>;
  consent?: Consent;
  country?: string;
  surroundings: Surroundings;
}

async function openRequest(
  raw: Request,
  env: Env,
  origin: string | null,
  receivedAt: number,
  later: Later,
): Promise<OpenRequest | Problem> {
  const mediaType = raw.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "text/plain";
  if (!MEDIA_TYPES.includes(mediaType)) {
    return requestProblem("unsupported_media_type", `got ${mediaType}; send ${MEDIA_TYPES.join(" or ")}`);
  }
  const body = await readBody(raw, LIMITS.bodyBytes);
  if (!body.ok) {
    return requestProblem(
      "body_too_large",
      `${body.bytes} bytes; send at most ${LIMITS.bodyBytes} at a time, in several requests`,
    );
  }
  const knock = { origin, body: body.text, now: receivedAt };
  const envelope = parseEnvelope(body.text);
  if (!envelope.ok) {
    noteAtDoor(env, { ...knock, outcome: "malformed", sdk: undefined, detail: envelope.problem.reason }, later);
    return envelope.problem;
  }
  const { key, sdk } = envelope.value;
  const siteId = siteOfKey(key);
  const site = siteId === undefined ? undefined : await openSite(env, siteId, receivedAt, later);
  const known = { ...knock, sdk, ...(siteId !== undefined && site !== undefined && { siteId, site }) };
  if (siteId === undefined || site === undefined || !site.state.settings.keys.includes(key)) {
    noteAtDoor(env, { ...known, outcome: "unknown_key", detail: key }, later);
    return requestProblem("unknown_key", "no site has this key; copy it from the console's install page");
  }
  if (!isAllowedOrigin(origin, site.state)) {
    noteAtDoor(env, { ...known, outcome: "origin_not_allowed" }, later);
    return requestProblem(
      "origin_not_allowed",
      `${origin} is not among this site's origins; add it in the console's settings`,
    );
  }
  const consent = envelope.value.consent;
  const dropped = whyDropped(raw, envelope.value, consent, site.state);
  const surroundings = surroundingsOf(raw, env);
  const { country } = surroundings;
  return {
    body: body.text,
    envelope: envelope.value,
    siteId,
    site,
    receivedAt,
    origin,
    ...(dropped !== undefined && { dropped }),
    ...(consent !== undefined && { consent }),
    surroundings,
    ...(country !== undefined && { country }),
  };
}

/** A request without `Origin` comes from a server or an app, where no browser would enforce one. */
function isAllowedOrigin(origin: string | null, { settings }: SiteState): boolean {
  return origin === null || settings.origins.includes(origin) || settings.origins.includes("*");
}

/** The privacy gate: without consent there is no id and no write. A bot is no visitor. */
function whyDropped(
  raw: Request,
  envelope: CollectEnvelope,
  consent: Consent | undefined,
  { settings }: SiteState,
): OpenRequest["dropped"] {
  // Also where the link has ended or was made up: whoever follows it is no shopper.
  if (envelope.preview !== undefined) return "preview";
  if (isBot(raw.headers.get("user-agent") ?? "")) return "bot";
  if (raw.headers.get("sec-gpc") === "1") return "gpc";
  const personalization = consent?.personalization ?? settings.consentDefault === "granted";
  return personalization && envelope.visitor !== undefined ? undefined : "no_consent";
}

async function answerTo(
  request: OpenRequest,
  env: Env,
  later: Later,
): Promise<{ answer: string; rowsWritten: number }> {
  const { envelope, siteId, site, receivedAt, dropped } = request;
  const { settings, signingKey } = site.state;
  const notice: Notice = (outcome, detail) =>
    noticeAtDoor(request, env, later, { outcome, ...(detail !== undefined && { detail }) });
  if (dropped !== undefined || envelope.visitor === undefined) {
    notice(outcomeOfDrop(request));
    // For nobody in particular: only the page counts. No object is asked and nothing is written.
    const asked = {
      placements: envelope.placements ?? [],
      personal: false,
      explain: envelope.explain ?? false,
      receivedAt,
    };
    const onPage = { ...asked, ...(envelope.page && { page: envelope.page }) };
    const decisions =
      dropped === "bot"
        ? []
        : dropped === "preview"
          ? await decidePreview(env, siteId, site.state, onPage, envelope.preview ?? "")
          : decideFor(site.state, onPage).decisions;
    if (dropped !== "bot" && dropped !== "preview") noticeUnknownPlacements(request, notice);
    const answer = { accepted: 0, duplicates: 0, rejected: [], dropped: dropped ?? "no_consent", receivedAt };
    return { answer: withDecisions(answer, JSON.stringify(decisions)), rowsWritten: 0 };
  }
  const storesEvents = request.consent?.analytics ?? true;
  const parsed = parseEvents(storesEvents ? envelope.rawEvents : [], {
    receivedAt,
    sentAt: envelope.sentAt,
    eventAgeDays: settings.eventAgeDays,
  });
  const { events, rejected } = withOwnTokensOnly(parsed, signingKey);
  const userId = events.findLast(({ event }) => event.name === IDENTIFY_EVENT)?.event.params?.user_id;
  const sender = whoSent(signingKey, envelope.visitor);
  const outcome = await callVisitor(env, {
    site: siteId,
    visitor: sender.visitor,
    ...(sender.stranger === undefined ? { proven: true } : { stranger: sender.stranger }),
    events: events.map(({ json }) => json),
    placements: envelope.placements ?? [],
    ...(envelope.page !== undefined && { page: envelope.page }),
    ...(request.consent !== undefined && { consent: request.consent }),
    surroundings: request.surroundings,
    personal: true,
    explain: envelope.explain ?? false,
    receivedAt,
    retentionDays: settings.retentionDays,
    ...(userId !== undefined && { becomes: knownVisitorId(signingKey, userId) }),
  });
  noticeUnknownPlacements(request, notice);
  const [refused] = rejected;
  if (refused !== undefined) notice("events_refused", refused.reason);
  notice(outcome.accepted + outcome.duplicates.length > 0 ? "stored" : "asked");
  showLive(request, env, later, events, outcome);
  const answer = {
    accepted: outcome.accepted,
    duplicates: outcome.duplicates.length,
    rejected,
    visitor: signVisitorId(signingKey, outcome.visitor),
    ...((sender.refused || outcome.visitor === sender.stranger) && { identity: "not_proven" as const }),
    score: outcome.score,
    receivedAt,
  };
  return { answer: withDecisions(answer, outcome.decisions), rowsWritten: outcome.rowsWritten };
}

/** The answer as JSON. The decisions come as JSON from the object that made them, and are not taken apart again. */
function withDecisions(answer: Omit<CollectResponse, "decisions">, decisions: string): string {
  return `${JSON.stringify(answer).slice(0, -1)},"decisions":${decisions}}`;
}

/** Refuses events whose decision token this site did not make: nobody invents impressions and clicks. */
function withOwnTokensOnly(parsed: CheckedEvents, key: SigningKey): CheckedEvents {
  if (!parsed.events.some(({ event }) => event.params?.decision_token !== undefined)) return parsed;
  const checked: CheckedEvents = { events: [], rejected: [...parsed.rejected] };
  for (const one of parsed.events) {
    const token = one.event.params?.decision_token;
    if (token === undefined || readDecisionToken(key, token) !== undefined) checked.events.push(one);
    else {
      const detail = "this token was not made by this site; send back the one that came with the decision";
      checked.rejected.push(eventProblem("bad_decision_token", detail, one.index, one.event.id));
    }
  }
  return checked;
}

function outcomeOfDrop({ dropped = "no_consent", envelope, consent }: OpenRequest): DoorOutcome {
  // The head snippet asks before anybody can have been asked for anything.
  if (dropped === "no_consent" && envelope.rawEvents.length === 0) return "asked";
  return dropped === "no_consent" && consent === undefined ? "consent_default" : dropped;
}

/** A name that is misspelt on the page is answered with nothing, for ever: somebody has to be told. */
function noticeUnknownPlacements({ envelope, site }: OpenRequest, notice: Notice): void {
  const { placements } = site.state.definitions;
  for (const { id } of envelope.placements ?? []) {
    if (!placements.some((placement) => placement.id === id)) notice("unknown_placement", id);
  }
}

/** The demo's own shoppers are no sign of an installation. */
function noticeAtDoor(
  { envelope, siteId, site, origin, body, receivedAt }: OpenRequest,
  env: Env,
  later: Later,
  seen: Pick<AtDoor, "outcome" | "detail">,
): void {
  if (envelope.sdk?.startsWith(SIMULATED_SDK)) return;
  noteAtDoor(env, { siteId, site, origin, sdk: envelope.sdk, body, now: receivedAt, ...seen }, later);
}

/** Tells the live feed, after the answer has gone out and only while somebody watches. */
function showLive(
  { envelope, siteId, site, receivedAt, origin, country }: OpenRequest,
  env: Env,
  later: Later,
  events: CheckedEvents["events"],
  outcome: CollectOutcome,
): void {
  const { tap } = site;
  tap.count(hash53(outcome.visitor), outcome.accepted, receivedAt);
  if (outcome.accepted === 0 && outcome.decisions === EMPTY_LIST) return;
  tap.keep((): Omit<LiveEntry, "seq"> => {
    const repeats = new Set(outcome.duplicates);
    return {
      at: receivedAt,
      visitor: outcome.visitor,
      source: sourceOf(envelope, env, origin),
      score: JSON.parse(outcome.scoreParts) as Score,
      scoreBefore: outcome.scoreBefore,
      ...(outcome.moments !== undefined && { moments: JSON.parse(outcome.moments) as Moment[] }),
      events: events.map(({ event }) => event).filter((event) => !repeats.has(event.id)),
      decisions: JSON.parse(outcome.decisions) as Decision[],
      ...(country !== undefined && { country }),
      ...(outcome.entered !== undefined && { entered: outcome.entered }),
      ...(outcome.left !== undefined && { left: outcome.left }),
    };
  });
  if (tap.watched) later(env.SITE.getByName(siteId).pushLive(tap.take()));
}

/** `[]` */
const EMPTY_LIST = JSON.stringify([]);

function sourceOf(envelope: CollectEnvelope, env: Env, origin: string | null): LiveEntry["source"] {
  if (isDevelopment(env) && envelope.sdk?.startsWith(SIMULATED_SDK)) return "simulated";
  return origin === null ? "server" : "web";
}
