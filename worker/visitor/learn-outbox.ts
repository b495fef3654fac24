/**
 * What the learner has still to be told. Items gather in an open part; telling closes it first, so that a part that may
 * have reached the learner never changes afterwards, and a repeat of it changes nothing there.
 */
import type { BehaviourEvent } from "../../wire/event.ts";
import { isGift } from "../domain/profile/gift.ts";
import type { Purchases } from "../domain/profile/purchases.ts";
import { SESSION_GAP_MS } from "../domain/profile/sessions.ts";
import type { SessionFragment, SessionItem, SessionItemKind } from "../domain/recommend/session-fragment.ts";

export interface LearnOutbox {
  /** Random, one for each session, so that the learner can put parts together without knowing whose they are. */
  key: string;
  /** Number of the open part. */
  part: number;
  /** Epoch ms of the newest item; 0 before the first. A pause longer than a session's gap begins a new key. */
  lastAt: number;
  open: SessionItem[];
  /** Parts waiting to be told, oldest first. */
  closed: Omit<SessionFragment, "now">[];
}

/** Items of one part: as many as the learner keeps of a session. */
const OPEN_MOST = 60;
/** Parts kept while the learner cannot be reached; the oldest go first, the taste they taught is the least. */
const CLOSED_KEPT = 50;

const KIND: ReadonlyMap<string, SessionItemKind> = new Map([
  ["view_item", "view"],
  ["add_to_cart", "cart"],
  ["purchase", "purchase"],
]);

const DAY_MS = 86_400_000;

export function emptyOutbox(key: string): LearnOutbox {
  return { key, part: 0, lastAt: 0, open: [], closed: [] };
}

export function hasNews(outbox: LearnOutbox): boolean {
  return outbox.open.length > 0 || outbox.closed.length > 0;
}

/**
 * The outbox with what these events teach. Gifts teach nothing: they would make neighbours of what one person likes and
 * what another was given.
 *
 * @param purchases what the visitor had bought before
 */
export function addToOutbox(
  outbox: LearnOutbox,
  events: readonly BehaviourEvent[],
  purchases: Purchases,
  newKey: () => string,
): LearnOutbox {
  let next = outbox;
  for (const event of events) {
    const { name, at, params } = event;
    const kind = KIND.get(name);
    const own = params?.items?.filter((item) => !isGift(event, item)) ?? [];
    if (kind === undefined || own.length === 0) continue;
    if (next.lastAt > 0 && Math.abs(at - next.lastAt) > SESSION_GAP_MS) {
      next = { ...closeOutbox(next), key: newKey(), part: 0, lastAt: at };
    }
    const items = own.map((item, line): SessionItem => {
      if (kind !== "purchase") return { itemId: item.item_id, at, kind };
      const againDays = daysSinceBought(purchases, item.item_id, at);
      // A millisecond apart: the order of lines says what belongs together, and equal times would be sorted by id.
      return { itemId: item.item_id, at: at + line, kind, ...(againDays !== undefined && { againDays }) };
    });
    next = { ...next, lastAt: Math.max(next.lastAt, at), open: [...next.open, ...items].slice(-OPEN_MOST) };
  }
  return next;
}

/** Whole days from the visitor's latest earlier purchase of the product, for themselves, to `at`. */
function daysSinceBought(purchases: Purchases, itemId: string, at: number): number | undefined {
  const earlier = purchases.latest.find(
    (one) => one.at < at && one.itemIds.includes(itemId) && !one.giftIds?.includes(itemId),
  );
  return earlier && Math.floor((at - earlier.at) / DAY_MS);
}

/** The outbox with nothing open: what is to be told will not change any more. */
export function closeOutbox(outbox: LearnOutbox): LearnOutbox {
  if (outbox.open.length === 0) return outbox;
  const { key, part, open } = outbox;
  return {
    ...outbox,
    part: part + 1,
    open: [],
    closed: [...outbox.closed, { key, part, items: open }].slice(-CLOSED_KEPT),
  };
}

/** The outbox without the parts that the learner has. */
export function afterTelling(outbox: LearnOutbox, told: LearnOutbox["closed"]): LearnOutbox {
  const names = new Set(told.map(({ key, part }) => `${key}.${part}`));
  return { ...outbox, closed: outbox.closed.filter(({ key, part }) => !names.has(`${key}.${part}`)) };
}
