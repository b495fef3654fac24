/**
 * Expected calibration error over bins of equal width, as most papers print it (Guo, Pleiss, Sun, Weinberger: "On
 * calibration of modern neural networks", ICML 2017, eq. 3).
 */
export function equalWidthError(probabilities: ArrayLike<number>, labels: ArrayLike<number>, bins: number): number {
  const foretold = new Float64Array(bins);
  const happened = new Float64Array(bins);
  for (let row = 0; row < labels.length; row++) {
    const bin = Math.min(bins - 1, Math.floor(probabilities[row]! * bins));
    foretold[bin]! += probabilities[row]!;
    happened[bin]! += labels[row]!;
  }
  return foretold.reduce((sum, one, bin) => sum + Math.abs(one - happened[bin]!), 0) / labels.length;
}
