/** Which sessions an item was in: the inverted index of VMIS-kNN, made from the sessions in one counting sort. */

/** Sessions oldest first, so that a session's number is its age. */
export interface SessionIndex {
  /** Number of items. */
  readonly items: number;
  /** By session, and one more: where its clicks start. */
  readonly sessionStart: Uint32Array;
  /** Item numbers in the order they were clicked. */
  readonly clicks: Uint32Array;
  /** By item, and one more: where its postings start. */
  readonly postingStart: Uint32Array;
  /** Session numbers, ascending within an item, each once. */
  readonly postings: Uint32Array;
}

/** Time and memory linear in the clicks: quick enough to be done at loading rather than stored. */
export function indexSessions(items: number, sessionStart: Uint32Array, clicks: Uint32Array): SessionIndex {
  const sessions = sessionStart.length - 1;
  const postingStart = new Uint32Array(items + 1);
  // Looked for in the session itself: sessions are short and at hand, a table of all items is neither.
  const repeated = new Uint8Array(clicks.length);
  for (let session = 0; session < sessions; session++) {
    const start = sessionStart[session]!;
    for (let c = start; c < sessionStart[session + 1]!; c++) {
      const item = clicks[c]!;
      let before = c - 1;
      while (before >= start && clicks[before] !== item) before--;
      if (before >= start) repeated[c] = 1;
      else postingStart[item + 1]!++;
    }
  }
  for (let item = 0; item < items; item++) postingStart[item + 1]! += postingStart[item]!;
  const next = postingStart.slice(0, items);
  const postings = new Uint32Array(postingStart[items]!);
  for (let session = 0; session < sessions; session++) {
    for (let c = sessionStart[session]!; c < sessionStart[session + 1]!; c++) {
      if (repeated[c] === 0) postings[next[clicks[c]!]!++] = session;
    }
  }
  return { items, sessionStart, clicks, postingStart, postings };
}

/** Of an item's postings, the end of those to sessions before `session`. */
export function postingsBefore(index: SessionIndex, item: number, session: number): number {
  let low = index.postingStart[item]!;
  let high = index.postingStart[item + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (index.postings[middle]! < session) low = middle + 1;
    else high = middle;
  }
  return low;
}
