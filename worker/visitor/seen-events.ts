/**
 * Ids of events already counted, as 53-bit hashes in a ring: 8 bytes an event, so that a repeat is known even after
 * eviction and restart. Two different ids of one visitor share a hash once in 10^12 events.
 */
import { hash53 } from "../domain/chance.ts";

/**
 * A repeat further back than this many of the visitor's events would be counted again. The SDK's queue holds at most
 * 1,000 events, so one that it sends again can never be that far back.
 */
const REMEMBERED = 4_096;
const BYTES_EACH = 8;

export class SeenEvents {
  readonly #order: number[];
  readonly #known: Set<number>;

  private constructor(order: number[]) {
    this.#order = order;
    this.#known = new Set(order);
  }

  static none(): SeenEvents {
    return new SeenEvents([]);
  }

  static fromBytes(bytes: ArrayBuffer): SeenEvents {
    return new SeenEvents([...new Float64Array(bytes, 0, Math.floor(bytes.byteLength / BYTES_EACH))]);
  }

  has(eventId: string): boolean {
    return this.#known.has(hash53(eventId));
  }

  /** Remembers the id; `false` if it was known. */
  add(eventId: string): boolean {
    return this.#addHash(hash53(eventId));
  }

  /** Takes over all that another remembers. */
  addAll(other: SeenEvents): void {
    for (const hash of other.#order) this.#addHash(hash);
  }

  toBytes(): ArrayBuffer {
    return Float64Array.from(this.#order).buffer;
  }

  #addHash(hash: number): boolean {
    if (this.#known.has(hash)) return false;
    this.#known.add(hash);
    this.#order.push(hash);
    if (this.#order.length > REMEMBERED) this.#known.delete(this.#order.shift()!);
    return true;
  }
}
