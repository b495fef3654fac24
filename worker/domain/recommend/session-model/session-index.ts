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
  // Room for a posting a click, as an item that a session has twice shows only when its second one would follow.
  const roomStart = new Uint32Array(items + 1);
  for (let c = 0; c < clicks.length; c++) roomStart[clicks[c]! + 1]!++;
  for (let item = 0; item < items; item++) roomStart[item + 1]! += roomStart[item]!;
  const end = roomStart.slice(0, items);
  const postings = new Uint32Array(clicks.length);
  for (let session = 0; session < sessions; session++) {
    for (let c = sessionStart[session]!; c < sessionStart[session + 1]!; c++) {
      const item = clicks[c]!;
      const at = end[item]!;
      if (at > roomStart[item]! && postings[at - 1] === session) continue;
      postings[at] = session;
      end[item] = at + 1;
    }
  }
  return { items, sessionStart, clicks, ...withoutGaps(postings, roomStart, end) };
}

/** Moves each item's postings up to those of the item before. */
function withoutGaps(
  postings: Uint32Array,
  roomStart: Uint32Array,
  end: Uint32Array,
): Pick<SessionIndex, "postingStart" | "postings"> {
  const postingStart = new Uint32Array(roomStart.length);
  let filled = 0;
  for (let item = 0; item < end.length; item++) {
    const last = end[item]!;
    for (let p = roomStart[item]!; p < last; p++) postings[filled++] = postings[p]!;
    postingStart[item + 1] = filled;
  }
  return { postingStart, postings: postings.slice(0, filled) };
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
