/** What reaches a site from outside besides its definitions: signals, and what changed in the catalogue. Kept as facts. */
import type { Product } from "../../wire/product.ts";
import { productNews, type ProductNews } from "../domain/catalogue/product-news.ts";
import type { Signal } from "../domain/conditions/facts.ts";
import type { SiteNews } from "./site-state.ts";
import type { SiteStore } from "./site-store.ts";

const SIGNALS = "signals";
const PRODUCT_NEWS = "product_news";

/** Signals of one site: they cross to each isolate with the news, every few seconds. */
export const MOST_SIGNALS = 100;

export class OutsideNews {
  readonly #store: SiteStore;

  constructor(store: SiteStore) {
    this.#store = store;
  }

  /** By name, those not expired. */
  signals(now: number): Map<string, Signal> {
    return new Map([...readPairs<Signal>(this.#store.fact(SIGNALS))].filter(([, { until }]) => until > now));
  }

  /** Sets a signal, or takes it away. `false` where there are too many. */
  setSignal(name: string, signal: Signal | undefined, now: number): boolean {
    const signals = this.signals(now);
    if (signal === undefined) signals.delete(name);
    else signals.set(name, signal);
    if (signals.size > MOST_SIGNALS) return false;
    this.#store.setFact(SIGNALS, JSON.stringify([...signals]));
    return true;
  }

  /** A new catalogue is about to be published. Call before, in the same transaction. */
  catalogueComes(before: readonly Product[], after: readonly Product[], now: number): void {
    const known = readPairs<ProductNews>(this.#store.fact(PRODUCT_NEWS));
    const news = productNews(known, before, after, now);
    if (news.size > 0 || known.size > 0) this.#store.setFact(PRODUCT_NEWS, JSON.stringify([...news]));
  }

  /** For an isolate. @param withProducts whether it gets the catalogue too, whose changes these are */
  forIsolate(withProducts: boolean): Pick<SiteNews, "signals" | "productNews"> {
    const signals = this.#store.fact(SIGNALS);
    const products = withProducts ? this.#store.fact(PRODUCT_NEWS) : undefined;
    return {
      ...(signals !== undefined && { signals }),
      ...(products !== undefined && { productNews: products }),
    };
  }
}

/** `[name, value][]` as JSON → a map; nothing → an empty one. */
export function readPairs<T>(json: string | undefined): Map<string, T> {
  return new Map(json === undefined ? [] : (JSON.parse(json) as [string, T][]));
}
