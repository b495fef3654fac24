/**
 * Ids of events already counted, as 53-bit hashes: 8 bytes an event. They lie beside the archived events, and those of
 * recent events are made from them, so that a repeat is known even after eviction and restart. Two different ids of
 * one visitor share a hash once in 10^12 events.
 */
import { hash53 } from "../domain/chance.ts";

/**
 * A repeat further back than this many of the visitor's events would be counted again. The SDK's queue holds at most
 * 1,000 events, so one that it sends again can never be that far back.
 */
const REMEMBERED = 4_096;
const BYTES_EACH = 8;

/** The hash an event id is remembered by. */
export function hashOf(eventId: string): number {
  return hash53(eventId);
}

export function hashesToBytes(hashes: readonly number[]): ArrayBuffer {
  return Float64Array.from(hashes).buffer;
}

export function hashesFromBytes(bytes: ArrayBuffer): number[] {
  return [...new Float64Array(bytes, 0, Math.floor(bytes.byteLength / BYTES_EACH))];
}

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

  static of(hashes: readonly number[]): SeenEvents {
    return new SeenEvents([...hashes]);
  }

  has(eventId: string): boolean {
    return this.#known.has(hashOf(eventId));
  }

  /** Remembers the id; `false` if it was known. */
  add(eventId: string): boolean {
    return this.#addHash(hashOf(eventId));
  }

  addHashes(hashes: readonly number[]): void {
    for (const hash of hashes) this.#addHash(hash);
  }

  hashes(): readonly number[] {
    return this.#order;
  }

  #addHash(hash: number): boolean {
    if (this.#known.has(hash)) return false;
    this.#known.add(hash);
    this.#order.push(hash);
    if (this.#order.length > REMEMBERED) this.#known.delete(this.#order.shift()!);
    return true;
  }
}
