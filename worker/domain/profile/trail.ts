/**
 * The last things a visitor did that say something by their order: what moments, pace and stray searches are seen from.
 *
 * The newest `STEPS_KEPT` by a total order: whatever order they arrive in, the same are kept. What is pushed out is
 * handed back, so that what it amounted to can be settled.
 */
import type { BehaviourEvent, EventItem } from "../../../wire/event.ts";
import { isGift } from "./gift.ts";
import { TRAIL_KINDS, type TrailKind } from "./trail-kinds.ts";

export interface TrailStep {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: TrailKind;
  /** What it was about; missing for none. */
  readonly items?: readonly TrailItem[];
  /** A search: its words, shortened. */
  readonly text?: string;
  /** A search: results found. An engagement: milliseconds. Missing where it was not said. */
  readonly amount?: number;
  /** A gift by the shop's own word. */
  readonly gift?: true;
  /** A look that a stray search led to, which has itself left the trail. */
  readonly stray?: true;
}

/** `[item id, category, brand, price]`, "" and 0 for unknown: short, since the profile is written with each request. */
export type TrailItem = readonly [id: string, category: string, brand: string, price: number];

/** Steps kept: more than a visit's usual length, and about 4 kB. */
export const STEPS_KEPT = 40;
/** Steps whose products say something of taste; for the others they would only take room. */
const WITH_ITEMS: ReadonlySet<TrailKind> = new Set<TrailKind>(["look", "pick", "wish", "add", "buy"]);
/** Items of one step kept: a cart's worth. */
const ITEMS_KEPT = 8;
/** UTF-16 code units of a text kept: enough to know one search from another. */
const TEXT_LENGTH = 40;

/** The step an event is, or `undefined` where its order says nothing. */
export function stepOf(event: BehaviourEvent): TrailStep | undefined {
  const { name, at, params } = event;
  const kind = TRAIL_KINDS.get(name);
  if (kind === undefined) return undefined;
  const items = WITH_ITEMS.has(kind)
    ? params?.items?.slice(0, ITEMS_KEPT).map((item) => trailItem(event, item))
    : undefined;
  const text = kind === "search" ? params?.search_term?.trim().toLowerCase() : undefined;
  const amount = amountOf(kind, params);
  return {
    at,
    kind,
    ...(items !== undefined && items.length > 0 && { items }),
    ...(text !== undefined && { text: text.slice(0, TEXT_LENGTH) }),
    ...(amount !== undefined && { amount }),
    ...(saysGift(params) && { gift: true as const }),
  };
}

/** Puts a step in its place, newest first. Changes `trail`. @returns the step that was pushed out, if one was */
export function addStep(trail: TrailStep[], step: TrailStep): TrailStep | undefined {
  let i = 0;
  while (i < trail.length && comesBefore(trail[i]!, step)) i++;
  trail.splice(i, 0, step);
  return trail.length > STEPS_KEPT ? trail.pop() : undefined;
}

/** Of a gift only what it was: it says nothing of what this visitor likes. */
function trailItem(event: BehaviourEvent, item: EventItem): TrailItem {
  if (isGift(event, item)) return [item.item_id, "", "", 0];
  return [item.item_id, item.item_category ?? "", item.item_brand ?? "", item.price ?? 0];
}

function amountOf(kind: TrailKind, params: BehaviourEvent["params"]): number | undefined {
  const said =
    kind === "search" ? params?.["results"] : kind === "dwell" ? params?.["engagement_time_msec"] : undefined;
  return typeof said === "number" && Number.isFinite(said) ? said : undefined;
}

/** Parameters by which shops say that something is a gift. */
const GIFT_PARAMS = ["gift", "is_gift", "gift_wrap", "gift_message", "gift_receipt"];

function saysGift(params: BehaviourEvent["params"]): boolean {
  if (params === undefined) return false;
  return GIFT_PARAMS.some((name) => params[name] !== undefined && params[name] !== false && params[name] !== "");
}

/** Newest first; at one instant by kind, then by everything else, so that order of arrival does not decide. */
function comesBefore(a: TrailStep, b: TrailStep): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.kind !== b.kind) return a.kind < b.kind;
  return JSON.stringify(a) <= JSON.stringify(b);
}
