/**
 * What the learner has still to be told. Items gather in an open part; telling closes it first, so that a part that may
 * have reached the learner never changes afterwards, and a repeat of it changes nothing there.
 */
import type { BehaviourEvent } from "../../wire/event.ts";
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

export function emptyOutbox(key: string): LearnOutbox {
  return { key, part: 0, lastAt: 0, open: [], closed: [] };
}

export function hasNews(outbox: LearnOutbox): boolean {
  return outbox.open.length > 0 || outbox.closed.length > 0;
}

/** The outbox with what these events teach. */
export function addToOutbox(outbox: LearnOutbox, events: readonly BehaviourEvent[], newKey: () => string): LearnOutbox {
  let next = outbox;
  for (const { name, at, params } of events) {
    const kind = KIND.get(name);
    if (kind === undefined || params?.items === undefined) continue;
    if (next.lastAt > 0 && Math.abs(at - next.lastAt) > SESSION_GAP_MS) {
      next = { ...closeOutbox(next), key: newKey(), part: 0, lastAt: at };
    }
    const items = params.items.map((item): SessionItem => ({ itemId: item.item_id, at, kind }));
    next = { ...next, lastAt: Math.max(next.lastAt, at), open: [...next.open, ...items].slice(-OPEN_MOST) };
  }
  return next;
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
