/**
 * Empties the queue into requests, one after the other, and asks for decisions in the same ones.
 *
 * Here is what goes straight: fresh events of this tab, answered. What was refused, what failed and was too old by then,
 * and what other tabs have left is a matter of `recovery.ts`, which is fetched when that happens; what it is needed for
 * waits until it is here.
 */
import type { CollectResponse } from "../wire/collect.ts";
import { LIMITS } from "../wire/limits.ts";
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

/** Wants decisions. */
export interface Ask {
  /** What to add to the request; called when it leaves, so that it names what the page holds then. */
  fields(): Partial<RequestDraft>;
  /** Keep asking until the Worker answers. Otherwise a network that is not there settles it at once. */
  patient?: boolean;
  /** @param answer Missing where none came. */
  settle(answer?: CollectResponse): void;
}

export interface Sender {
  /** Sends within so many milliseconds, as soon as the network is not left alone. */
  wake(delayMs?: number): void;
  /** Sends at the end of this task. */
  ask(ask: Ask): void;
  /** Sends now. Never rejects. */
  flush(): Promise<void>;
  /** Sends everything that is not under way, and every ask. Whether it could. */
  sendAll(): Promise<boolean>;
  /** Whether somebody waits for decisions. */
  asked(): boolean;
  /** Ended tabs have left something: delivers it too. */
  recover(): void;
  /** Tries again at once: the page returns, or is online again. */
  resume(): void;
  /** The page may be going away: sends what no request carries yet, without waiting for anything. */
  leave(): void;
  /** Events sent at most together. */
  batchEvents: number;
}

/** The parts of the client that are there before its sender is. */
type SenderParts = Pick<Core, "settings" | "emit" | "safely" | "load" | "recovery">;

export function createSender(core: SenderParts, gate: ConsentGate, identity: Identity, queue: EventQueue): Sender {
  const { key, endpoint } = core.settings;
  const preview = previewToken();
  const inFlight = new Set<QueuedEvent>();
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
    return (running ??= work()
      .catch((error: unknown) => core.emit("error", { code: "internal", detail: String(error) }))
      .finally(() => {
        running = undefined;
        // What came while the last request was under way.
        if (asks.length > 0) wake();
        else if (gate.open() && queue.rows.size > 0) wake(LATER_MS);
      }));
  }

  async function work(): Promise<void> {
    if (now() < notBefore) return giveUp();
    const { recovery } = core;
    // What has failed once another tab may have delivered meanwhile: then only after a look at the disk.
    if (!failures || !recovery || !gate.open()) await sendAll();
    if (!leftovers || !gate.open()) return;
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
    asks = asks.filter((ask) => ask.patient || ask.settle());
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
    for (const row of queue.rows.values()) {
      if (inFlight.has(row)) continue;
      room -= row.bytes + 1;
      if (rows.length === sender.batchEvents || room < 0 || (rows[0] && visitorOf(row) !== visitorOf(rows[0]))) break;
      rows.push(row);
    }
    return rows;
  }

  function requestFor(rows: QueuedEvent[], ask?: Ask): RequestDraft {
    const sentAt = Date.now();
    return {
      key,
      visitor: gate.open() ? visitorOf(rows[0]) : undefined,
      sentAt,
      // Nothing happens after it is sent: the clock has been set back in between.
      events: rows.map(({ event }) => ({ ...event, at: Math.min(event.at, sentAt) })),
      consent: gate.answer(),
      preview,
      sdk: `sdk/${SDK_VERSION}`,
      ...ask?.fields(),
    };
  }

  /** One request. Whether to go on with the next. */
  async function send(rows: QueuedEvent[], ask?: Ask): Promise<boolean> {
    const request = requestFor(rows, ask);
    const { events, placements = [], visitor } = request;
    if (rows.length + placements.length === 0) {
      ask?.settle();
      return true;
    }
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
      core.safely(() => ask?.settle(answer));
      return true;
    }
    if (REFUSED.test(String(status))) {
      await core.load("recovery");
      if (core.recovery) return core.recovery.refused(outcome, events, ask);
    }
    failed(outcome);
    if (ask?.patient) asks.unshift(ask);
    else ask?.settle();
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

  /**
   * What one click tracks comes in one task, so its end is when to send: any later, and the browser first draws what
   * the click led to.
   */
  function wakeNow(): void {
    queueMicrotask(flush);
  }

  const sender: Sender = {
    batchEvents: LIMITS.batchEvents,
    wake,
    ask(ask) {
      if (!asks.includes(ask)) asks.push(ask);
      wakeNow();
    },
    flush,
    sendAll,
    asked: () => asks.length > 0,
    recover,
    resume() {
      notBefore = toldToWait;
      wakeNow();
    },
    leave() {
      queue.leave();
      // Too early to know who this is, and too late to wait: better a new visitor than no event.
      if (gate.open() && !identity.current()) identity.become();
      if (now() < notBefore || !navigator.onLine) return;
      let room = IN_FLIGHT_BYTES;
      for (const { bytes } of inFlight) room -= bytes;
      const rows = batch(Math.min(BATCH_BYTES, room));
      if (rows.length === 0) return;
      if ("keepalive" in Request.prototype) void send(rows);
      else beacon(endpoint, requestFor(rows));
    },
  };
  return sender;
}
