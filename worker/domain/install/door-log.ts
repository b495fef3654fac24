/**
 * What became of requests at the door, by kind and origin. Anybody can knock with any origin and key, so it is bounded,
 * and texts are clipped. Pure.
 */
import type { DoorSighting } from "../../../wire/install.ts";

/** Kinds remembered: a handful of origins with a few outcomes each. Past it the one not seen for longest goes. */
const KINDS_REMEMBERED = 60;
/** UTF-16 code units of an origin, key or sender's name. */
const TEXT_LENGTH = 120;

/** What was seen, without count and time. */
export type Seen = Omit<DoorSighting, "count" | "lastAt">;

export class DoorLog {
  readonly #kinds = new Map<string, DoorSighting>();

  note(seen: Seen, now: number): void {
    this.add({ ...clipped(seen), count: 1, lastAt: now });
  }

  /** Adds what another log has counted. */
  add(sighting: DoorSighting): void {
    const kind = kindOf(sighting);
    const known = this.#kinds.get(kind);
    if (known === undefined) {
      this.#kinds.set(kind, { ...sighting });
      if (this.#kinds.size > KINDS_REMEMBERED) this.#forgetOldest();
    } else {
      known.count += sighting.count;
      known.lastAt = Math.max(known.lastAt, sighting.lastAt);
    }
  }

  knows(seen: Seen): boolean {
    return this.#kinds.has(kindOf(clipped(seen)));
  }

  /** Newest first. */
  all(): DoorSighting[] {
    return [...this.#kinds.values()].toSorted((a, b) => b.lastAt - a.lastAt);
  }

  /** Hands over everything and is empty. */
  take(): DoorSighting[] {
    const taken = [...this.#kinds.values()];
    this.#kinds.clear();
    return taken;
  }

  #forgetOldest(): void {
    const oldest = this.all().at(-1);
    if (oldest !== undefined) this.#kinds.delete(kindOf(oldest));
  }
}

function kindOf({ outcome, origin, sdk, detail = "", check = "" }: Seen): string {
  return [outcome, origin, sdk, detail, check].join("\n");
}

function clipped({ outcome, origin, sdk, detail, check }: Seen): Seen {
  return {
    outcome,
    origin: origin.slice(0, TEXT_LENGTH),
    sdk: sdk.slice(0, TEXT_LENGTH),
    ...(detail !== undefined && { detail: detail.slice(0, TEXT_LENGTH) }),
    ...(check !== undefined && { check }),
  };
}
