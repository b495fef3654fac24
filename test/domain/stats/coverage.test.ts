import { describe, expect, it } from "vitest";
import { momentsOfRate } from "../../../worker/domain/stats/moments.ts";
import { differenceSequence } from "../../../worker/domain/stats/confidence-sequence.ts";
import { randomStream } from "../../../worker/domain/stats/random-stream.ts";
import { rateSequence } from "../../../worker/domain/stats/rate-sequence.ts";

const EXPERIMENTS = 300;
const ALPHA = 0.1;
/** Three standard errors of a share of 0.1 among 300. */
const MARGIN = 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / EXPERIMENTS);

describe("[ST-1] intervals hold at every look together", () => {
  it("one rate's, looked at after every visitor at first and later now and then", () => {
    const random = randomStream(21);
    for (const rate of [0.02, 0.4]) {
      let missed = 0;
      for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
        let conversions = 0;
        for (let n = 1; n <= 2_000; n++) {
          if (random() < rate) conversions += 1;
          if (n > 50 && n % 50 > 0) continue;
          const { low, high } = rateSequence(conversions, n, ALPHA);
          if (low <= rate && rate <= high) continue;
          missed += 1;
          break;
        }
      }
      expect(missed / EXPERIMENTS).toBeLessThan(ALPHA + MARGIN);
    }
  });

  it("a difference's, from the first look that has enough", () => {
    const random = randomStream(22);
    const [before, after] = [0.1, 0.13];
    let missed = 0;
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      let [control, treatment] = [0, 0];
      for (let n = 1; n <= 3_000; n++) {
        if (random() < before) control += 1;
        if (random() < after) treatment += 1;
        if (n % 25 > 0 || Math.min(control, treatment) < 25) continue;
        const options = { alpha: ALPHA, tunedFor: 3_000 };
        const { low, high } = differenceSequence(momentsOfRate(control, n), momentsOfRate(treatment, n), options);
        if (low <= after - before && after - before <= high) continue;
        missed += 1;
        break;
      }
    }
    expect(missed / EXPERIMENTS).toBeLessThan(ALPHA + MARGIN);
  });
});
