/** What the demo consists of: the demo shop's own catalogue, offers, history and shoppers. */
import { buildCatalogue } from "../shop/catalogue/build-catalogue.ts";
import { WELCOME_BACK_POOL, welcomeBackCodes } from "../shop/catalogue/coupons.ts";
import { DEMO_KEY, demoDefinitions, demoSettings } from "../shop/catalogue/demo-definitions.ts";
import { startShoppers } from "../shop/shoppers/simulate.ts";
import type { WalkingShoppers } from "../shop/shoppers/simulate.ts";
import type { DemoSite } from "./demo-site.ts";

export { LANGUAGES } from "../shop/catalogue/language.ts";
export { makeVisits } from "../shop/shoppers/history.ts";
export type { WalkingShoppers } from "../shop/shoppers/simulate.ts";

/** Any origin, as development allows: whichever port the demo got, and a page of one's own that tries the tag. */
const ORIGINS = ["*"];

export function demoSite(): DemoSite {
  return {
    settings: demoSettings(ORIGINS),
    definitions: demoDefinitions(),
    products: buildCatalogue().map(({ product }) => product),
    pools: { [WELCOME_BACK_POOL]: welcomeBackCodes() },
  };
}

export function walkShoppers(options: { url: string; count: number; seed: number }): WalkingShoppers {
  return startShoppers({ key: DEMO_KEY, ...options });
}
