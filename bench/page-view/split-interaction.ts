/** Splits one interaction into where its time went, by the SDK's own user-timing marks. Pure. */

/** A `sameview:*` mark, as the page's performance timeline holds it. */
export interface SdkMark {
  name: string;
  /** Milliseconds on the page's own clock. */
  at: number;
  /** As sdk/marks.ts documents it for each name. */
  detail: { id?: string; events?: string[]; placements?: string[]; placement?: string };
}

/** How long one request took in the Worker. */
export interface WorkerTime {
  /** When the request began: milliseconds on the page's own clock. */
  at: number;
  ms: number;
}

/** Milliseconds of each part. They sum to `total`. */
export interface InteractionSplit {
  /** The shop's own: from the click until it has swapped the page and tells the SDK. */
  page: number;
  /** From the first event of the request until the request leaves. */
  queue: number;
  /** From leaving until the answer is there, but for the Worker: network, and the browser's own handling of it. */
  network: number;
  /** What the Worker says it took, in whole milliseconds, commit to disk included. */
  worker: number;
  /** From the answer until the frame with the new content has been painted. */
  render: number;
  total: number;
}

/**
 * @param clickedAt Milliseconds on the page's own clock.
 * @param workerTimes `Server-Timing` of the requests to the Worker, by when each began on the page's own clock.
 * @returns `undefined` where the placement has not been painted by a request that left after the click.
 */
export function splitInteraction(
  marks: readonly SdkMark[],
  clickedAt: number,
  placement: string,
  workerTimes: readonly WorkerTime[],
): InteractionSplit | undefined {
  const after = marks.filter(({ at }) => at >= clickedAt);
  const painted = after.find(({ name, detail }) => name === "sameview:painted" && detail.placement === placement);
  if (painted === undefined) return undefined;
  const asksForIt = ({ at, detail }: SdkMark) => at <= painted.at && detail.placements?.includes(placement) === true;
  // The last one answered before it was painted is the one that painted it.
  const answered = after.findLast((one) => one.name === "sameview:answered" && asksForIt(one));
  const ids = answered?.detail.events ?? [];
  const sent = after.find(({ name, detail }) => name === "sameview:sent" && isSame(detail.events, ids));
  const tracked = after.find(
    ({ name, detail }) => name === "sameview:track" && detail.id !== undefined && ids.includes(detail.id),
  );
  if (answered === undefined || sent === undefined || tracked === undefined) return undefined;
  // The request begins right after the mark that says so.
  const worker = workerTimes.find(({ at }) => at >= sent.at)?.ms ?? 0;
  return {
    page: tracked.at - clickedAt,
    queue: sent.at - tracked.at,
    network: answered.at - sent.at - worker,
    worker,
    render: painted.at - answered.at,
    total: painted.at - clickedAt,
  };
}

function isSame(ids: readonly string[] | undefined, others: readonly string[]): boolean {
  return ids !== undefined && ids.length === others.length && ids.every((id, place) => id === others[place]);
}
