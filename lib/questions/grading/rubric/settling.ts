/** What people decided on readings of one situation of one question, without having seen the reader's proposal. */
export interface Agreement {
  /** The reader's score was the person's. */
  agreed: number;
  /** The reader gave more, less. */
  tooGenerous: number;
  tooStrict: number;
}

/** The share of readings that a person must agree with before a situation counts without one. */
const settlingTarget = 0.95;
/** The standard normal quantile of 0.95: one time in twenty the true share is below the bound. */
const quantile = 1.6448536269514722;

/**
 * The lower end of Wilson's interval for a share of which `agreed` of `read` were seen, with 95 % on one side; 0 where
 * nothing was read.
 */
export function lowerBound(agreed: number, read: number): number {
  if (read === 0) return 0;
  const share = agreed / read;
  const square = quantile * quantile;
  const spread = quantile * Math.sqrt((share * (1 - share) + square / (4 * read)) / read);
  return (share + square / (2 * read) - spread) / (1 + square / read);
}

/** Whether a situation has earned that its score counts without a person. */
export function settles(agreement: Agreement | undefined, target: number = settlingTarget): boolean {
  if (agreement === undefined) return false;
  const { agreed, tooGenerous, tooStrict } = agreement;
  return lowerBound(agreed, agreed + tooGenerous + tooStrict) >= target;
}
