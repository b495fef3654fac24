/** What a placement's row is made from: the same for a decision and for whoever asks why. */
import type { Definitions, PlacementDefinition } from "../../../wire/definitions.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { chanceOf } from "../chance.ts";
import { merchandisingFor } from "./merchandising.ts";
import type { Grounds, Interest, NextBestInput, RecommendPage } from "./next-best.ts";
import type { RecommendModel } from "./recommend-model.ts";

/** Products shown where neither the placement nor the page says how many. */
const DEFAULT_LIMIT = 4;
/** Greatest row of products ever asked for. */
const MOST_PRODUCTS = 24;

export interface RowAsked {
  model: RecommendModel;
  catalogue: Catalogue;
  definitions: Definitions;
  interest: Interest;
  page: RecommendPage | undefined;
  /** Places. */
  limit: number;
  placement: Pick<PlacementDefinition, "id" | "relation">;
  /** What the newcomer's draw sticks to; missing: none is drawn. */
  drawnFor: { subject: string; session: number } | undefined;
  /** What the request's other rows rest on; missing: there is none. */
  grounds?: Grounds;
  explain: boolean;
  /** Epoch ms. */
  now: number;
}

export function rowInput({ definitions, placement, drawnFor, page, ...rest }: RowAsked): NextBestInput {
  const { id, relation } = placement;
  return {
    ...rest,
    page: page ?? {},
    ...(relation !== undefined && { relation }),
    merchandising: merchandisingFor(definitions, rest.catalogue, id),
    ...(drawnFor && { chance: chanceOf(`explore|${id}|${drawnFor.subject}|${drawnFor.session}`) }),
  };
}

/** Places of a row: what the page asks for, but no more than the placement has. */
export function rowLength(asked: number | undefined, placed: number | undefined): number {
  return Math.min(asked ?? MOST_PRODUCTS, placed ?? DEFAULT_LIMIT, MOST_PRODUCTS);
}
