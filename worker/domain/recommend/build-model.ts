/** Sessions in, model out: what is looked at next, what is bought together, what is bought again. */
import { finish } from "../in-steps.ts";
import type { InSteps } from "../in-steps.ts";
import { buildComplementsInSteps } from "./complements/build-complements.ts";
import { itemNumberOf } from "./session-model/session-model.ts";
import type { ComplementModel } from "./complements/complement-model.ts";
import { learnWeightsInSteps } from "./complements/learn-weights.ts";
import type { HiddenProduct } from "./complements/learn-weights.ts";
import { ordersOf } from "./complements/orders.ts";
import type { Order } from "./complements/orders.ts";
import { RepeatCounter } from "./again/repeat-model.ts";
import type { RecommendModel } from "./recommend-model.ts";
import type { SessionItem } from "./session-fragment.ts";
import { buildSessionModelInSteps } from "./session-model/build-session-model.ts";
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

export function buildModel(input: BuildInput): RecommendModel {
  return finish(buildModelInSteps(input));
}

/** The same in steps. The sessions are asked for as they are read, so what holds them must last until then. */
export function* buildModelInSteps({
  sessions,
  now,
  version,
  seed = version,
  options,
}: BuildInput): InSteps<RecommendModel> {
  let count = 0;
  const orders = new LatestOrders();
  const repeats = new RepeatCounter();
  function* read(): Generator<LearntSession> {
    for (const session of sessions) {
      if (session.items.length > 0) count++;
      for (const order of ordersOf(session.items)) orders.add(order);
      for (const item of session.items) if (item.kind === "purchase") repeats.add(item);
      yield session;
    }
  }
  const next = yield* buildSessionModelInSteps({ sessions: read(), now, seed, version, ...(options && { options }) });
  return {
    version,
    builtAt: now,
    sessions: count,
    next,
    complements: yield* learntComplements(orders.oldestFirst(), now),
    repeats: repeats.model(),
  };
}

/** The latest `ORDERS_KEPT` of the orders that come, at most twice as many in memory, each id there once. */
class LatestOrders {
  #orders: Order[] = [];
  readonly #ids = new Map<string, string>();

  add({ itemIds, at }: Order): void {
    this.#orders.push({ itemIds: itemIds.map((id) => this.#once(id)), at });
    if (this.#orders.length === 2 * ORDERS_KEPT) this.#orders = this.oldestFirst();
  }

  oldestFirst(): Order[] {
    return this.#orders.sort((a, b) => a.at - b.at).slice(-ORDERS_KEPT);
  }

  #once(id: string): string {
    const known = this.#ids.get(id);
    if (known === undefined) this.#ids.set(id, id);
    return known ?? id;
  }
}

/** Built from all orders, with weights learnt on the latest by a model that had not seen them. */
function* learntComplements(orders: readonly Order[], now: number): InSteps<ComplementModel> {
  const complements = yield* buildComplementsInSteps(orders, now);
  const heldBack = Math.min(MOST_HELD_BACK, Math.floor(orders.length * HELD_BACK));
  const early = orders.slice(0, orders.length - heldBack);
  const late = orders.slice(orders.length - heldBack).filter(({ itemIds }) => itemIds.length > 1);
  if (late.length === 0) return complements;
  const model = yield* buildComplementsInSteps(early, late[0]!.at);
  return {
    ...complements,
    weights: yield* learnWeightsInSteps(
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
