/** Builds the demo shop's pages. */
import { BUILD } from "./paths.ts";
import type { BuildStep } from "./stale.ts";

export const shopStep: BuildStep = {
  name: "shop",
  inputs: ["shop", "wire"],
  outputs: ["build/assets/shop/index.html"],
  run: async () => {
    // Loaded only when it is needed: a start with nothing to build waits for no bundler.
    const { buildShop } = await import("../shop/pages/build-shop.ts");
    await buildShop({ outDir: BUILD });
  },
};
