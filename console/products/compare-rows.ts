/** What differs between two rows, product by product. Pure. */

export type Mark = { kind: "same" | "new" | "gone" } | { kind: "up" | "down"; by: number };

export interface ComparedRows {
  /** By id, of the row in use: against the other. */
  current: Map<string, Mark>;
  previous: Map<string, Mark>;
}

/** Ids, best first. */
export function compareRows(current: readonly string[], previous: readonly string[]): ComparedRows {
  return {
    current: new Map(
      current.map((id, place) => {
        const before = previous.indexOf(id);
        return [id, before < 0 ? { kind: "new" } : moved(before - place)];
      }),
    ),
    previous: new Map(
      previous.map((id, place) => {
        const now = current.indexOf(id);
        return [id, now < 0 ? { kind: "gone" } : moved(place - now)];
      }),
    ),
  };
}

/** @param by places up, in the row in use */
function moved(by: number): Mark {
  if (by === 0) return { kind: "same" };
  return by > 0 ? { kind: "up", by } : { kind: "down", by: -by };
}
