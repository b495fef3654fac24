/** How many of all visitors, from a few that were asked; and how far a share of a few carries. */

export interface Estimate {
  /** Whole visitors. */
  estimate: number;
  /** Within which the true number lies with 95 % confidence; exact where all were asked. */
  interval: { from: number; to: number };
}

/** 97.5th percentile of the normal distribution: 95 % on both sides. */
const Z = 1.959964;

/**
 * The score interval for a share (Wilson, "Probable inference, the law of succession, and statistical inference", JASA
 * 1927): it holds for small samples and shares near 0 too. Narrowed by the finite population correction √((N−n)/(N−1)):
 * who was asked is no longer uncertain.
 *
 * @param visitors all there are, `asked` of them drawn by lot, of whom `matching` are meant
 */
export function estimateMembers(visitors: number, asked: number, matching: number): Estimate {
  if (asked === 0) return { estimate: 0, interval: { from: 0, to: visitors } };
  if (asked >= visitors) return { estimate: matching, interval: { from: matching, to: matching } };
  const share = matching / asked;
  const { from, to } = scoreInterval(share, asked, (Z * Z * (visitors - asked)) / (visitors - 1));
  return {
    estimate: Math.round(share * visitors),
    interval: {
      // Those asked are known: at least as many as matched are in, at least as many as did not are out.
      from: Math.max(matching, Math.floor(from * visitors)),
      to: Math.min(visitors - (asked - matching), Math.ceil(to * visitors)),
    },
  };
}

/**
 * A part of a group as a share, 0–1, and within which it lies among visitors like these with 95 % confidence: those there
 * are now are counted, those who come are not. A part that is an estimate itself widens it by its own interval.
 *
 * @param members of the group, at least one
 */
export function shareOf(part: Estimate, members: number): { value: number; interval: { from: number; to: number } } {
  const share = (count: number): number => Math.min(1, count / members);
  return {
    value: share(part.estimate),
    interval: {
      from: scoreInterval(share(part.interval.from), members, Z * Z).from,
      to: scoreInterval(share(part.interval.to), members, Z * Z).to,
    },
  };
}

/** @param z2 squared width, in standard deviations */
function scoreInterval(share: number, asked: number, z2: number): { from: number; to: number } {
  const middle = (share + z2 / (2 * asked)) / (1 + z2 / asked);
  const half = (Math.sqrt(z2) / (1 + z2 / asked)) * Math.sqrt((share * (1 - share)) / asked + z2 / (4 * asked * asked));
  // The ends are 0 and 1 exactly where the share is; sums of rounded numbers miss them by a hair.
  return { from: share === 0 ? 0 : middle - half, to: share === 1 ? 1 : middle + half };
}
