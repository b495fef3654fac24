import { describe, expect, it } from "vitest";
import { finish } from "../../../../worker/domain/in-steps.ts";
import { CurrentSession } from "../../../../worker/domain/recommend/session-model/current-session.ts";
import {
  DIMENSIONS,
  quantised,
  SessionVector,
} from "../../../../worker/domain/recommend/session-model/item-embeddings.ts";
import {
  EMBEDDING_TRAINING,
  learnEmbeddings,
} from "../../../../worker/domain/recommend/session-model/learn-embeddings.ts";
import { randomFrom } from "../../../../worker/domain/recommend/session-model/random.ts";
import { indexSessions } from "../../../../worker/domain/recommend/session-model/session-index.ts";

const ITEMS = 40;
const HALF = ITEMS / 2;

/** Sessions within the lower or the upper half of the items, but never from an item to the next number but one. */
function twoShelves(count: number): number[][] {
  const random = randomFrom(5);
  return Array.from({ length: count }, () => {
    const shelf = random() < 0.5 ? 0 : HALF;
    const items: number[] = [];
    while (items.length < 4) {
      const item = shelf + Math.floor(random() * HALF);
      if (items.every((other) => Math.abs(other - item) !== 2)) items.push(item);
    }
    return items;
  });
}

function indexOf(sessions: readonly number[][]) {
  const start = [0];
  for (const session of sessions) start.push(start.at(-1)! + session.length);
  return indexSessions(ITEMS, Uint32Array.from(start), Uint32Array.from(sessions.flat()));
}

function fitsOf(embeddings: ReturnType<typeof quantised>, session: number[]): Float64Array {
  const current = new CurrentSession(ITEMS);
  current.readNumbers(session);
  const vector = new SessionVector();
  vector.read(embeddings, current);
  const fits = new Float64Array(ITEMS);
  vector.fit(
    Uint32Array.from({ length: ITEMS }, (_, item) => item),
    ITEMS,
    fits,
  );
  return fits;
}

describe("items as vectors", () => {
  const sessions = twoShelves(1_000);
  const index = indexOf(sessions);
  const learn = (before: number, seed: number, mostClicks = EMBEDDING_TRAINING.mostClicks) =>
    finish(learnEmbeddings(index, before, seed, { ...EMBEDDING_TRAINING, mostClicks }));

  it("find the shelf, also by items that were never in a session together", () => {
    const embeddings = learn(sessions.length, 1);
    for (const item of [4, 10, HALF + 3, HALF + 12]) {
      const fits = fitsOf(embeddings, [item]);
      const neverTogether = fits[item + 2]!;
      const otherShelf = fits.filter((_, other) => other < HALF !== item < HALF);
      expect(neverTogether).toBeGreaterThan(Math.max(...otherShelf));
    }
  });

  it("are the same for the same seed, and others for another", () => {
    expect(learn(500, 3)).toEqual(learn(500, 3));
    expect(learn(500, 3)).not.toEqual(learn(500, 4));
  });

  it("know nothing of sessions that have not happened yet", () => {
    expect(learn(500, 3)).toEqual(finish(learnEmbeddings(indexOf(sessions.slice(0, 500)), 500, 3, EMBEDDING_TRAINING)));
  });

  it("are learnt from no more clicks than wanted, in steps", () => {
    const stepsOf = (mostClicks: number): number => {
      let steps = 0;
      const work = learnEmbeddings(index, sessions.length, 1, { ...EMBEDDING_TRAINING, mostClicks });
      while (work.next().done !== true) steps++;
      return steps;
    };
    // 4,000 clicks, five times, in steps of 2,048 and what completes a session; then 2,500 of them once.
    expect(stepsOf(Infinity)).toBe(9);
    expect(stepsOf(2_500)).toBe(1);
  });

  it("lose at most half a step of their scale as bytes", () => {
    const random = randomFrom(2);
    const vectors = Float32Array.from({ length: ITEMS * DIMENSIONS }, () => 4 * random() - 2);
    vectors.fill(0, 0, DIMENSIONS);
    const { vector, scale } = quantised(vectors, new Float32Array(ITEMS));
    for (const [i, value] of vectors.entries()) {
      const step = scale[Math.floor(i / DIMENSIONS)]!;
      expect(Math.abs(vector[i]! * step - value)).toBeLessThanOrEqual(step / 2 + 1e-6);
    }
  });
});

it("a session fades with the clicks after it, however often an item is in it", () => {
  const current = new CurrentSession(ITEMS);
  current.readNumbers([7, 8, 7]);
  const fadingOf = (item: number): number => current.faded[current.placeOf[item]! - 1]!;
  expect(fadingOf(7)).toBeCloseTo(1 + fadingOf(8) ** 2);
  expect(fadingOf(8)).toBeLessThan(1);
});
