/**
 * How much of what a visitor is shown comes from categories they only ever bought gifts in. Made-up visitors each have
 * a category of their own and, before this visit, have bought one gift; the learner has been told of all of their
 * visits. Asked three times: with the gifts marked, with the same gifts unmarked, and as if none had been bought.
 */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import type { Dice } from "../../shop/catalogue/dice.ts";
import { renderTable } from "../../start/table.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Product } from "../../wire/product.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { decide } from "../../worker/domain/decide.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { buildModel } from "../../worker/domain/recommend/build-model.ts";
import { addToOutbox, emptyOutbox } from "../../worker/visitor/learn-outbox.ts";
import { LARGE_SHOP_DEFINITIONS, SHOP_ORIGIN, largeCatalogue } from "../collect/large-shop.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { rounded } from "../statistics.ts";

const PRODUCTS = 2_000;
const VISITORS = 1_500;
/** Of those, asked about; the others only teach. */
const ASKED = 400;
const ROW = 8;
/** Nobody shops here for themselves. */
const GIFT_CATEGORIES = ["Category 10", "Category 11"];
const NOW = Date.UTC(2026, 11, 20);
const DAY_MS = 86_400_000;
/** Looks of each visitor at what is for themselves, over two visits, and at gifts before one is bought. */
const OWN_LOOKS = 8;
const GIFT_LOOKS = 3;

export const contaminationBench: Benchmark = { run };

type Kind = "none" | "unmarked" | "marked";

async function run({ args }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { seed: { type: "string" } });
  const seed = wholeNumber("seed", options.seed, 1, 0, 0xffff_ffff);
  const shares = {
    none: shareOfGifts("none", seed),
    unmarked: shareOfGifts("unmarked", seed),
    marked: shareOfGifts("marked", seed),
  };
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return {
    table: [
      renderTable([
        ["gifts bought", "recommendations from gift-only categories"],
        ["unmarked: as if for oneself", percent(shares.unmarked)],
        ["marked: kept apart", percent(shares.marked)],
        ["none", percent(shares.none)],
      ]),
      `${ASKED} visitors, ${ROW} products each on the home page, three days after buying one gift; ${VISITORS} visitors taught.`,
    ].join("\n"),
    json: {
      withGiftHandling: rounded(shares.marked, 4),
      withoutGiftHandling: rounded(shares.unmarked, 4),
      noGifts: rounded(shares.none, 4),
      visitors: ASKED,
    },
  };
}

function shareOfGifts(kind: Kind, seed: number): number {
  const products = largeCatalogue(PRODUCTS, seed, NOW);
  const byCategory = Map.groupBy(products, ({ category }) => category!);
  const ownCategories = [...byCategory.keys()].filter((category) => !GIFT_CATEGORIES.includes(category));
  const histories = Array.from({ length: VISITORS }, (_, visitor) => {
    const dice = createDice(seedOf(seed, "gifts", visitor));
    return historyOf(
      dice,
      byCategory.get(dice.pick(ownCategories))!,
      byCategory.get(dice.pick(GIFT_CATEGORIES))!,
      kind,
      visitor,
    );
  });
  const sessions = histories.map((events, visitor) => {
    const { open } = addToOutbox(
      emptyOutbox(`v${visitor}`),
      events.slice(OWN_LOOKS / 2),
      emptyProfile().purchases,
      () => "",
    );
    return { items: open };
  });
  const basis = {
    definitions: LARGE_SHOP_DEFINITIONS,
    definitionsVersion: 1,
    catalogue: indexCatalogue(products),
    model: buildModel({ sessions, now: NOW, version: 1 }),
    locale: "en",
  };
  let shown = 0;
  let gifts = 0;
  const placement = { ...LARGE_SHOP_DEFINITIONS.placements[1]!, limit: ROW };
  for (const [visitor, events] of histories.slice(0, ASKED).entries()) {
    const [decision] = decide({
      ...basis,
      definitions: { ...basis.definitions, placements: [placement] },
      placements: [{ id: placement.id }],
      page: { url: `${SHOP_ORIGIN}/` },
      profile: foldEvents(emptyProfile(), events),
      subject: `visitor-${visitor}`,
      personal: true,
      explain: false,
      now: NOW,
      requestId: `r${visitor}`,
    });
    for (const { category } of decision?.kind === "products" ? decision.products : []) {
      shown++;
      if (category !== undefined && GIFT_CATEGORIES.includes(category)) gifts++;
    }
  }
  return gifts / shown;
}

/** A visit for oneself three weeks ago; then, three days ago, one that goes on for oneself and ends with a gift. */
function historyOf(
  dice: Dice,
  own: readonly Product[],
  giftShelf: readonly Product[],
  kind: Kind,
  visitor: number,
): BehaviourEvent[] {
  const start = NOW - 3 * DAY_MS;
  const looks = Array.from({ length: OWN_LOOKS }, (_, i) =>
    eventOf(
      "view_item",
      dice.pick(own),
      i < OWN_LOOKS / 2 ? start - 18 * DAY_MS + i * 60_000 : start + i * 60_000,
      false,
      visitor,
    ),
  );
  const gifts = Array.from({ length: GIFT_LOOKS }, () => dice.pick(giftShelf));
  const bought = gifts[GIFT_LOOKS - 1]!;
  const after = start + OWN_LOOKS * 60_000;
  const giving = [
    ...gifts.map((product, i) => eventOf("view_item", product, after + i * 60_000, kind === "marked", visitor)),
    eventOf("add_to_cart", bought, after + 5 * 60_000, kind === "marked", visitor),
    eventOf("purchase", bought, after + 8 * 60_000, kind === "marked", visitor),
  ];
  return kind === "none" ? looks : [...looks, ...giving];
}

function eventOf(name: string, product: Product, at: number, gift: boolean, visitor: number): BehaviourEvent {
  return {
    id: `gift-${visitor}-${name}-${at}`,
    name,
    at,
    params: {
      currency: product.currency,
      ...(gift && { gift }),
      items: [
        { item_id: product.id, item_category: product.category!, item_brand: product.brand!, price: product.price },
      ],
    },
  };
}
