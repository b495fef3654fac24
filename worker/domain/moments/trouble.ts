/** Trouble ([MO-4]): something does not work for this visitor. */
import type { Moment } from "../../../wire/console.ts";
import type { TrailStep } from "../profile/trail.ts";

const MINUTE_MS = 60_000;
/** Signs within this time are one trouble. */
export const TROUBLE_WITHIN_MS = 10 * MINUTE_MS;
/** It is over when so long has gone by without a further sign. */
export const TROUBLE_LASTS_MS = 15 * MINUTE_MS;
/** What each sign weighs; from `ENOUGH` on it is trouble. One refused payment is; one error or dead click may go unnoticed. */
export const SIGN_WEIGHT = { refused: 2, rage: 1, error: 1, abandon: 1, search: 1 } as const;
export const ENOUGH = 2;

/** @param steps newest first */
export function trouble(steps: readonly TrailStep[], now: number): Moment | undefined {
  let last: number | undefined;
  let first = 0;
  let weight = 0;
  for (const step of steps) {
    if (step.at > now) continue;
    // Whoever bought has got over it.
    if (step.kind === "buy") break;
    const sign = weightOf(step);
    if (sign === 0) continue;
    if (last !== undefined && first - step.at > TROUBLE_WITHIN_MS) break;
    last ??= step.at;
    first = step.at;
    weight += sign;
  }
  if (last === undefined || weight < ENOUGH) return undefined;
  return { name: "trouble", since: first, until: last + TROUBLE_LASTS_MS };
}

function weightOf({ kind, amount }: TrailStep): number {
  switch (kind) {
    case "refused":
    case "rage":
    case "error":
    case "abandon":
      return SIGN_WEIGHT[kind];
    case "search":
      return amount === 0 ? SIGN_WEIGHT.search : 0;
    default:
      return 0;
  }
}
