/** Every limit of the front door: the unit, what it guards, and why the number. A test holds README to these. */
export const LIMITS = {
  /**
   * Bytes of a `/v1/collect` body (UTF-8). Browsers refuse keepalive and beacon bodies over 64 KiB, so a page never
   * needs more; four times that leaves room for a server that sends for many pages, and bounds the CPU of a parse.
   */
  bodyBytes: 262_144,
  /** Events in one batch. A batch is one commit; 100 fit the body limit at 2.6 kB an event. */
  batchEvents: 100,
  /** Bytes of one event as JSON. One event must not crowd out a batch: GA4's 200 items at 80 bytes fit. */
  eventBytes: 16_384,
  /** Properties of one event's `params`, counted at every level. 200 items of 25 fields, GA4's own bounds. */
  eventProperties: 5_000,
  /** Nesting of `params`: `params.items[0].x` is depth 3. Deeper is no analytics parameter but a mistake. */
  paramDepth: 6,
  /** Items in one event: GA4's limit. */
  eventItems: 200,
  /** UTF-16 code units of a customer's own id (`user_id`): room for any key, not for a document. */
  userIdLength: 128,
  /** Placements asked for in one request. A page has few; each is a decision to make. */
  placements: 10,
  /** UTF-16 code units of one string in an event. A URL or a title; longer text belongs elsewhere. */
  stringLength: 2_048,
  /** UTF-16 code units of an event name: GA4's limit. */
  eventNameLength: 40,
  /** Milliseconds an event may lie in the future after clock correction: a queue's jitter, not a wrong year. */
  futureToleranceMs: 300_000,
  /**
   * Milliseconds by which the client's clock may be off before it is corrected. Below it, the difference is the
   * network's own delay and correcting would only add noise.
   */
  clockToleranceMs: 60_000,
  /** Days back an event may lie where the site has not set another bound: a 13-month retention. */
  eventAgeDays: 395,
} as const;
