/** What the learner is told of a session, and how its pieces become one session again, each counted once. */

/** What was done with the product. */
export type SessionItemKind = "view" | "cart" | "purchase";

/** One product in a session. */
export interface SessionItem {
  /** `item_id` of the catalogue, 1–`ITEM_ID_LENGTH` characters; others are left out. */
  itemId: string;
  /** Epoch milliseconds. */
  at: number;
  kind: SessionItemKind;
  /** Of a purchase: whole days since the same visitor bought the same before; missing where they had not. */
  againDays?: number;
}

/** A piece of one session: what one request added to it. Carries no visitor id. */
export interface SessionFragment {
  /** Opaque hash of visitor and session: the same for all parts of a session. */
  key: string;
  /** Part number within the session: a whole number ≥ 0, each used once. May arrive late or again. */
  part: number;
  items: SessionItem[];
  /** Epoch milliseconds at recording. */
  now: number;
}

/** A session as the learner keeps it. */
export interface StoredSession {
  /** Oldest first, at most `SESSION_ITEMS`. */
  items: SessionItem[];
  /** Highest part number merged. */
  part: number;
  /** Part numbers below `part` that have not come yet, ascending, at most `MISSING_PARTS`. */
  missing: number[];
  /** Epoch milliseconds of the newest item, or of recording where it has none. */
  lastAt: number;
}

/** Google Merchant's bound on a product id: a longer one cannot be in a catalogue. */
const ITEM_ID_LENGTH = 50;

/** Items kept of one session. The model looks at 30 distinct ones; twice that leaves room for repeats. */
const SESSION_ITEMS = 60;

/** Late parts waited for. A visitor's object sends in order, so more than a few gaps are no delay but a mistake. */
const MISSING_PARTS = 32;

/**
 * The session with the fragment in it, or `undefined` where that part was merged before and nothing changes.
 * Parts may come in any order and any number of times: the result is that of each coming once, as long as no part
 * is more than `MISSING_PARTS` behind.
 */
export function mergeFragment(stored: StoredSession | undefined, fragment: SessionFragment): StoredSession | undefined {
  const { part } = fragment;
  const seen = stored?.part ?? -1;
  const missing = stored?.missing ?? [];
  if (part <= seen && !missing.includes(part)) return undefined;

  const items = [...(stored?.items ?? []), ...fragment.items.filter(isLearnable)].sort(byTime).slice(-SESSION_ITEMS);
  return {
    items,
    part: Math.max(seen, part),
    missing:
      part <= seen ? missing.filter((other) => other !== part) : [...missing, ...gap(seen, part)].slice(-MISSING_PARTS),
    lastAt: items.at(-1)?.at ?? fragment.now,
  };
}

function isLearnable(item: SessionItem): boolean {
  return item.itemId.length > 0 && item.itemId.length <= ITEM_ID_LENGTH && Number.isFinite(item.at);
}

/** By time, then by id and kind, so that the order of arrival leaves no trace. */
function byTime(a: SessionItem, b: SessionItem): number {
  return a.at - b.at || compareText(a.itemId, b.itemId) || compareText(a.kind, b.kind);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The whole numbers between, exclusive; only the last `MISSING_PARTS`, so that a wild part number costs nothing. */
function gap(seen: number, part: number): number[] {
  const first = Math.max(seen + 1, part - MISSING_PARTS);
  return Array.from({ length: part - first }, (_, offset) => first + offset);
}
