/**
 * Empties the queue into requests, one after the other, and asks for decisions in the same ones.
 *
 * Fresh events of this tab leave at once. What is older or was tried before leaves only under a lock that one tab
 * holds at a time, after a look at the disk: another tab may have delivered it, or have ended and left its own.
 */
import type { CollectRequest, CollectResponse } from "../wire/collect.ts";
import { LIMITS } from "../wire/limits.ts";
import { backoffMs } from "./backoff.ts";
import type { ConsentGate } from "./consent.ts";
import type { Emitter } from "./emitter.ts";
import type { Identity } from "./identity.ts";
import { mark } from "./marks.ts";
import type { Settings } from "./options.ts";
import { previewToken } from "./preview.ts";
import { OWN_MS } from "./queue.ts";
import type { EventQueue, QueuedEvent } from "./queue.ts";
import { beacon, post } from "./transport.ts";
import { SDK_VERSION } from "./version.ts";

/** Bytes of events in one request: with page and placements it stays below the 64 KiB that keepalive allows. */
const BATCH_BYTES = 49_152;

/** Bytes of all keepalive requests in flight, at most: browsers fail a request beyond 64 KiB in sum. */
const IN_FLIGHT_BYTES = 61_440;

/** Milliseconds an event that nobody waits for waits for company. */
const LATER_MS = 2_000;

/** Milliseconds until the lock is asked for again while another tab delivers. */
const LOCK_RETRY_MS = 1_000;

/** Wants decisions. */
export interface Ask {
  /** What to add to the request; called when it leaves, so that it names what the page holds then. */
  fields(): Partial<CollectRequest>;
  /** Keep asking until the Worker answers. Otherwise a network that is not there settles it at once. */
  patient?: boolean;
  /** @param answer Missing where none came. */
  settle(answer?: CollectResponse): void;
}

export interface SenderParts {
  settings: Settings;
  gate: ConsentGate;
  identity: Identity;
  queue: EventQueue;
  emitter: Emitter;
}

export interface Sender {
  /** Sends within two seconds. */
  later(): void;
  /** Sends at the end of this task. */
  ask(ask: Ask): void;
  /** Sends now. Never rejects. */
  flush(): Promise<void>;
  /** What other tabs or the last visit left may be sent now: the page starts, returns, or is online again. */
  lookForLeftovers(): void;
  /** The page may be going away: sends what no request carries yet, without waiting for anything. */
  leave(): void;
}

export function createSender({ settings, gate, identity, queue, emitter }: SenderParts): Sender {
  const { key, endpoint } = settings;
  const preview = previewToken();
  const inFlight = new Set<string>();
  let inFlightBytes = 0;
  let asks: Ask[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let running: Promise<void> | undefined;
  let failures = 0;
  /** Before which the network is left alone. Like all times here on the page's own clock, which nobody sets. */
  let notBefore = 0;
  /** Before which the Worker itself has asked for quiet, so nothing but time ends it. */
  let toldToWait = 0;
  let leftovers = false;
  /** Sent at most together; halved when the Worker finds a request too large. */
  let batchEvents: number = LIMITS.batchEvents;

  const now = (): number => performance.now();

  function wake(delayMs: number): void {
    const at = Math.max(now() + delayMs, notBefore);
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(flush, at - now());
  }

  /**
   * What one click tracks comes in one task, so its end is when to send: any later, and the browser first draws what
   * the click led to.
   */
  function wakeNow(): void {
    if (now() < notBefore) return wake(0);
    if (dueAt) queueMicrotask(() => void flush());
    dueAt = 0;
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    dueAt = Infinity;
    return (running ??= work()
      .catch((error: unknown) => emitter.emit("error", { code: "internal", detail: String(error) }))
      .finally(() => {
        running = undefined;
        // What came while the last request was under way.
        if (asks.length > 0) wakeNow();
        else if (gate.open() && queue.all().length > 0) wake(LATER_MS);
      }));
  }

  async function work(): Promise<void> {
    if (now() < notBefore) return giveUp();
    if (!failures || !gate.open()) await sendAll();
    if (!leftovers || !gate.open()) return;
    // Absent in old browsers and where the page is not secure: two tabs may then send the same, which counts once.
    const locks = navigator.locks as LockManager | undefined;
    if (!locks) return sendLeftovers();
    await locks.request(`sv.${key}`, { ifAvailable: true }, async (lock) => {
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
      const rows = batch(BATCH_BYTES);
      const ask = asks.shift();
      if (rows.length === 0 && !ask) return true;
      if (!(await send(rows, ask))) {
        giveUp();
        return false;
      }
    }
  }

  /** Who cannot wait is not kept waiting for a network that is not there. */
  function giveUp(): void {
    const waiting = asks;
    asks = waiting.filter((ask) => ask.patient);
    for (const ask of waiting) if (!ask.patient) ask.settle();
  }

  /** The id to send: with its signature, where that has come meanwhile. */
  function visitorOf(row?: QueuedEvent): string | undefined {
    const visitor = identity.current();
    return !row?.visitor || visitor?.startsWith(`${row.visitor}.`) ? visitor : row.visitor;
  }

  /** The oldest that may be sent together and are not under way: of one visitor, within the limits. */
  function batch(room: number): QueuedEvent[] {
    const rows: QueuedEvent[] = [];
    if (!gate.open() || !identity.current()) return rows;
    for (const row of queue.all()) {
      if (inFlight.has(row.event.id)) continue;
      room -= row.bytes + 1;
      if (rows.length === batchEvents || room < 0 || (rows[0] && visitorOf(row) !== visitorOf(rows[0]))) break;
      rows.push(row);
    }
    return rows;
  }

  function requestFor(rows: QueuedEvent[], ask?: Ask): CollectRequest {
    const sentAt = Date.now();
    const visitor = gate.open() ? visitorOf(rows[0]) : undefined;
    const consent = gate.answer();
    return {
      key,
      ...(visitor && { visitor }),
      sentAt,
      // Nothing happens after it is sent: the clock has been set back in between.
      events: rows.map(({ event }) => (event.at > sentAt ? { ...event, at: sentAt } : event)),
      ...(consent && { consent }),
      ...(preview && { preview }),
      sdk: `sdk/${SDK_VERSION}`,
      ...ask?.fields(),
    };
  }

  /** One request. Whether to go on with the next. */
  async function send(rows: QueuedEvent[], ask?: Ask): Promise<boolean> {
    const request = requestFor(rows, ask);
    if (rows.length === 0 && !request.placements?.length) {
      ask?.settle();
      return true;
    }
    const ids = rows.map(({ event }) => event.id);
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    const detail = { events: ids, placements: request.placements?.map(({ id }) => id) ?? [] };
    for (const id of ids) inFlight.add(id);
    inFlightBytes += bytes;
    mark("sent", detail);
    const outcome = await post(endpoint, request);
    mark("answered", detail);
    for (const id of ids) inFlight.delete(id);
    inFlightBytes -= bytes;

    if (outcome.kind === "answered") {
      const { answer } = outcome;
      failures = 0;
      const removed = queue.remove(ids);
      // A visitor who has said no meanwhile has nothing left to be answered for.
      const theirs = !request.visitor || gate.open();
      emitter.safely(() => theirs && answered(answer, request, ids));
      emitter.safely(() => ask?.settle(theirs ? answer : undefined));
      await removed;
      return true;
    }
    if (outcome.kind === "too_large" && rows.length > 1) {
      batchEvents = Math.ceil(rows.length / 2);
      if (ask) asks.unshift(ask);
      return true;
    }
    if (outcome.kind === "failed") {
      if (ask?.patient) asks.unshift(ask);
      else ask?.settle();
      leftovers = true;
      toldToWait = outcome.waitMs && now() + outcome.waitMs;
      notBefore = Math.max(toldToWait, now() + backoffMs(++failures, Math.random()));
      emitter.emit("error", { code: "network", detail: outcome.detail });
      return false;
    }
    ask?.settle();
    await queue.remove(ids);
    const { reason, detail: why } = outcome;
    for (const { id, name } of request.events) emitter.emit("rejected", { id, name, reason, detail: why });
    if (rows.length === 0) emitter.emit("error", { code: "network", detail: `${reason}: ${why}` });
    return true;
  }

  function answered(
    { visitor, rejected, accepted, duplicates, score }: CollectResponse,
    request: CollectRequest,
    ids: string[],
  ): void {
    // Only who we still are: an answer for the visitor before a reset must not bring that one back.
    if (visitor && request.visitor === identity.current() && visitor !== request.visitor) identity.become(visitor);
    for (const { index, reason, detail } of rejected) {
      const { id, name } = request.events[index] ?? {};
      emitter.emit("rejected", { ...(id && { id }), ...(name && { name }), reason, detail });
    }
    if (ids.length > 0) emitter.emit("sent", { ids, accepted, duplicates, ...(score !== undefined && { score }) });
  }

  return {
    later: () => wake(LATER_MS),
    ask(ask) {
      if (!asks.includes(ask)) asks.push(ask);
      if (now() < notBefore) giveUp();
      wakeNow();
    },
    flush,
    lookForLeftovers() {
      leftovers = true;
      notBefore = toldToWait;
      wakeNow();
    },
    leave() {
      // Too early to know who this is, and too late to wait: better a new visitor than no event.
      if (!queue.leave() && gate.open() && !identity.current()) identity.become();
      if (now() < notBefore || !navigator.onLine) return;
      const rows = batch(Math.min(BATCH_BYTES, IN_FLIGHT_BYTES - inFlightBytes));
      if (rows.length === 0) return;
      if ("keepalive" in Request.prototype) void send(rows);
      else beacon(endpoint, requestFor(rows));
    },
  };
}
