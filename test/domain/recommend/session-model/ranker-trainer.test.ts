import { expect, it } from "vitest";
import { ROW_FEATURES, SESSION_FEATURES } from "../../../../worker/domain/recommend/session-model/features.ts";
import { randomFrom } from "../../../../worker/domain/recommend/session-model/random.ts";
import { RankerTrainer } from "../../../../worker/domain/recommend/session-model/ranker-trainer.ts";
import { meanOf, scoreRows } from "../../../../worker/domain/recommend/session-model/ranker.ts";
import type { Rows } from "../../../../worker/domain/recommend/session-model/ranker.ts";

const ROWS = 8;

/** Rows of noise; the right one has the greatest product of its first two features, which no plain sum tells. */
function query(random: () => number): { features: Rows; right: number } {
  const rows = Float32Array.from({ length: ROWS * ROW_FEATURES }, random);
  const session = Float32Array.from({ length: SESSION_FEATURES }, random);
  let right = 0;
  const product = (row: number): number => rows[row * ROW_FEATURES]! * rows[row * ROW_FEATURES + 1]!;
  for (let row = 1; row < ROWS; row++) if (product(row) > product(right)) right = row;
  return { features: { rows, session }, right };
}

function trained(seed: number, queries: number): RankerTrainer["ranker"] {
  const random = randomFrom(seed);
  const trainer = new RankerTrainer({ units: 24, rate: 0.006, negatives: ROWS }, random, queries / 16);
  for (let i = 0; i < queries; i++) {
    const { features, right } = query(random);
    trainer.learn(features, ROWS, right);
  }
  return trainer.ranker;
}

function hits(ranker: RankerTrainer["ranker"]): number {
  const random = randomFrom(99);
  const scores = new Float32Array(ROWS);
  let found = 0;
  for (let i = 0; i < 500; i++) {
    const { features, right } = query(random);
    scoreRows(ranker, features, ROWS, scores);
    if (scores.indexOf(Math.max(...scores)) === right) found++;
  }
  return found / 500;
}

it("learns an order that is in the features", () => {
  // By chance one in eight is right.
  expect(hits(trained(1, 160))).toBeLessThan(0.6);
  expect(hits(trained(1, 8_000))).toBeGreaterThan(0.8);
});

it("scores with the mean of several as the mean of their scores", () => {
  const rankers = [trained(1, 160), trained(2, 160)];
  const { features } = query(randomFrom(3));
  const scoresOf = (ranker: RankerTrainer["ranker"]): Float32Array => {
    const scores = new Float32Array(ROWS);
    scoreRows(ranker, features, ROWS, scores);
    return scores;
  };
  const [first, second] = rankers.map(scoresOf);
  for (const [row, score] of scoresOf(meanOf(rankers)).entries()) {
    expect(score).toBeCloseTo((first![row]! + second![row]!) / 2, 4);
  }
});
