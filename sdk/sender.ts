/**
 * Empties the queue into requests, one after the other, and asks for decisions in the same ones.
 *
 * Here is what goes straight: fresh events of this tab, answered. What was refused, what failed and was too old by then,
 * and what other tabs have left is a matter of `recovery.ts`, which is fetched when that happens; what it is needed for
 * waits until it is here.
 */
import type { CollectResponse } from "../wire/collect.ts";
import { LIMITS } from "../wire/limits.ts";
import type { Rider } from "./asks.ts";
import { backoffMs, retryAfterMs } from "./backoff.ts";
import type { ConsentGate } from "./consent.ts";
import type { Identity } from "./identity.ts";
import { mark } from "./marks.ts";
import type { Core } from "./module.ts";
import { previewToken } from "./preview.ts";
import type { EventQueue, QueuedEvent } from "./queue.ts";
import { beacon, post } from "./transport.ts";
import type { Outcome, RequestDraft } from "./transport.ts";
import { SDK_VERSION } from "./version.ts";

/** Bytes of events in one request: with page and placements it stays below the 64 KiB that keepalive allows. */
const BATCH_BYTES = 49_152;

/** Bytes of all keepalive requests in flight, at most: browsers fail a request beyond 64 KiB in sum. */
const IN_FLIGHT_BYTES = 61_440;

/** Milliseconds an event that nobody waits for waits for company. */
export const LATER_MS = 2_000;

/** Statuses that are final: not those that ask to come back, after a timeout (408), too early (425), or too many requests (429). */
const REFUSED = /^4(?!08|25|29)/;

export interface Sender {
  /** Sends within so many milliseconds, as soon as the network is not left alone. */
  wake(delayMs?: number): void;
  /**
   * Sends at the end of this task. What one click tracks comes in one task: any later, and the browser first draws what
   * the click led to.
   */
  wakeNow(): void;
  /** Sends now. Never rejects. */
  flush(): Promise<void>;
  /** Sends everything that is not under way, and every ask. Whether it could. */
  sendAll(): Promise<boolean>;
  /** Ended tabs have left something: delivers it too. */
  recover(): void;
  /** Tries again at once: the page returns, or is online again. */
  resume(): void;
  /** The page may be going away: sends what no request carries yet, without waiting for anything. */
  leave(): void;
  /** Events sent at most together. */
  batchEvents: number;
}

/** One request to be. */
export interface Batch {
  rows: QueuedEvent[];
  request: RequestDraft;
  rider: Rider | undefined;
}

/** The parts of the client that are there before its sender is. */
type SenderParts = Pick<Core, "settings" | "emit" | "safely" | "load" | "recovery" | "asks">;

export function createSender(core: SenderParts, gate: ConsentGate, identity: Identity, queue: EventQueue): Sender {
  const { key, endpoint } = core.settings;
  const preview = previewToken();
  const inFlight = new Set<QueuedEvent>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let running: Promise<void> | undefined;
  let failures = 0;
  /** Before which the network is left alone. Like all times here on the page's own clock, which nobody sets. */
  let notBefore = 0;
  /** Before which the Worker itself has asked for quiet, so nothing but time ends it. */
  let toldToWait = 0;
  let leftovers = false;

  const now = (): number => performance.now();

  function wake(delayMs = 0): void {
    const at = Math.max(now() + delayMs, notBefore);
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(flush, at - now());
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    dueAt = Infinity;
    return (running ??= work());
  }

  async function work(): Promise<void> {
    try {
      await (now() < notBefore ? core.asks?.giveUp() : deliver());
    } catch (error) {
      core.emit("error", { code: "internal", detail: String(error) });
    }
    running = undefined;
    // What came while the last request was under way.
    if (core.asks?.waiting[0]) wake();
    else if (queue.rows.size > 0) wake(LATER_MS);
  }

  async function deliver(): Promise<void> {
    const { recovery } = core;
    // What has failed once another tab may have delivered meanwhile: then only after a look at the disk.
    if (!failures || !recovery) await sendAll();
    if (!leftovers) return;
    // Not waited for: a network that swallows requests would hold up what can go without it.
    if (!recovery) return void core.load("recovery").then(() => core.recovery && wake());
    if (now() < notBefore) return;
    leftovers = false;
    const again = await recovery.recover();
    if (again) recover(again);
  }

  function recover(delayMs?: number): void {
    leftovers = true;
    wake(delayMs);
  }

  async function sendAll(): Promise<boolean> {
    for (;;) {
      // Each time anew: the answer to the consent question may have come during the last request.
      await identity.ensure();
      const next = batch(BATCH_BYTES, core.asks?.next());
      if (next.rows.length === 0 && !next.rider) return true;
      if (!(await send(next))) {
        core.asks?.giveUp();
        return false;
      }
    }
  }

  /** The oldest that may be sent together and are not under way: of one visitor, within the limits. */
  function batch(room: number, rider?: Rider): Batch {
    const current = identity.current();
    // The id to send: with its signature, where that has come meanwhile.
    const visitorOf = ({ visitor = current }: Partial<QueuedEvent> = {}): string | undefined =>
      current?.startsWith(`${visitor}.`) ? current : visitor;
    const waiting = current ? [...queue.rows.values()].filter((row) => !inFlight.has(row)) : [];
    const visitor = visitorOf(waiting[0]);
    const rows = waiting
      .filter((row) => visitorOf(row) === visitor && (room -= row.bytes + 1) >= 0)
      .slice(0, sender.batchEvents);
    const sentAt = Date.now();
    const request: RequestDraft = {
      key,
      visitor,
      sentAt,
      // Nothing happens after it is sent: the clock has been set back in between.
      events: rows.map(({ event }) => ({ ...event, at: Math.min(event.at, sentAt) })),
      consent: gate.answer(),
      preview,
      sdk: `sdk/${SDK_VERSION}`,
      ...rider?.fields,
    };
    return { rows, request, rider };
  }

  /** One request. Whether to go on with the next. */
  async function send(batch: Batch): Promise<boolean> {
    const { rows, request, rider } = batch;
    const { events, placements = [], visitor } = request;
    const ids = events.map(({ id }) => id);
    const detail = { events: ids, placements: placements.map(({ id }) => id) };
    for (const row of rows) inFlight.add(row);
    mark("sent", detail);
    const outcome = await post(endpoint, request);
    mark("answered", detail);
    for (const row of rows) inFlight.delete(row);

    const { status, body } = outcome;
    // A hotel's login page answers 200 as well; only an answer that speaks for the events lets them go.
    if (status < 300 && Array.isArray(body?.rejected)) {
      failures = 0;
      void queue.remove(ids);
      // A visitor who has said no meanwhile has nothing left to be answered for.
      const answer = !visitor || gate.open() ? (body as CollectResponse) : undefined;
      core.safely(() => answer && answered(answer, request, ids));
      core.safely(() => rider?.settle(answer));
      return true;
    }
    if (REFUSED.test(String(status))) {
      await core.load("recovery");
      core.recovery?.refused(outcome, batch);
      if (core.recovery) return true;
    }
    failed(outcome);
    rider?.settle();
    return false;
  }

  function failed({ status, retryAfter, error = `status ${status}` }: Outcome): void {
    leftovers = true;
    toldToWait = now() + retryAfterMs(retryAfter, Date.now());
    notBefore = Math.max(toldToWait, now() + backoffMs(++failures, Math.random()));
    core.emit("error", { code: "network", detail: String(error) });
  }

  function answered(
    { visitor, rejected, accepted, duplicates, score }: CollectResponse,
    request: RequestDraft,
    ids: string[],
  ): void {
    // Only who we still are: an answer for the visitor before a reset must not bring that one back.
    if (visitor && request.visitor === identity.current() && visitor !== request.visitor) identity.become(visitor);
    for (const { index, reason, detail } of rejected)
      core.emit("rejected", { ...request.events[index], reason, detail });
    if (ids.length > 0) core.emit("sent", { ids, accepted, duplicates, score });
  }

  function wakeNow(): void {
    queueMicrotask(() => void flush());
  }

  const sender: Sender = {
    batchEvents: LIMITS.batchEvents,
    wake,
    wakeNow,
    flush,
    sendAll,
    recover,
    resume() {
      notBefore = toldToWait;
      wakeNow();
    },
    leave() {
      queue.leave();
      // Too early to know who this is, and too late to wait: better a new visitor than no event.
      if (!identity.current()) identity.become();
      if (now() < notBefore || !navigator.onLine) return;
      let room = IN_FLIGHT_BYTES;
      for (const { bytes } of inFlight) room -= bytes;
      const last = batch(Math.min(BATCH_BYTES, room));
      if (last.rows.length === 0) return;
      if ("keepalive" in Request.prototype) void send(last);
      else beacon(endpoint, last.request);
    },
  };
  return sender;
}
