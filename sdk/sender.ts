/**
 * Empties the queue into requests, one after the other, and asks for decisions in the same ones.
 *
 * Fresh events of this tab leave at once. What is older or was tried before leaves only under a lock that one tab
 * holds at a time, after a look at the disk: another tab may have delivered it, or have ended and left its own.
 */
import type { CollectRequest, CollectResponse, PageContext, PlacementRequest } from "../wire/collect.ts";
import type { Decision } from "../wire/decision.ts";
import { LIMITS } from "../wire/limits.ts";
import { backoffMs } from "./backoff.ts";
import type { ConsentGate } from "./consent.ts";
import type { Emitter } from "./emitter.ts";
import type { Identity } from "./identity.ts";
import { mark } from "./marks.ts";
import { OWN_MS } from "./queue.ts";
import type { EventQueue, QueuedEvent } from "./queue.ts";
import { post } from "./transport.ts";
import { SDK_VERSION } from "./version.ts";

/** Bytes of events in one request: with page and placements it stays below the 64 KiB that keepalive allows. */
const BATCH_BYTES = 49_152;

/** Bytes of all keepalive requests in flight, at most: browsers fail a request beyond 64 KiB in sum. */
const IN_FLIGHT_BYTES = 61_440;

/** Milliseconds any other event waits for company. */
const LATER_MS = 2_000;

/** Milliseconds until the lock is asked for again while another tab delivers. */
const LOCK_RETRY_MS = 1_000;

/** Wants decisions for placements. */
export interface Ask {
  /** Called when the request leaves, so that it names what the page holds then. */
  placements(): PlacementRequest[];
  explain?: boolean;
  /** Keep asking until the Worker answers. Otherwise a network that is not there settles it at once. */
  patient?: boolean;
  /**
   * @param decisions `undefined` where none came.
   * @param askedAt Milliseconds on the page's own clock.
   */
  settle(decisions: Decision[] | undefined, askedAt: number): void;
}

export interface SenderParts {
  key: string;
  endpoint: string;
  gate: ConsentGate;
  identity: Identity;
  queue: EventQueue;
  emitter: Emitter;
  /** What the page is about now. */
  pageContext(): PageContext;
}

export interface Sender {
  /** Sends at the end of this task, or within two seconds. */
  schedule(when: "now" | "later"): void;
  ask(ask: Ask): void;
  /** Sends now. Never rejects. */
  flush(): Promise<void>;
  /** What other tabs or the last visit left may be sent now: the page starts, returns, or is online again. */
  lookForLeftovers(): void;
  /** The page may be going away: sends what no request carries yet, without waiting for anything. */
  leave(): void;
}

export function createSender(parts: SenderParts): Sender {
  const { gate, identity, queue, emitter } = parts;
  const inFlight = new Set<string>();
  let inFlightBytes = 0;
  let asks: Ask[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let running: Promise<void> | undefined;
  let failures = 0;
  /** Epoch milliseconds before which the network is left alone. */
  let notBefore = 0;
  /** The Worker itself asked to wait, so nothing but time ends it. */
  let toldToWait = false;
  let leftovers = false;
  /** Sent at most together; halved when the Worker finds a request too large. */
  let batchEvents: number = LIMITS.batchEvents;

  /**
   * What one click tracks comes in one task, so its end is when to send: any later, and the browser first draws what the
   * click led to.
   */
  function wakeNow(): void {
    if (Date.now() < notBefore) return wake(0);
    if (dueAt === 0) return;
    clearTimeout(timer);
    dueAt = 0;
    queueMicrotask(() => void flush());
  }

  function wake(delayMs: number): void {
    const at = Math.max(Date.now() + delayMs, notBefore);
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void flush(), at - Date.now());
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    dueAt = Infinity;
    running ??= work()
      .catch((error: unknown) => emitter.emit("error", { code: "internal", detail: String(error) }))
      .finally(() => {
        running = undefined;
        // What came while the last request was under way.
        if (asks.length > 0) wakeNow();
        else if (gate.open() && queue.size() > 0) wake(LATER_MS);
      });
    return running;
  }

  async function work(): Promise<void> {
    if (Date.now() < notBefore) return giveUp();
    if (failures === 0 || !gate.open()) await sendAll();
    if (!leftovers || !gate.open()) return;
    const locks = navigator.locks as LockManager | undefined;
    if (!locks) return sendLeftovers();
    await locks.request(`sv.${parts.key}`, { ifAvailable: true }, async (lock) => {
      if (lock) await sendLeftovers();
      else if (asks.length > 0) await sendAll();
      else wake(LOCK_RETRY_MS * (1 + Math.random()));
    });
  }

  async function sendLeftovers(): Promise<void> {
    const more = await queue.meetDisk();
    leftovers = !(await sendAll()) || more;
    if (more) wake(OWN_MS);
  }

  /** Whether everything could be sent. */
  async function sendAll(): Promise<boolean> {
    for (;;) {
      // Each time anew: the answer to the consent question may have come during the last request.
      if (gate.open()) await identity.ensure();
      const known = gate.open() && identity.current() !== undefined;
      const events = known ? queue.batch({ events: batchEvents, bytes: BATCH_BYTES }, inFlight) : [];
      const ask = asks.shift();
      if (events.length === 0 && !ask) return true;
      if (!(await send(events, ask))) {
        giveUp();
        return false;
      }
    }
  }

  /** Who cannot wait is not kept waiting for a network that is not there. */
  function giveUp(): void {
    const impatient = asks.filter((ask) => !ask.patient);
    asks = asks.filter((ask) => ask.patient);
    for (const ask of impatient) ask.settle(undefined, 0);
  }

  /** One request. Whether to go on with the next. */
  async function send(rows: QueuedEvent[], ask?: Ask): Promise<boolean> {
    const placements = ask?.placements().slice(0, LIMITS.placements) ?? [];
    if (rows.length === 0 && placements.length === 0) {
      ask?.settle([], 0);
      return true;
    }
    const visitor = gate.open() ? (rows[0]?.visitor ?? identity.current()) : undefined;
    const consent = gate.answer();
    const request: CollectRequest = {
      key: parts.key,
      ...(visitor !== undefined && { visitor }),
      sentAt: Date.now(),
      events: rows.map((row) => row.event),
      ...(placements.length > 0 && { placements, page: parts.pageContext() }),
      ...(consent && { consent }),
      sdk: `sdk/${SDK_VERSION}`,
      ...(ask?.explain && { explain: true }),
    };
    const ids = rows.map((row) => row.event.id);
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    const names = placements.map((placement) => placement.id);
    for (const id of ids) inFlight.add(id);
    inFlightBytes += bytes;
    const askedAt = mark("sent", { events: ids, placements: names });
    const outcome = await post(parts.endpoint, request);
    mark("answered", { events: ids, placements: names });
    for (const id of ids) inFlight.delete(id);
    inFlightBytes -= bytes;

    // A visitor who has said no meanwhile has nothing left to be answered for.
    const stillTheirs = visitor === undefined || gate.open();
    if (outcome.kind === "answered") {
      failures = 0;
      await queue.remove(ids);
      if (stillTheirs) answered(outcome.answer, visitor, rows);
      ask?.settle(stillTheirs ? outcome.answer.decisions : undefined, askedAt);
      return true;
    }
    if (outcome.kind === "too_large" && rows.length > 1) {
      batchEvents = Math.ceil(rows.length / 2);
      if (ask) asks.unshift(ask);
      return true;
    }
    if (ask?.patient && outcome.kind === "failed") asks.unshift(ask);
    else ask?.settle(undefined, askedAt);
    if (outcome.kind === "failed") {
      failures++;
      leftovers = true;
      toldToWait = outcome.waitMs > 0;
      notBefore = Date.now() + Math.max(outcome.waitMs, backoffMs(failures, Math.random()));
      emitter.emit("error", { code: "network", detail: outcome.detail });
      return false;
    }
    const { reason, detail } =
      outcome.kind === "refused" ? outcome : { reason: "body_too_large", detail: "One event alone is too large." };
    await queue.remove(ids);
    for (const { event } of rows) emitter.emit("rejected", { id: event.id, name: event.name, reason, detail });
    if (rows.length === 0) emitter.emit("error", { code: "network", detail: `${reason}: ${detail}` });
    return true;
  }

  function answered(answer: CollectResponse, sentAs: string | undefined, rows: QueuedEvent[]): void {
    // Only who we still are: an answer for the visitor before a reset must not bring that one back.
    if (answer.visitor !== undefined && sentAs === identity.current()) identity.become(answer.visitor);
    for (const { index, reason, detail } of answer.rejected) {
      const event = rows[index]?.event;
      emitter.emit("rejected", { ...(event && { id: event.id, name: event.name }), reason, detail });
    }
    if (rows.length === 0) return;
    emitter.emit("sent", {
      ids: rows.map((row) => row.event.id),
      accepted: answer.accepted,
      duplicates: answer.duplicates,
      ...(answer.score !== undefined && { score: answer.score }),
    });
  }

  return {
    schedule: (when) => (when === "now" ? wakeNow() : wake(LATER_MS)),
    ask(ask) {
      if (!asks.includes(ask)) asks.push(ask);
      if (Date.now() < notBefore) giveUp();
      wakeNow();
    },
    flush,
    lookForLeftovers() {
      leftovers = true;
      if (!toldToWait) notBefore = 0;
      wakeNow();
    },
    leave() {
      queue.leave();
      if (!gate.open() || !identity.current() || Date.now() < notBefore || !navigator.onLine) return;
      const rows = queue.batch(
        { events: batchEvents, bytes: Math.min(BATCH_BYTES, IN_FLIGHT_BYTES - inFlightBytes) },
        inFlight,
      );
      if (rows.length > 0) void send(rows);
    },
  };
}
