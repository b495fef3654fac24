/** Bounds of one document: what a marketer writes is far below, what a machine makes must be refused early. */
export const CONDITION_LIMITS = {
  /** Groups within groups. */
  depth: 8,
  /** Groups and leaves. At a microsecond each, 50 such segments are known within 5 ms at worst. */
  nodes: 100,
  /** UTF-16 code units of a text or name. */
  textLength: 200,
  /** Values of an `in`, countries, regions. */
  listLength: 100,
  /** Filters of one event. */
  filters: 5,
  /** UTF-16 code units of the document as JSON: with it, all lists together are bounded. */
  documentLength: 16_384,
  /** Segments that refer to segments that refer to … */
  segmentDepth: 4,
  /** Times an event within a window or with filters can be asked for: as many are remembered one by one. */
  times: 20,
  /** Longest window in days: the longest a visitor may be kept. */
  windowDays: 1_825,
  /** Days before or after a date. */
  dateDays: 366,
} as const;
