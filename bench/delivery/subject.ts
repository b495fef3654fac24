/** An SDK whose delivery is measured: a site with it on its pages, and a collector that can misbehave and counts. */

/** What the collector does to what is sent: takes it, cuts the connection, answers 503, or takes it and does not answer. */
export type Weather = "fair" | "cut" | "503" | "unanswered";

export interface RunCount {
  /** Different clicks that were counted. */
  delivered: number;
  /** Beyond those: one click counted as two. For a peer, whose collector nobody here knows: one that came more than once. */
  duplicates: number;
  /** Sent again and known for repeats, where that is known. What they cost is bandwidth. */
  repeats: number;
}

export interface SubjectSite {
  /** Origin of its pages: `/` with the SDK, `/bare` without. */
  origin: string;
  weather: Weather;
  count(): RunCount | Promise<RunCount>;
  close(): Promise<void>;
}

export interface Subject {
  name: string;
  /** Runs side by side in one browser, at most; and browsers side by side where each run kills its own. */
  lanes: number;
  killLanes: number;
  /** Milliseconds given to a page, and to one that returned, until all is there. */
  patienceMs: number;
  /** Function in the page: whether a row that is put into IndexedDB is a click. Missing where none are put there. */
  isClick?: string;
  /** A site of its own: another origin, so nothing is left of the runs before. */
  open(): Promise<SubjectSite>;
  /** Expression in the page: true once the SDK is there. */
  ready: string;
  /** Statement in the page that tracks the click number `n`. `telling`: as an event that calls for an answer, if it knows any. */
  track(telling: boolean): string;
}
