/** GA4 events that a site already pushes to `dataLayer`, in both their forms, taken as ours. */
import type { EventParams } from "../../wire/event.ts";
import type { ModuleClient } from "../capture/module-client.ts";
import { watchLayer } from "./watch-layer.ts";

export interface DataLayerOptions {
  /** Name on the window. Default `dataLayer`. */
  layer?: string;
}

/** GA4's commerce events but the page view, which we count ourselves. Others are Tag Manager's triggers more often than not. */
const TAKEN =
  /^((view|select|add)_\w+|remove_from_cart|begin_checkout|purchase|refund|search|login|sign_up|share|generate_lead)$/;

/** Parameters that steer Google's tag and say nothing of the visitor. */
const STEERING = /^(send_to|event_callback|event_timeout|groups)$/;

/**
 * Reads `gtag("event", "purchase", {…})` and `dataLayer.push({ event: "purchase", ecommerce: {…} })`. An `ecommerce` that
 * is pushed before its event belongs to the next one; `{ ecommerce: null }` takes it back. A purchase counts once for
 * each `transaction_id`.
 */
export function readDataLayer(client: ModuleClient, { layer }: DataLayerOptions = {}): void {
  const bought = new Set<unknown>();
  /** Pushed without an event. */
  let waiting: EventParams | null | undefined;

  function take(name: unknown, params: EventParams | null | undefined): void {
    const order = name === "purchase" && params?.transaction_id;
    if (!TAKEN.test(String(name)) || (order && bought.has(order))) return;
    bought.add(order);
    const kept = Object.entries(params ?? {}).filter(([key]) => !STEERING.test(key));
    client.track(name as string, Object.fromEntries(kept));
  }

  watchLayer("events", layer, ({ event, ecommerce, ...beside }, call) => {
    if (call) {
      if (call[0] === "event") take(call[1], call[2] as EventParams);
      return;
    }
    if (ecommerce !== undefined) waiting = ecommerce as EventParams | null;
    if (event === undefined) return;
    // `login`, `search` and the like have their parameters beside the name.
    take(event, waiting ?? beside);
    waiting = undefined;
  });
}
