/**
 * How more is plugged in. A module is a function of the client: `use` calls it once the page is there to be seen. By
 * npm it is imported; the script tag fetches it, from the Worker's own host, when a site or a decision asks for it.
 */
import type { PageContext } from "../wire/collect.ts";
import type { OfferDecision, OfferFormat } from "../wire/decision.ts";
import type { Sameview, SameviewEvents } from "./api.ts";
import type { QueuedEvent } from "./queue.ts";

/** What it returns is not looked at. */
export type Module = (core: Core) => unknown;

/**
 * Modules that are not in the core's file: `overlays` when a decision has such a format, `extras` and `adapters` when
 * the options `capture` and `adapters` name something in them, `debug` when somebody asks for it.
 */
export type ChunkName = "overlays" | "extras" | "adapters" | "debug";

/** Fetches a chunk. Its default export is the module. */
export type LoadChunk = (name: ChunkName) => Promise<{ default: Module }>;

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

/** The client as modules see it. */
export interface Core extends Sameview {
  readonly options: {
    /** What `data-capture` or the option `capture` names. */
    readonly capture: readonly string[];
    /** What `data-adapters` or the option `adapters` names. */
    readonly adapters: readonly string[];
  };
  /** Reports to whoever listens by `on`. */
  emit<Name extends keyof SameviewEvents>(name: Name, detail: SameviewEvents[Name]): void;
  /** Who draws which format: a module puts itself in. `inline` is the core's own. */
  readonly formats: Partial<Record<OfferFormat, DrawOffer>>;
  /** Asked for each request: what is found here goes before what the page's `<meta>` say. */
  readonly pageReaders: (() => Partial<PageContext>)[];
  /** Fetches a chunk and uses it, once. Resolves when that is done or has failed. */
  load(name: ChunkName): Promise<void>;
  /** What waits to be sent, oldest first. */
  waiting(): QueuedEvent[];
}
