/** Which segments a visitor is in, since when, and when that can next change by itself. */
import { holds } from "../conditions/evaluate.ts";
import type { Facts } from "../conditions/facts.ts";
import { sooner } from "../conditions/finding.ts";
import { nextChange } from "../conditions/next-change.ts";

/** Since when the visitor is a member, epoch ms, by segment id. */
export type Memberships = Readonly<Record<string, number>>;

export interface SegmentMove {
  memberships: Memberships;
  /** Ids, in the order of the definitions; of segments that are gone, at the end. */
  entered: string[];
  left: string[];
  /** Epoch ms after `now`; missing: time alone changes nothing. */
  nextAt?: number;
}

/** Asks every segment anew. `before` stays as it is where nothing moved, the very same object. */
export function moveSegments(before: Memberships, facts: Facts, now: number): SegmentMove {
  const memberships: Record<string, number> = {};
  const entered: string[] = [];
  const left: string[] = [];
  let nextAt: number | undefined;
  for (const [id, condition] of facts.segments) {
    const since = Object.hasOwn(before, id) ? before[id] : undefined;
    const member = facts.membership(id, now, () => holds(condition, facts, now));
    if (member) memberships[id] = since ?? now;
    if (member && since === undefined) entered.push(id);
    if (!member && since !== undefined) left.push(id);
    nextAt = sooner(
      nextAt,
      facts.membershipChange(id, now, () => nextChange(condition, facts, now)),
    );
  }
  for (const id of Object.keys(before)) if (!facts.segments.has(id)) left.push(id);
  const moved = entered.length > 0 || left.length > 0;
  return {
    memberships: moved ? memberships : before,
    entered,
    left,
    ...(nextAt !== undefined && { nextAt }),
  };
}
