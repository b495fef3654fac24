import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { AccuracyTally } from "../../bench/next-item/accuracy.ts";
import { indexSerenade, readSerenade } from "../../bench/next-item/serenade-sessions.ts";
import { VmisKnn } from "../../bench/next-item/vmis-knn.ts";
import { ROOT } from "../../start/paths.ts";

const SERENADE = join(ROOT, "../shared/data/golden/serenade");
const HAS_SERENADE = existsSync(join(SERENADE, "train.txt.gz"));

describe("VMIS-kNN by hand", () => {
  // Postings: a 2, b 3, c 2, d 1, in all 8. Of the session a, b the newest, b, weighs (2 − 0) / 2 = 1 and a 1/2; b is one
  // step back, so every neighbour counts 0.9.
  const { index, numberOf } = indexSerenade([
    { items: ["a", "b", "c"], time: 1 },
    { items: ["a", "b", "d"], time: 2 },
    { items: ["b", "c"], time: 3 },
  ]);
  const names = [...numberOf.keys()];
  const session = ["a", "b"].map((item) => numberOf.get(item)!);
  const ask = (sample: number, neighbours: number) =>
    new VmisKnn(index, { sample, neighbours, lastItems: 2 })
      .recommend(session, 3)
      .map(({ item, score }) => [names[item], Number(score.toFixed(6))]);
  const score = (idf: number, similarity: number) => Number((0.9 * idf * similarity).toFixed(6));

  it("sums similarity by inverse document frequency over all neighbours, the newest item left out", () => {
    expect(ask(10, 10)).toEqual([
      ["a", score(Math.log(8 / 2), 1.5 + 1.5)],
      ["c", score(Math.log(8 / 2), 1.5 + 1)],
      ["d", score(Math.log(8 / 1), 1.5)],
    ]);
  });

  it("keeps the k most similar", () => {
    expect(ask(10, 2)).toEqual([
      ["a", score(Math.log(8 / 2), 1.5 + 1.5)],
      ["d", score(Math.log(8 / 1), 1.5)],
      ["c", score(Math.log(8 / 2), 1.5)],
    ]);
  });

  it("looks at the m most recent only", () => {
    expect(ask(2, 10)).toEqual([
      ["d", score(Math.log(8 / 1), 1.5)],
      ["a", score(Math.log(8 / 2), 1.5)],
      ["c", score(Math.log(8 / 2), 1)],
    ]);
  });

  it("of equally similar sessions keeps the newer", () => {
    expect(ask(10, 1)).toEqual([
      ["d", score(Math.log(8 / 1), 1.5)],
      ["a", score(Math.log(8 / 2), 1.5)],
    ]);
  });
});

// Published in Serenade's README for the data and parameters (m 500, k 50, last 2) of its example.toml.
it.skipIf(!HAS_SERENADE)("gives Serenade's published figures on Serenade's data", () => {
  const read = (name: string) => readSerenade(gunzipSync(readFileSync(join(SERENADE, name))).toString());
  const { index, numberOf } = indexSerenade(read("train.txt.gz"));
  const knn = new VmisKnn(index, { sample: 500, neighbours: 50, lastItems: 2 });
  const tally = new AccuracyTally(new Uint32Array(numberOf.size));
  for (const { items } of read("test.txt.gz")) {
    const numbers = items.map((item) => numberOf.get(item) ?? -1);
    for (let next = 1; next < numbers.length; next++) {
      tally.add(
        knn.recommend(numbers.slice(0, next), 20).map(({ item }) => item),
        numbers[next]!,
      );
    }
  }
  const { predictions, mrr20, hr20 } = tally.result();
  expect(predictions).toBe(931);
  expect(Math.abs(mrr20 - 0.3277)).toBeLessThanOrEqual(0.001);
  expect(Math.abs(hr20 - 0.6402)).toBeLessThanOrEqual(0.001);
});
