/** Sessions of a shop that does not exist, in any number: for sizes that no public data have. Never for accuracy. */
import { randomFrom } from "../../worker/domain/recommend/session-model/random.ts";

/** Products of one shelf; a session mostly stays on one. */
const SHELF = 40;
/** Chance that a session goes on after a click: sessions of 4.9 clicks in the mean, as Diginetica's. */
const GO_ON = 0.74;
/** Chance that the next click leaves the shelf. */
const LEAVE = 0.08;
/** Popularity of the n-th product falls as n^−0.9, near what shops' logs show. */
const ZIPF = 0.9;

/** As many sessions as asked for, of as many products; the same for the same seed. */
export function* generateSessions(products: number, sessions: number, seed: number): Generator<{ items: string[] }> {
  for (const visit of generateVisits(products, sessions, seed)) yield { items: visit.map(idOf) };
}

/** The id of a product that is known by its number. */
export function idOf(product: number): string {
  return `P${product}`;
}

/** The same sessions with products by number: millions of them pass through more quickly. */
export function* generateVisits(products: number, sessions: number, seed: number): Generator<number[]> {
  const random = randomFrom(seed);
  // The inverse of a power law's distribution function: a draw without a table of a million weights.
  const draw = (): number => {
    const spread = products ** (1 - ZIPF) - 1;
    return Math.min(products - 1, Math.floor((1 + random() * spread) ** (1 / (1 - ZIPF))) - 1);
  };
  // Neighbours in popularity are no neighbours on a shelf: a step prime to most sizes deals them out.
  const shelfOf = (product: number): number => Math.floor(((product * 7_919) % products) / SHELF);
  for (let s = 0; s < sessions; s++) {
    let product = draw();
    const items = [product];
    do {
      product = random() < LEAVE ? draw() : (shelfOf(product) * SHELF + Math.floor(SHELF * random() ** 2)) % products;
      items.push(product);
    } while (random() < GO_ON);
    yield items;
  }
}
