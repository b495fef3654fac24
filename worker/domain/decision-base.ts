/** What every decision has, before it is signed. */
import type { Decision } from "../../wire/decision.ts";

/** A decision that has not been signed yet: the shell adds the token. */
export type UnsignedDecision = Decision extends infer D ? (D extends { token: string } ? Omit<D, "token"> : D) : never;

/** Which decision, by whose versions. */
export type DecisionBase = Pick<Decision, "id" | "placement" | "model" | "definitions">;
