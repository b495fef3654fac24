/** What in a site wants somebody to look at it: `GET /v1/sites/:site/attention`. */

/** One thing, with what its words and its link need. */
export type AttentionItem = { severity: AttentionSeverity } & (
  | { kind: "silent"; /** Epoch ms of the last event, to a minute. */ since: number }
  | { kind: "sample_ratio"; offer: string; name: string; pValue: number }
  | { kind: "claims_gone"; /** The pool, or missing for the offer's own stock. */ pool?: string; offers: NamedOffer[] }
  | { kind: "rows_rejected"; rejected: number; products: number; /** Epoch ms. */ at: number }
  | { kind: "model_kept"; /** In plain English. */ why: string }
  | { kind: "model_missing"; /** Sessions gathered so far. */ sessions: number }
  | { kind: "conflict"; placement: string; name: string; offers: NamedOffer[] }
  | {
      kind: "budget_nearly_used";
      offer: string;
      name: string;
      of: "exposures" | "redemptions" | "money";
      used: number;
      limit: number;
    }
  | { kind: "offer_ends"; offer: string; name: string; /** Epoch ms. */ at: number }
  | {
      kind: "unknown_placement";
      /** Its id, as the pages have it. */
      placement: string;
      /** Of the pages; empty for servers and apps. */
      origin: string;
      /** Epoch ms when it was last asked for. */
      at: number;
    }
  | { kind: "publication_due"; /** Epoch ms. */ at: number; by: string }
);

export interface NamedOffer {
  id: string;
  name: string;
}

/** - `problem` costs money or truth now · `warning` will, or does a little · `note` is only to be known */
export type AttentionSeverity = "problem" | "warning" | "note";

/** Gravest first. */
export interface AttentionAnswer {
  items: AttentionItem[];
}
