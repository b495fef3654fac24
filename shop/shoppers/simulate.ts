/** The demo's simulated shoppers: they walk while the console wants them. START HERE. */
import { walkCrowd } from "./crowd.ts";
import { listenForOrders } from "./orders.ts";

export interface ShoppersOptions {
  /** Origin of the shop and its Worker, such as `http://localhost:8787`. */
  url: string;
  /** The site's public key, `pk_<site>`. */
  key: string;
  /** How many walk at the same time. */
  count: number;
  /** Same seed, same visitors with the same tastes. */
  seed: number;
}

export interface WalkingShoppers {
  /** How many walk at this moment. */
  readonly count: number;
  /** Resolves once all have left. */
  stop(): Promise<void>;
}

/** Waits for orders at once; never throws, whatever becomes of the Worker. */
export function startShoppers({ url, key, count, seed }: ShoppersOptions): WalkingShoppers {
  let walking: { abort: AbortController; done: Promise<void> } | undefined;
  const orders = listenForOrders({ url, site: siteOf(key), wanted: obey });

  function obey(wanted: boolean): void {
    if (wanted === (walking !== undefined)) return;
    if (wanted) {
      const abort = new AbortController();
      // Each beginning is a run of its own: its visits are numbered from one again.
      const run = Date.now().toString(36);
      walking = { abort, done: walkCrowd({ url, key, count, seed, run }, abort.signal) };
    } else {
      walking?.abort.abort();
      walking = undefined;
    }
    orders.tell(walking ? count : 0);
  }

  return {
    get count() {
      return walking ? count : 0;
    },
    async stop() {
      const last = walking?.done;
      obey(false);
      orders.close();
      await last;
    },
  };
}

/** `demo` of `pk_demo` and of `pk_demo_2`. */
function siteOf(key: string): string {
  return key.split("_")[1] ?? "";
}
