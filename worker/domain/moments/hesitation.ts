/** Hesitation ([MO-2]): nearly decided, and not quite. */
import type { Moment } from "../../../wire/console.ts";
import type { TrailStep } from "../profile/trail.ts";

const MINUTE_MS = 60_000;
/** Looking back and forth within this time is one train of thought. */
export const HESITATION_WITHIN_MS = 20 * MINUTE_MS;
/** It is over when nothing of the kind has been done for so long: whoever hesitates acts or leaves by then. */
export const HESITATION_LASTS_MS = 10 * MINUTE_MS;
/** Returns to products left for another one, from which it is back and forth: once may be the back button. */
export const RETURNS = 2;
/** Milliseconds in view of one product page from which it is a long dwell: three times a usual one. */
export const LONG_DWELL_MS = 90_000;
/** Changes of mind about the cart: something put in and something taken out. */
export const CART_EDITS = 2;
/** Looks at the cart or at the same product from which the price is being checked again. */
export const RECHECKS = 3;

/** @param steps newest first */
export function hesitation(steps: readonly TrailStep[], now: number): Moment | undefined {
  const signs = signsOf(steps.filter(({ at }) => at <= now).toReversed());
  const last = signs.at(-1);
  return last === undefined
    ? undefined
    : { name: "hesitation", since: firstOf(signs), until: last + HESITATION_LASTS_MS };
}

/** Where the run of signs that the last one belongs to began. */
function firstOf(signs: readonly number[]): number {
  let first = signs.at(-1)!;
  for (const sign of signs.toReversed()) {
    if (first - sign > HESITATION_LASTS_MS) break;
    first = sign;
  }
  return first;
}

/** Instants, oldest first, at which hesitation showed. A purchase ends the thought: what was before it is forgotten. */
function signsOf(steps: readonly TrailStep[]): number[] {
  const signs: number[] = [];
  let returns: number[] = [];
  let edits: { at: number; out: boolean }[] = [];
  let carts: number[] = [];
  let looked = new Map<string, number[]>();
  let current: string | undefined;
  for (const { at, kind, items, amount } of steps) {
    const recent = (one: number) => at - one <= HESITATION_WITHIN_MS;
    switch (kind) {
      case "buy":
        signs.length = 0;
        [returns, edits, carts, looked, current] = [[], [], [], new Map(), undefined];
        break;
      case "look": {
        const id = items?.[0]?.[0];
        if (id === undefined) break;
        const before = (looked.get(id) ?? []).filter(recent);
        if (before.length > 0 && current !== id) returns = [...returns.filter(recent), at];
        looked.set(id, [...before, at]);
        if (returns.length >= RETURNS || before.length + 1 >= RECHECKS) signs.push(at);
        // One look at something else does not make the earlier returns a sign again.
        if (before.length === 0) returns = returns.filter(recent);
        current = id;
        break;
      }
      case "dwell":
        if (current !== undefined && (amount ?? 0) >= LONG_DWELL_MS) signs.push(at);
        break;
      case "add":
      case "remove":
        edits = [...edits.filter((edit) => recent(edit.at)), { at, out: kind === "remove" }];
        if (edits.length >= CART_EDITS && edits.some(({ out }) => out) && edits.some(({ out }) => !out)) signs.push(at);
        break;
      case "cart":
        carts = [...carts.filter(recent), at];
        if (carts.length >= RECHECKS) signs.push(at);
        break;
      default:
    }
  }
  return signs;
}
