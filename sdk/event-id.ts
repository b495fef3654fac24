/** Ids: for events, which sort by time; and for visitors, which say nothing. */

/** Random bytes of a visitor id: 144 bits are beyond guessing and make 24 characters without padding. */
const VISITOR_BYTES = 18;

/** Highest value of the 12 bits that order ids made within one millisecond. */
const LAST_IN_MILLISECOND = 0xfff;

/**
 * Maker of event ids in the form of UUID version 7 (RFC 9562): they sort by time, also within a millisecond and
 * when the clock is set back.
 */
export function createEventIds(): () => string {
  let time = 0;
  let sequence = 0;
  return () => {
    const now = Date.now();
    if (now > time) {
      time = now;
      sequence = 0;
    } else if (++sequence > LAST_IN_MILLISECOND) {
      time++;
      sequence = 0;
    }
    const tail = [...crypto.getRandomValues(new Uint8Array(8))];
    tail[0] = (tail[0]! & 0x3f) | 0x80;
    const hex =
      time.toString(16).padStart(12, "0") +
      "7" +
      sequence.toString(16).padStart(3, "0") +
      tail.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}

/** A new visitor id: 24 characters of `A–Z a–z 0–9 _ -`. */
export function newVisitorId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(VISITOR_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
