/** Products a visitor looked at, each once with the last time, newest first. */
export interface RecentItem {
  itemId: string;
  at: number;
}

/** Enough for "last viewed" rows and for the recommender, whose neighbours fade after a handful. */
export const RECENT_ITEMS_KEPT = 30;

/** Puts `itemId` seen at `at` in its place. Changes `list`. */
export function addRecentItem(list: RecentItem[], itemId: string, at: number): void {
  const known = list.findIndex((item) => item.itemId === itemId);
  if (known >= 0) {
    if (list[known]!.at >= at) return;
    list.splice(known, 1);
  }
  let i = 0;
  while (i < list.length && isNewer(list[i]!, itemId, at)) i++;
  list.splice(i, 0, { itemId, at });
  if (list.length > RECENT_ITEMS_KEPT) list.pop();
}

export function mergeRecentItems(a: readonly RecentItem[], b: readonly RecentItem[]): RecentItem[] {
  const merged = [...a];
  for (const item of b) addRecentItem(merged, item.itemId, item.at);
  return merged;
}

function isNewer(item: RecentItem, itemId: string, at: number): boolean {
  return item.at > at || (item.at === at && item.itemId < itemId);
}
