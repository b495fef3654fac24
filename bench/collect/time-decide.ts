/** How long the decision alone takes: `decide()` in this process, on the same catalogue, model and visitors. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import type { PageContext } from "../../wire/collect.ts";
import type { Product } from "../../wire/product.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { decide } from "../../worker/domain/decide.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import type { Profile } from "../../worker/domain/profile/profile.ts";
import { buildModel } from "../../worker/domain/recommend/build-model.ts";
import { decodeModel, encodeModel } from "../../worker/domain/recommend/index-format.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";
import { fiveEvents, LARGE_SHOP_DEFINITIONS, SHOP_ORIGIN, Walk } from "./large-shop.ts";

/** Visitors who take turns, from one page seen to fifty. */
const VISITORS = 200;
const MOST_BATCHES = 10;
/** Until the engine has compiled what is hot. */
const WARM_UP = 3_000;
const PLACEMENTS = [{ id: "home-hero" }, { id: "home-products", limit: 4 }];

/** Milliseconds of each of `count` calls of `decide`, each for two placements. */
export function timeDecide(
  products: readonly Product[],
  sessions: readonly SessionFragment[],
  count: number,
  now: number,
): number[] {
  const catalogue = indexCatalogue(products);
  const model = decodeModel(encodeModel(buildModel({ sessions, now, version: 1 })));
  const profiles = Array.from({ length: VISITORS }, (_, visitor) => profileOf(products, visitor, now));
  const dice = createDice(seedOf("pages"));
  const times: number[] = [];
  for (let call = -WARM_UP; call < count; call++) {
    const visitor = dice.whole(0, VISITORS - 1);
    const input = {
      definitions: LARGE_SHOP_DEFINITIONS,
      definitionsVersion: 1,
      catalogue,
      model,
      locale: "en",
      placements: PLACEMENTS,
      page: pageOf(dice.pick(products), dice.next()),
      profile: profiles[visitor]!,
      subject: `visitor-${visitor}`,
      personal: true,
      explain: false,
      now: now + call,
      requestId: `request-${call}`,
    };
    const started = performance.now();
    decide(input);
    const took = performance.now() - started;
    if (call >= 0) times.push(took);
  }
  return times;
}

/** A third each: home, a category, a product's page. */
function pageOf(product: Product, draw: number): PageContext {
  const page = { url: SHOP_ORIGIN + product.link, locale: "en" };
  if (draw < 1 / 3) return page;
  return draw < 2 / 3 ? { ...page, category: product.category! } : { ...page, itemId: product.id };
}

function profileOf(products: readonly Product[], visitor: number, now: number): Profile {
  const dice = createDice(seedOf("visitor", visitor));
  const walk = new Walk(products, dice);
  let profile = emptyProfile();
  for (let batch = dice.whole(1, MOST_BATCHES); batch > 0; batch--) {
    profile = foldEvents(profile, fiveEvents(walk, `decide-${visitor}-${batch}-`, now - batch * 60_000));
  }
  return profile;
}
