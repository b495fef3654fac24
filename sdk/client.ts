/**
 * START HERE. One client for one page: what happens goes through the consent gate into the queue, leaves in a request,
 * and what was decided comes back in its answer and into the page. Everything it knows is inside this function.
 */
import type { EventParams } from "../wire/event.ts";
import { IDENTIFY_EVENT } from "../wire/event.ts";
import type { PageContext } from "../wire/collect.ts";
import type { Decision, EmptyDecision } from "../wire/decision.ts";
import type { Sameview, SameviewOptions } from "./api.ts";
import { pageUrl, readEventPage, readPageContext } from "./capture/page-context.ts";
import { watchPageViews } from "./capture/page-views.ts";
import { createConsentGate } from "./consent.ts";
import { createDurableStore } from "./durable-store.ts";
import { createEmitter } from "./emitter.ts";
import { draftEvent } from "./event-draft.ts";
import { createEventIds } from "./event-id.ts";
import { createIdentity } from "./identity.ts";
import { mark } from "./marks.ts";
import type { ChunkName, Core, LoadChunk } from "./module.ts";
import { readOptions } from "./options.ts";
import { createQueue } from "./queue.ts";
import type { QueuedEvent } from "./queue.ts";
import { createPlacements } from "./render/placements.ts";
import { createSender } from "./sender.ts";
import type { Ask } from "./sender.ts";
import { createSpill } from "./spill.ts";

/** Events kept in memory while the visitor has not answered the consent question: a long visit's worth. */
const HELD_EVENTS = 100;

/**
 * Events that change what the visitor should see: they leave at once and ask for the page's placements. A click on a
 * product is none of them: it leads to another page, whose own request must not wait behind one for this page.
 */
const TELLING = new Set([
  "page_view",
  "view_item",
  "search",
  "view_search_results",
  "add_to_cart",
  "remove_from_cart",
  "add_to_wishlist",
  "begin_checkout",
  "purchase",
  IDENTIFY_EVENT,
]);

/** @throws {TypeError} An option is wrong. Nothing throws afterwards. */
export function createClient(options: SameviewOptions, loadChunk: LoadChunk): Sameview {
  const settings = readOptions(options);
  const { key } = settings;
  const emitter = createEmitter(settings.debug);
  const nextId = createEventIds();
  const store = createDurableStore(`sv.${key}`, (detail) => emitter.emit("error", { code: "storage", detail }));
  let dropped = 0;
  const queue = createQueue(store, createSpill(key, nextId()), ({ id, name }) => {
    const detail = `The queue is full: ${++dropped} let go on this page.`;
    emitter.emit("rejected", { id, name, reason: "queue_full", detail });
  });
  const gate = createConsentGate(key, settings.consent, () => emitter.safely(consentChanged));
  const identity = createIdentity(key, store, gate);
  const sender = createSender({
    key,
    endpoint: settings.endpoint,
    gate,
    identity,
    queue,
    emitter,
    pageContext,
  });
  const formats: Core["formats"] = {};
  const pageReaders: Core["pageReaders"] = [];
  const loads = new Map<ChunkName, Promise<void>>();
  const placements = createPlacements({
    emitter,
    record: (name, params) => record(name, params),
    drawerOf: async (format) => {
      if (!formats[format]) await load("overlays");
      return formats[format];
    },
  });

  let started = false;
  /** Calls made before the page is there for someone to see. */
  const early: (() => void)[] = [];
  let held: QueuedEvent[] = [];
  let referrer = document.referrer;
  let url = pageUrl();
  let pageNumber = 0;
  let askedOnPage = 0;
  /** What the page's last request named: the page's context and its placements. */
  let askedFor = "";

  /** For the placements of the page itself. */
  const pageAsk: Ask = {
    patient: true,
    placements() {
      askedOnPage = pageNumber;
      const wanted = placements.wanted();
      askedFor = JSON.stringify([pageContext(), wanted]);
      return wanted;
    },
    settle(decisions, askedAt) {
      if (!decisions) return;
      announce(decisions);
      // The shopper may have gone on to another page meanwhile, which asked for itself.
      if (askedOnPage === pageNumber) placements.show(decisions, askedAt);
    },
  };

  function pageContext(): PageContext {
    return Object.assign(readPageContext(), ...pageReaders.map((read) => read()));
  }

  function load(name: ChunkName): Promise<void> {
    const loading =
      loads.get(name) ??
      loadChunk(name)
        .then(({ default: module }) => module(core) as undefined)
        .catch((error: unknown) => emitter.emit("error", { code: "module", detail: `${name}: ${String(error)}` }));
    loads.set(name, loading);
    return loading;
  }

  function announce(decisions: Decision[]): void {
    for (const decision of decisions) emitter.emit("decision", decision);
  }

  function run(call: () => void): void {
    if (started) emitter.safely(call);
    else early.push(call);
  }

  function record(name: string, params?: EventParams): void {
    const draft = draftEvent(nextId(), name, params, readEventPage(referrer));
    if ("rejection" in draft) return emitter.emit("rejected", draft.rejection);
    const { row } = draft;
    mark("track", { id: row.event.id, name });
    if (gate.open()) enqueue(row);
    else if (gate.waiting()) held = [...held, row].slice(-HELD_EVENTS);
    // A router that renders before it changes the address has tracked its product by now, and the placements are
    // being decided: the page view itself then changes nothing that they could wait for.
    const telling = TELLING.has(name) && !(name === "page_view" && isAsked());
    // Without consent the Worker learns only which page this is, so only a new page can change its answer.
    if (gate.open() ? telling : name === "page_view") sender.ask(pageAsk);
    if (gate.open()) sender.schedule(telling ? "now" : "later");
  }

  /** Whether this very page, with these placements, has been asked for already. */
  function isAsked(): boolean {
    return askedOnPage === pageNumber && askedFor === JSON.stringify([pageContext(), placements.wanted()]);
  }

  function enqueue(row: QueuedEvent): void {
    const visitor = identity.current();
    queue.add(visitor === undefined ? row : { ...row, visitor });
    emitter.emit("queued", row.event);
  }

  function beginPage(from: string): void {
    referrer = from;
    url = pageUrl();
    pageNumber++;
    placements.newPage();
  }

  function consentChanged(): void {
    emitter.emit("consent", gate.answer() ?? { analytics: false, personalization: false });
    if (!gate.waiting()) {
      if (gate.open()) begin();
      held = [];
    }
    if (!gate.open()) {
      identity.erase();
      void queue.erase();
    }
    if (started && pageNumber > 0) sender.ask(pageAsk);
  }

  /** The gate is open: from here on the device may be written to. */
  function begin(): void {
    store.open();
    for (const row of held) enqueue(row);
    sender.lookForLeftovers();
  }

  function start(): void {
    started = true;
    if (gate.open()) begin();
    if (settings.auto) {
      watchPageViews({
        begin: (from) => emitter.safely(() => beginPage(from)),
        view: () => emitter.safely(() => record("page_view")),
      });
    }
    for (const call of early.splice(0)) run(call);
    if (settings.capture.length > 0) void load("extras");
    if (settings.adapters.length > 0) void load("adapters");
    placements.watch(() => emitter.safely(() => sender.ask(pageAsk)));
    const leave = (): void => emitter.safely(() => sender.leave());
    const back = (): void => emitter.safely(() => gate.open() && sender.lookForLeftovers());
    document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : back()));
    addEventListener("pagehide", leave);
    addEventListener("online", back);
    void (gate.open() ? identity.ensure() : Promise.resolve()).then(() => {
      const visitor = gate.open() ? identity.current() : undefined;
      emitter.emit("ready", visitor === undefined ? {} : { visitor });
    });
  }

  // After this task, so that whoever called gets to listen, or to say no, before the first page view.
  queueMicrotask(() => whenSeen(() => emitter.safely(start)));

  const core: Core = {
    options: settings,
    formats,
    pageReaders,
    load,
    waiting: () => queue.all(),
    emit: emitter.emit,
    use: (module) => run(() => module(core)),
    track: (name, ...[params]) => run(() => record(name, params)),
    page: (name, params) =>
      run(() => {
        beginPage(pageUrl() === url ? referrer : url);
        record("page_view", { ...(name && { page_title: name }), ...params });
      }),
    identify: (userId, traits) =>
      run(() => {
        if (userId) record(IDENTIFY_EVENT, { user_id: String(userId), ...(traits && { traits }) });
        else emitter.emit("error", { code: "bad_call", detail: "identify needs the customer's id." });
      }),
    // Not put off: a no must be there before the first page view is.
    consent: (answer) => emitter.safely(() => gate.set(answer)),
    decide: (placementIds, { explain = false } = {}) =>
      new Promise((resolve) =>
        run(() => {
          const ids = [placementIds].flat();
          sender.ask({
            placements: () => ids.map((id) => ({ id })),
            explain,
            settle(decisions = []) {
              announce(decisions);
              resolve(ids.map((id) => decisions.find(({ placement }) => placement === id) ?? undecided(id, nextId())));
            },
          });
        }),
      ),
    on: (name, handler) => emitter.on(name, handler),
    reset: () =>
      run(() => {
        if (gate.open()) identity.reset();
        if (pageNumber > 0) sender.ask(pageAsk);
      }),
    flush: () => new Promise((resolve) => run(() => void sender.flush().then(resolve))),
  };
  return core;
}

function undecided(placement: string, id: string): EmptyDecision {
  const why = "The Worker did not answer.";
  return { id, placement, kind: "none", reason: "ERROR", why, probability: 1, model: 0, definitions: 0 };
}

/** Calls once the document is parsed, so that its placements are there, and shown: prerendering is not a visit. */
function whenSeen(call: () => void): void {
  const page = document as Document & { prerendering?: boolean };
  const again = (): void => whenSeen(call);
  if (page.prerendering) document.addEventListener("prerenderingchange", again, { once: true });
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", again, { once: true });
  else call();
}
