/**
 * How more is plugged in. A module is a function of the client: `use` calls it once the page is there to be seen. By
 * npm it is imported; the script tag fetches it, from the Worker's own host, when a site or a decision asks for it.
 */
import type { PageContext } from "../wire/collect.ts";
import type { Decision, OfferCountdown, OfferDecision, OfferFormat } from "../wire/decision.ts";
import type { EventPage, EventParams } from "../wire/event.ts";
import type { Sameview, SameviewEvents } from "./api.ts";
import type { Ask, Asks } from "./asks.ts";
import type { Settings } from "./options.ts";
import type { DurableStore } from "./durable-store.ts";
import type { EventQueue } from "./queue.ts";
import type { Recovery } from "./recovery.ts";
import type { Sender } from "./sender.ts";
import type { Spill } from "./spill.ts";

/** What it returns is not looked at. */
export type Module = (core: Core) => unknown;

/**
 * Modules that are not in the core's file: `recovery` when something did not go straight, `placements` when the page has some, `overlays` when a decision has such a format, `extras` and `adapters` when
 * the options `capture` and `adapters` name something in them, `debug` when somebody asks for it, `check` when a check link opened the page.
 */
export type ChunkName = "recovery" | "history" | "placements" | "overlays" | "extras" | "adapters" | "debug" | "check";

/** How a page came to its address; a reload or `null` leads to the address that was there. */
export type NavigationKind = "push" | "replace" | "traverse" | "reload" | null;

/** Fetches a chunk, by the script tag from the host of the front door. Its default export is the module. */
export type LoadChunk = (name: ChunkName, endpoint: string) => Promise<{ default: Module }>;

/** An offer whose format the core does not draw itself. */
export interface OfferDrawing {
  decision: OfferDecision;
  /** The offer's content as the core builds it, in no page yet; its clicks are recorded. */
  content: HTMLElement;
  /** How the core dresses content: a shadow root needs it too. */
  look: CSSStyleSheet;
  /** Call it once the frame is in the page: from then on `seen` counts, and `shown` is said. */
  shown(frame: HTMLElement): void;
  /** Call it when the shopper has closed it: recorded as `dismiss_promotion`. */
  dismissed(): void;
}

/** Puts an offer in the page. Returns what takes it away again. */
export type DrawOffer = (drawing: OfferDrawing) => () => void;

/** How events leave. */
export interface Delivery {
  queue: EventQueue;
  store: DurableStore;
  spill: Spill;
  sender: Sender;
}

/** The client as features and modules see it: the public verbs, and these. */
export interface Core extends Sameview {
  readonly settings: Settings;
  /** The page before this one; for single-page navigation, the previous virtual page. */
  referrer: string;
  /**
   * Shows a decision where its placement is. Missing until the chunk that can is here.
   *
   * @param askedAt Milliseconds on the page's own clock.
   */
  draw?(decision: Decision, askedAt: number): void;
  /** Counts down in this element; missing until the chunk that can is here. */
  countDown?(countdown: OfferCountdown, into: HTMLElement, ended: () => void): void;
  delivery: Delivery;
  /** Delivers what did not go straight; missing until the chunk that can is here. */
  recovery?: Recovery;
  /** Shows what the SDK is doing; missing until the chunk that can is here. */
  openPanel?(): void;
  /** Placements in shadow roots. */
  inShadows: Set<HTMLElement>;
  /** Milliseconds by which the Worker's clock is ahead of this device's, as its last answer said. */
  aheadMs: number;
  /** Who draws which format: a module puts itself in. `inline` is the core's own. */
  readonly formats: Partial<Record<OfferFormat, DrawOffer>>;
  /** Asked for each request: what is found here goes before what the page's `<meta>` say. */
  readonly pageReaders: (() => Partial<PageContext>)[];
  /** The page may be at another address now. */
  navigated(kind: NavigationKind): void;
  /** Calls now or, before the page is there to be seen, then. An exception becomes an `error` event. */
  run(call: () => unknown): void;
  safely(call: () => unknown): void;
  /**
   * Records at once.
   *
   * @param page Where it happened, if not here.
   */
  record(name: string, params?: EventParams, page?: EventPage): void;
  /** Who wants decisions. Missing in `sameview/track`. */
  asks?: Asks;
  /** Wants decisions with the next request, which leaves at the end of this task. */
  ask(ask: Ask): void;
  /** Reports to whoever listens by `on`. */
  emit<Name extends keyof SameviewEvents>(name: Name, detail: SameviewEvents[Name]): void;
  /** Fetches a chunk and uses it, once. Resolves when that is done or has failed. `sameview/track` has `recovery` only. */
  load(name: ChunkName): Promise<void>;
  /** May an id be kept and events be stored and sent? */
  consented(): boolean;
  /** An id for an event, sorting by time. */
  newId(): string;
}
