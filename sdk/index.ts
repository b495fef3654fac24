/** `import { init } from "sameview"`. Importable anywhere; does something only in a page. */
import type { Sameview, SameviewOptions } from "./api.ts";
import { loadChunk } from "./chunks.ts";
import { FEATURES } from "./features.ts";
import { serverSide } from "./server-side.ts";
import { startOnce } from "./start-once.ts";

export type { DecideOptions, ErrorCode, Rejection, Sameview, SameviewEvents, SameviewOptions, Tracker } from "./api.ts";
// With `export *` a site's `declare module "sameview"` merges into the interfaces behind it.
export type * from "./event-types.ts";
export type { Consent } from "../wire/collect.ts";
export type {
  Candidate,
  Decision,
  EmptyDecision,
  OfferDecision,
  ProductCard,
  ProductsDecision,
} from "../wire/decision.ts";
export type { ReasonCode } from "../wire/decision.ts";
export type { BehaviourEvent, EventItem, EventParams } from "../wire/event.ts";
export type { ChunkName, Core, DrawOffer, Module, OfferDrawing } from "./module.ts";

/**
 * Starts Sameview on this page. On a server it does nothing and answers every `decide` with nothing.
 *
 * Call it once for each page. A second call with the same key, as hot reloading makes, returns the client that is there.
 *
 * @throws {TypeError} An option is wrong; the message says what, why and how to put it right.
 */
export function init(options: SameviewOptions): Sameview {
  return typeof document === "undefined" ? serverSide : startOnce(options, loadChunk, FEATURES);
}
