/** Looking at a draft on one's own site: a signed, expiring link that shows it to whoever follows it, and never counts. */

/** Name of the query parameter that a preview link carries, and of the field in `CollectRequest`. */
export const PREVIEW_PARAMETER = "sv_preview";

/** What to look at, and as whom. */
export interface PreviewRequest {
  /** Show this offer wherever its placement is, whoever looks and whenever. Missing: decide as for anybody, by the draft. */
  offer?: string;
  /** Decide as for this visitor, by what is known of them. Missing: a stranger. */
  visitor?: string;
  /** Decide as if it were then, epoch milliseconds. Missing: now. */
  at?: number;
}

/** A preview link's token, to put after `?sv_preview=`. */
export interface Preview {
  token: string;
  /** Epoch milliseconds when it ends. */
  until: number;
}
