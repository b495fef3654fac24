/** Sessions in, model out: what is looked at next, what is bought together, what is bought again. */
import { buildComplements } from "./complements/build-complements.ts";
import { itemNumberOf } from "./session-model/session-model.ts";
import type { ComplementModel } from "./complements/complement-model.ts";
import { learnWeights } from "./complements/learn-weights.ts";
import type { HiddenProduct } from "./complements/learn-weights.ts";
import { ordersOf } from "./complements/orders.ts";
import type { Order } from "./complements/orders.ts";
import { buildRepeats } from "./again/repeat-model.ts";
import type { PurchaseOf } from "./again/repeat-model.ts";
import type { RecommendModel } from "./recommend-model.ts";
import type { SessionItem } from "./session-fragment.ts";
import { buildSessionModel } from "./session-model/build-session-model.ts";
import type { SessionModelOptions } from "./session-model/build-session-model.ts";

/** A session to learn from. */
export interface LearntSession {
  /** In any order. */
  readonly items: readonly SessionItem[];
}

export interface BuildInput {
  /** Oldest first. Read once, front to back, so a storage cursor will do. */
  sessions: Iterable<LearntSession>;
  /** Epoch milliseconds: the model's `builtAt`, and what age is counted from. */
  now: number;
  /** The new model's version. */
  version: number;
  /** Of the chance in training; the same seed and sessions make the same bytes. */
  seed?: number;
  options?: Partial<SessionModelOptions>;
}

/** Orders learnt from, the latest: with 200 lines each, some 20 MB while building. */
const ORDERS_KEPT = 20_000;

/** Share of the orders, the latest, that the weights of complements are learnt from. */
const HELD_BACK = 0.15;

/** Orders learnt weights from at most: more of them move a handful of weights no further. */
const MOST_HELD_BACK = 1_000;

export function buildModel({ sessions, now, version, seed = version, options }: BuildInput): RecommendModel {
  let count = 0;
  const orders: Order[] = [];
  const purchases: PurchaseOf[] = [];
  function* read(): Generator<LearntSession> {
    for (const session of sessions) {
      if (session.items.length > 0) count++;
      orders.push(...ordersOf(session.items));
      for (const item of session.items) if (item.kind === "purchase") purchases.push(item);
      yield session;
    }
  }
  const next = buildSessionModel({ sessions: read(), now, seed, version, ...(options && { options }) });
  orders.sort((a, b) => a.at - b.at);
  return {
    version,
    builtAt: now,
    sessions: count,
    next,
    complements: learntComplements(orders.slice(-ORDERS_KEPT), now),
    repeats: buildRepeats(purchases),
  };
}

/** Built from all orders, with weights learnt on the latest by a model that had not seen them. */
function learntComplements(orders: readonly Order[], now: number): ComplementModel {
  const complements = buildComplements(orders, now);
  const heldBack = Math.min(MOST_HELD_BACK, Math.floor(orders.length * HELD_BACK));
  const early = orders.slice(0, orders.length - heldBack);
  const late = orders.slice(orders.length - heldBack).filter(({ itemIds }) => itemIds.length > 1);
  if (late.length === 0) return complements;
  const model = buildComplements(early, late[0]!.at);
  return {
    ...complements,
    weights: learnWeights(
      model,
      late.flatMap((order, turn) => hiddenOf(model, order, turn)),
    ),
  };
}

/** The order with one product hidden, another one in each turn. Whose it was is not known here. */
function hiddenOf(model: ComplementModel, { itemIds }: Order, turn: number): HiddenProduct[] {
  const hiddenAt = turn % itemIds.length;
  const hidden = itemNumberOf(model, itemIds[hiddenAt]!);
  if (hidden < 0) return [];
  const basket = itemIds.flatMap((id, place) => {
    const item = place === hiddenAt ? -1 : itemNumberOf(model, id);
    return item < 0 ? [] : [item];
  });
  return basket.length === 0 ? [] : [{ basket, hidden, owned: [] }];
}
