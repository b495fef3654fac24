/**
 * START HERE. One client for one page: what happens goes through the consent gate into the queue, leaves in a request,
 * and what was decided comes back in its answer. Everything it knows is inside this function; what it notices by itself
 * and what it draws are features, `capture/` and `render/`, plugged in as any module is.
 */
import type { EventPage, EventParams } from "../wire/event.ts";
import { IDENTIFY_EVENT } from "../wire/event.ts";
import type { SameviewOptions } from "./api.ts";
import { readEventPage } from "./capture/page-context.ts";
import { createConsentGate } from "./consent.ts";
import { createDurableStore, isEvent } from "./durable-store.ts";
import type { DurableStore } from "./durable-store.ts";
import { createEmitter } from "./emitter.ts";
import { draftEvent } from "./event-draft.ts";
import { createEventIds } from "./event-id.ts";
import { createIdentity } from "./identity.ts";
import { mark } from "./marks.ts";
import type { ChunkName, Core, LoadChunk, Module } from "./module.ts";
import { readOptions } from "./options.ts";
import { createQueue } from "./queue.ts";
import type { QueuedEvent } from "./queue.ts";
import { createSender, LATER_MS } from "./sender.ts";
import { createSpill } from "./spill.ts";

/** Events kept in memory while the visitor has not answered the consent question: a long visit's worth. */
const HELD_EVENTS = 100;

/** Milliseconds after which a page that was closed as this one opened has written its last words. */
const LAST_WORDS_MS = 5_000;

/**
 * @param loadChunk Fetches what is not built in.
 * @param features What the entry builds in: they add their verbs at once.
 * @throws {TypeError} An option is wrong. Nothing throws afterwards.
 */
export function createClient(options: SameviewOptions, loadChunk: LoadChunk, features: readonly Module[]): Core {
  const settings = readOptions(options);
  const { key } = settings;
  const { on, emit, safely } = createEmitter(settings.debug);
  const newId = createEventIds();
  const store = createDurableStore(`sv.${key}`, (detail) => emit("error", { code: "storage", detail }));
  const spill = createSpill(key, newId());
  const queue = createQueue(store, spill);
  const gate = createConsentGate(settings, () => safely(consentChanged));
  const identity = createIdentity(settings, store, gate);
  const loads: Partial<Record<ChunkName, Promise<void>>> = {};

  let started = false;
  /** Calls made before the page is there for someone to see. */
  const early: (() => unknown)[] = [];
  let held: QueuedEvent[] = [];

  function run(call: () => unknown): void {
    if (started) safely(call);
    else early.push(call);
  }

  function load(name: ChunkName): Promise<void> {
    return (loads[name] ??= loadChunk(name, settings.endpoint)
      .then((chunk) => void chunk.default(core))
      .catch((error: unknown) => {
        // The network may be back the next time.
        delete loads[name];
        emit("error", { code: "module", detail: `${name}: ${String(error)}` });
      }));
  }

  function record(name: string, params?: EventParams, page: EventPage = readEventPage(core.referrer)): void {
    const row = draftEvent(newId(), name, params, page);
    if ("reason" in row) return emit("rejected", row);
    mark("track", { id: row.event.id, name });
    if (gate.open()) {
      enqueue(row);
      sender.wake(LATER_MS);
    } else if (!gate.answer() && settings.beforeConsent === "hold") {
      held = [...held, row].slice(-HELD_EVENTS);
    }
    emit("recorded", row.event);
  }

  function enqueue(row: QueuedEvent): void {
    void queue.add([{ ...row, visitor: identity.current() }]);
    emit("queued", row.event);
  }

  function consentChanged(): void {
    const answer = gate.answer();
    if (gate.open()) {
      begin();
    } else {
      identity.erase();
      queue.erase();
    }
    if (answer) held = [];
    emit("consent", answer ?? { analytics: false, personalization: false });
  }

  /** The gate is open: from here on the device may be written to. */
  function begin(): void {
    void look(store.open());
    // A page that closes while this one opens may spill after the first look.
    setTimeout(look, LAST_WORDS_MS);
    held.forEach(enqueue);
    if (held.length > 0) sender.wake();
  }

  /** Ended tabs may have left something: only then is fetched what delivers it. */
  async function look(found?: ReturnType<DurableStore["read"]>): Promise<void> {
    if (spill.places().length > 0 || (await found)?.some(isEvent)) sender.recover();
  }

  async function start(): Promise<void> {
    if (started) return;
    started = true;
    if (gate.open()) begin();
    early.forEach(safely);
    await identity.ensure();
    // Without the Worker's signature: this may end in a console.
    emit("ready", { visitor: identity.current()?.split(".")[0] });
  }

  /** The page comes or goes. */
  function turn({ type, persisted }: Event & { persisted?: boolean }): void {
    safely(() => {
      if (type === "pagehide" || document.visibilityState === "hidden") {
        // Left before it was parsed: what was tracked by then is kept and sent all the same.
        if (type === "pagehide" && !isPrerendering()) void start();
        emit("leave", {});
        sender.leave();
      } else if (started && gate.open() && persisted !== false) {
        // Not where a page is shown for the first time: it has just looked.
        sender.resume();
        void look(store.read());
      }
    });
  }

  const parts: Partial<Core> = {
    settings,
    referrer: document.referrer,
    formats: {},
    pageReaders: [],
    run,
    record,
    load,
    consented: gate.open,
    newId,
    emit,
    safely,
    on,
    use: (module) => run(() => module(core)),
    track: (name, ...[params]) => run(() => record(name, params)),
    identify: (userId, traits) =>
      run(() => {
        if (userId) record(IDENTIFY_EVENT, { user_id: String(userId), traits } as EventParams);
        else emit("error", { code: "bad_call", detail: "identify needs the customer's id." });
      }),
    // Not put off: a no must be there before the first page view is.
    consent: (answer) => safely(() => gate.set(answer)),
    reset: () =>
      run(() => {
        identity.become();
        emit("reset", {});
      }),
    flush: () => new Promise((resolve) => run(() => resolve(sender.flush()))),
  };
  const core = parts as Core;
  const sender = createSender(core, gate, identity, queue);
  parts.delivery = { queue, store, spill, sender };
  // The features add what is missing.
  for (const feature of features) feature(core);
  for (const name of ["visibilitychange", "pageshow", "online", "pagehide"]) addEventListener(name, turn);
  // After this task, so that whoever called gets to listen, or to say no, before the first page view.
  // In a task of its own, so that neither is long on a slow phone.
  setTimeout(() => whenSeen(() => safely(start)));
  return core;
}

/**
 * Calls once the document is parsed, so that its placements are there, and shown: prerendering is not a visit, and
 * Chromium gives up a prerendered page that reads its database.
 */
function whenSeen(call: () => void): void {
  const event = isPrerendering() ? "prerenderingchange" : document.readyState === "loading" && "DOMContentLoaded";
  if (event) document.addEventListener(event, () => whenSeen(call), { once: true });
  else call();
}

function isPrerendering(): boolean {
  return !!(document as Document & { prerendering?: boolean }).prerendering;
}
