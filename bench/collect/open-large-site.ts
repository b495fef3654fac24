/** Sets the large shop up in a running Worker, through its admin API and its own learner. */
import type { Product } from "../../wire/product.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";
import type { LoadClient } from "../load.ts";
import { LARGE_SHOP_DEFINITIONS, LARGE_SHOP_SETTINGS, SHOP } from "./large-shop.ts";

/** Sessions taught by one call: its body stays below a megabyte. */
const SESSIONS_AT_ONCE = 500;

/** @param probe of the same process as `worker`: it alone reaches the learner */
export async function openLargeSite(
  worker: LoadClient,
  probe: LoadClient,
  products: readonly Product[],
  sessions: readonly SessionFragment[],
): Promise<void> {
  await worker.json("PUT", `/v1/sites/${SHOP}/settings`, LARGE_SHOP_SETTINGS);
  await worker.json("PUT", `/v1/sites/${SHOP}/definitions`, LARGE_SHOP_DEFINITIONS);
  await worker.json("PUT", `/v1/sites/${SHOP}/catalogue`, { products });
  await teach(probe, sessions);
  await worker.json("POST", `/v1/sites/${SHOP}/model/rebuild`);
}

/** Tells the learner of sessions, as visitors' objects do. */
export async function teach(probe: LoadClient, sessions: readonly SessionFragment[]): Promise<void> {
  for (let from = 0; from < sessions.length; from += SESSIONS_AT_ONCE) {
    await probe.json("POST", `/teach/${SHOP}`, sessions.slice(from, from + SESSIONS_AT_ONCE));
  }
}
