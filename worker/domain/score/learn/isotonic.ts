/**
 * The nearest sequence that never falls (or never rises), by weighted least squares: pool adjacent violators (Barlow,
 * Bartholomew, Bremner, Brunk: "Statistical Inference under Order Restrictions", 1972).
 *
 * @param weights ≥ 0; what was never seen gives way to its neighbours
 * @param direction 1: never falls; −1: never rises
 */
export function monotoneFit(values: Float64Array, weights: ArrayLike<number>, direction: 1 | -1): Float64Array {
  const blocks: { sum: number; weight: number; length: number }[] = [];
  for (let place = 0; place < values.length; place++) {
    const weight = weights[place]! + LEAST_WEIGHT;
    blocks.push({ sum: direction * values[place]! * weight, weight, length: 1 });
    while (blocks.length > 1) {
      const last = blocks.at(-1)!;
      const before = blocks.at(-2)!;
      if (before.sum / before.weight <= last.sum / last.weight) break;
      blocks.pop();
      before.sum += last.sum;
      before.weight += last.weight;
      before.length += last.length;
    }
  }
  const fitted = new Float64Array(values.length);
  let place = 0;
  for (const { sum, weight, length } of blocks) {
    fitted.fill((direction * sum) / weight, place, place + length);
    place += length;
  }
  return fitted;
}

/** So that two values never seen still have a mean. */
const LEAST_WEIGHT = 1e-6;
