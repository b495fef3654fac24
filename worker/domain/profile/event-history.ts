/**
 * When events happened, and to what, in few bytes: what "viewed three boots within a week" is answered from.
 *
 * Bounded twice: the newest events of each name, and the newest of all. Both cuts keep the greatest by time, so the
 * history of two visitors together is that of their events together, in whatever order they came. What was cut is
 * remembered as an instant by name: a window that begins after it is counted exactly, another as "at least".
 */
import type { BehaviourEvent, EventItem } from "../../../wire/event.ts";

/** Item id, category and brand, each shortened; empty where unknown. */
export type HistoryItem = [id: string, category: string, brand: string];

/**
 * One event, in as few bytes as JSON has: its instant (epoch ms), its monetary `value`, its label (term, path, method, order
 * number or own label: see `labelOf`), and its items. What is unknown is `null`, and left out at the end.
 */
export type HistoryEntry = [at: number, value?: number | null, label?: string | null, ...items: HistoryItem[]];

/** Where an entry's items begin. */
export const FIRST_ITEM = 3;

export interface EventHistory {
  /** By event name, newest first. */
  byName: Record<string, HistoryEntry[]>;
  /** By event name, the newest instant (epoch ms) of what was cut; under `""` that of names past the cap. */
  lost: Record<string, number>;
}

/** Events of one name kept: as often as a condition may ask for (`CONDITION_LIMITS.times`). */
export const HISTORY_PER_NAME = 20;
/** Events kept in all: with the profile's row rewritten at each request, some 5 kB at most. */
export const HISTORY_IN_ALL = 100;
/** Names of which the cut is remembered apart. */
const NAMES_KEPT = 24;
/** Items kept of one event: a cart of more is counted, but its fifth item is not looked at. */
const ITEMS_KEPT = 4;
/** UTF-16 code units of a text kept: longer ones match by their beginning. */
export const HISTORY_TEXT = 48;

/** Lists of products are shown, not chosen: their items say nothing of the visitor, and are many. */
const WITHOUT_ITEMS = new Set(["view_item_list"]);

export function noHistory(): EventHistory {
  return { byName: {}, lost: {} };
}

/** That of a profile whose events up to `lastAt` (epoch ms; 0 for none) were counted but not remembered one by one. */
export function historyBefore(lastAt: number): EventHistory {
  return { byName: {}, lost: lastAt > 0 ? { "": lastAt } : {} };
}

export function copyHistory(from: EventHistory): EventHistory {
  // Entries and lists are never changed, only replaced.
  return { byName: { ...from.byName }, lost: { ...from.lost } };
}

/** Takes an event in. Changes `into`; cut it with `keepNewest` when all are in. */
export function addToHistory(into: EventHistory, event: BehaviourEvent): void {
  insert(into, event.name, entryOf(event));
}

export function mergeHistory(into: EventHistory, from: EventHistory): void {
  for (const [name, entries] of Object.entries(from.byName)) for (const entry of entries) insert(into, name, entry);
  for (const [name, at] of Object.entries(from.lost)) lose(into, name, at);
  keepNewest(into);
}

/** Cuts to `HISTORY_IN_ALL` events, the oldest first. */
export function keepNewest(history: EventHistory): void {
  let surplus = -HISTORY_IN_ALL;
  for (const name in history.byName) surplus += history.byName[name]!.length;
  for (; surplus > 0; surplus--) {
    let oldest: string | undefined;
    for (const name in history.byName) {
      if (oldest === undefined || isOlder(history, name, oldest)) oldest = name;
    }
    if (oldest !== undefined) dropOldest(history, oldest);
  }
}

/** The kept events of a name, newest first. */
export function historyOf(history: EventHistory, name: string): readonly HistoryEntry[] {
  // Own keys only: an event may be called "toString".
  return Object.hasOwn(history.byName, name) ? (history.byName[name] ?? []) : [];
}

/** Newest instant, epoch ms, up to which events of this name may be missing; `-Infinity` where none is. */
export function lostUntil(history: EventHistory, name: string): number {
  const key = Object.hasOwn(history.lost, name) ? name : "";
  return Math.max(history.lost[key] ?? -Infinity, history.lost[""] ?? -Infinity);
}

function insert(into: EventHistory, name: string, entry: HistoryEntry): void {
  const known = historyOf(into, name);
  const list = name === "purchase" ? withoutOrder(known, entry) : [...known];
  if (list === undefined) return;
  let i = 0;
  while (i < list.length && isNewer(list[i]!, entry)) i++;
  list.splice(i, 0, entry);
  into.byName[name] = list;
  if (list.length > HISTORY_PER_NAME) dropOldest(into, name);
}

/** An order counts once: of two reports of one, the earlier stands. `undefined` where it is known already. */
function withoutOrder(list: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] | undefined {
  const known = list.findIndex((one) => one[2] === entry[2]);
  if (known < 0) return [...list];
  return isNewer(list[known]!, entry) ? list.toSpliced(known, 1) : undefined;
}

function dropOldest(history: EventHistory, name: string): void {
  const list = history.byName[name]!;
  const dropped = list.at(-1)!;
  if (list.length === 1) delete history.byName[name];
  else history.byName[name] = list.slice(0, -1);
  lose(history, name, dropped[0]);
}

function lose(history: EventHistory, name: string, at: number): void {
  const known = Object.hasOwn(history.lost, name);
  const key = known || Object.keys(history.lost).length < NAMES_KEPT ? name : "";
  history.lost[key] = Math.max(Object.hasOwn(history.lost, key) ? (history.lost[key] ?? 0) : 0, at);
}

function isOlder(history: EventHistory, a: string, b: string): boolean {
  const [one, other] = [history.byName[a]!.at(-1)!, history.byName[b]!.at(-1)!];
  return one[0] < other[0] || (one[0] === other[0] && a > b);
}

/** Newest first; at the same instant by content, so that order of arrival does not decide. */
function isNewer(a: HistoryEntry, b: HistoryEntry): boolean {
  return a[0] > b[0] || (a[0] === b[0] && JSON.stringify(a) <= JSON.stringify(b));
}

function entryOf(event: BehaviourEvent): HistoryEntry {
  const { name, at, params } = event;
  const items = WITHOUT_ITEMS.has(name) ? [] : (params?.items ?? []).slice(0, ITEMS_KEPT).map(itemOf);
  const value = params?.value ?? null;
  const label = labelOf(event)?.slice(0, HISTORY_TEXT) ?? null;
  if (items.length > 0) return [at, value, label, ...items];
  return label === null ? (value === null ? [at] : [at, value]) : [at, value, label];
}

/** The one text of an event that conditions ask for, by what kind of event it is. */
function labelOf({ id, name, params, page }: BehaviourEvent): string | undefined {
  switch (name) {
    case "page_view":
      return page === undefined ? undefined : pathOf(page.url);
    case "search":
    case "view_search_results":
      return params?.search_term;
    case "purchase":
      return params?.transaction_id || id;
    case "view_promotion":
    case "select_promotion":
    case "dismiss_promotion":
      return params?.promotion_id;
    default: {
      const label = params?.method ?? params?.["label"];
      return typeof label === "string" ? label : undefined;
    }
  }
}

const ORIGIN_AND_REST = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i;

function pathOf(url: string): string {
  return ORIGIN_AND_REST.exec(url)?.[1] || "/";
}

function itemOf(item: EventItem): HistoryItem {
  return [shortened(item.item_id), shortened(item.item_category), shortened(item.item_brand)];
}

function shortened(text: string | undefined): string {
  return (text ?? "").slice(0, HISTORY_TEXT);
}
