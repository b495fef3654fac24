import { seedOf } from "../catalogue/dice.ts";

/** A simulated visitor's id: the same for the same seed and number, 16–64 characters. */
export function visitorId(kind: "shopper" | "history", seed: number, index: number): string {
  return `${kind}-${seedOf(seed, kind).toString(16).padStart(8, "0")}-${String(index).padStart(5, "0")}`;
}
