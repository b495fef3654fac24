/** How sure an area under the ROC curve is. Pure. */

/** 95 % of a normal distribution lie within so many standard errors. */
const Z_95 = 1.96;

/**
 * The 95 % interval, within 0–1 (Hanley, McNeil: "The meaning and use of the area under a receiver operating characteristic
 * curve", Radiology 143, 1982). An approximation: with fewer than ten of either kind it is too narrow.
 *
 * @param buyers at least 1, as `others`: without either there is no area
 */
export function aucInterval(auc: number, buyers: number, others: number): { low: number; high: number } {
  const bothBuyers = auc / (2 - auc);
  const bothOthers = (2 * auc ** 2) / (1 + auc);
  const variance =
    (auc * (1 - auc) + (buyers - 1) * (bothBuyers - auc ** 2) + (others - 1) * (bothOthers - auc ** 2)) /
    (buyers * others);
  const error = Z_95 * Math.sqrt(Math.max(0, variance));
  return { low: Math.max(0, auc - error), high: Math.min(1, auc + error) };
}
