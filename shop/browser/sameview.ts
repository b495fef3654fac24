/** The shop's line to Sameview: calls wait in the stub's queue until the SDK has come. */
import type { EventItem, EventParams } from "../../wire/event.ts";
import { SHOP_CURRENCY } from "../catalogue/shop-brand.ts";

declare global {
  interface Window {
    sameview?: (command: string, ...args: unknown[]) => unknown;
  }
}

/** Reports an event by its GA4 name. */
export function track(name: string, params: EventParams = {}): void {
  window.sameview?.("track", name, params);
}

/** Reports a commerce event about items, with their worth. */
export function trackItems(name: string, items: EventItem[], more: EventParams = {}): void {
  track(name, { currency: SHOP_CURRENCY, value: worthOf(items), items, ...more });
}

/** Passes on whether the visitor wants personal suggestions. */
export function answerConsent(granted: boolean): void {
  window.sameview?.("consent", { analytics: granted, personalization: granted });
}

/** In EUR, to the cent. */
export function worthOf(items: readonly EventItem[]): number {
  return inCents(items.reduce((sum, item) => sum + (item.price ?? 0) * (item.quantity ?? 1), 0));
}

/** Rounds to cents: sums of prices carry binary dust. */
export function inCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
