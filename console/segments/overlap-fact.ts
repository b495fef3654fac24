/** What an overlap comes to, in one sentence: its main fact. */
import type { SegmentOverlapAnswer } from "../../wire/segments.ts";

/** Below so many members a share's interval is wider than 20 points to each side (Wilson, 95 %): it says next to nothing. */
export const LEAST_MEMBERS = 20;

export type OverlapFact =
  /** Nobody is in another segment too. */
  | { kind: "none" }
  /** Too few members to speak of shares. */
  | { kind: "few"; members: number }
  /** The same visitors are in both: one of the two segments may be needless. */
  | { kind: "same"; name: string }
  /** Everybody here is in the other too. */
  | { kind: "inside"; name: string }
  /** Everybody in the other is here too, and it is the largest overlap. */
  | { kind: "around"; name: string }
  | { kind: "most"; name: string; share: number; shared: number };

export function overlapFact({ members, others }: SegmentOverlapAnswer): OverlapFact {
  const [first] = others;
  if (first === undefined || first.shared.estimate === 0) return { kind: "none" };
  if (members < LEAST_MEMBERS) return { kind: "few", members };
  const { name, shared, members: theirs, ofThis } = first;
  const isExact = shared.interval.from === shared.interval.to;
  const hasAllOfThis = isExact && shared.estimate === members;
  const hasAllOfOther = isExact && shared.estimate === theirs;
  if (hasAllOfThis) return { kind: hasAllOfOther ? "same" : "inside", name };
  if (hasAllOfOther && theirs >= LEAST_MEMBERS) return { kind: "around", name };
  return { kind: "most", name, share: ofThis?.value ?? 0, shared: shared.estimate };
}
