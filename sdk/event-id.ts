/** Ids: for events, which sort by time; and for visitors, which say nothing. */

/** Random bytes of an id: 143 bits are beyond guessing and make 24 characters without padding. */
const RANDOM_BYTES = 18;

/** Ids made within one millisecond that still sort by the time they were made. */
const IN_MILLISECOND = 1_024;

/** 24 characters of `A–Z a–z 0–9 _`. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  // Base64 but for its two signs, which are one: that costs less than one of the bits.
  return btoa(String.fromCharCode(...bytes)).replace(/\W/g, "_");
}

/**
 * Maker of event ids: ten digits to the base 36 for the time, which sort as they were made, also within a millisecond
 * and when the clock is set back; then what is this maker's own, and makes them unique. Ten digits last until the year 2083.
 */
export function createEventIds(): () => string {
  const own = randomId();
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * IN_MILLISECOND);
    return last.toString(36) + own;
  };
}
