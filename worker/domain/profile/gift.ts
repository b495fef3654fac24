/** What is for somebody else: kept apart, because it says nothing of what this visitor likes. */
import type { BehaviourEvent, EventItem } from "../../../wire/event.ts";
import { mergeRecentItems, type RecentItem } from "./recent-items.ts";

/** Whether an item of an event is a gift: it says so, or the event says so of all it carries. */
export function isGift({ params }: BehaviourEvent, item: EventItem): boolean {
  if (item.gift !== undefined) return isYes(item.gift);
  if (params === undefined) return false;
  return (
    isYes(params.gift) ||
    isYes(params.gift_wrap) ||
    isYes(params.ship_to_other) ||
    (typeof params.gift_message === "string" && params.gift_message.trim() !== "")
  );
}

/** Shops' templates write booleans as texts and numbers too. */
function isYes(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(true|yes|1)$/i.test(value));
}

/** Both lists as one; `undefined` where there is nothing, so that a profile without gifts stays as it was. */
export function mergeGiftItems(
  a: readonly RecentItem[] | undefined,
  b: readonly RecentItem[] | undefined,
): RecentItem[] | undefined {
  const merged = mergeRecentItems(a ?? [], b ?? []);
  return merged.length > 0 ? merged : undefined;
}
