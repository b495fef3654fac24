/** Definitions before they are published: one draft a site, saved as it is typed, and what publishing would change. */
import type { Definitions } from "./definitions.ts";

/** The site's draft. Where nobody has changed anything it is what is published. */
export interface Draft {
  /** Of the draft: send it back with the next save, so that two people do not overwrite each other. 0 before the first. */
  revision: number;
  /** Version of the published definitions the draft began from; 0 where nothing was published. */
  base: number;
  /** Version published now. Greater than `base`: somebody published meanwhile. */
  published: number;
  /** May be unfinished: what is wrong with it is in `problems`. */
  definitions: Definitions;
  /** Epoch milliseconds of the last save; missing where there is no draft. */
  savedAt?: number;
  savedBy?: string;
  /** What publishing would change, by thing and field. */
  changes: DefinitionChange[];
  /** Errors first. Publishing takes a draft without errors; warnings are for people to weigh. */
  problems: DraftProblem[];
  /** When it publishes itself, if that was arranged. */
  scheduled?: { at: number; by: string };
}

/** One difference between two versions of the definitions. */
export interface DefinitionChange {
  kind: "added" | "removed" | "changed";
  /** Where: `offers`, `placements`, `segments`, … or a setting of the whole such as `holdout`. */
  collection: string;
  /** The thing's id; missing for a setting of the whole. */
  id?: string;
  /** Its name, as it is after the change (before, where removed). */
  name?: string;
  /** Fields that differ, for `changed`: path within the thing, and both values as JSON. */
  fields?: { path: string; before?: unknown; after?: unknown }[];
}

export type DraftProblemCode =
  /** Not of the shape definitions have: it cannot be published. */
  | "invalid"
  /** Two or more live offers of one priority can want one placement at the same time. */
  | "conflict"
  | "missing_translation"
  | "missing_alternative_text"
  | "too_long"
  | "link_elsewhere"
  /** From `POST …/draft/check-links` only: nothing is fetched while somebody types. */
  | "broken_link"
  | "empty_placement"
  | "ends_in_past";

export interface DraftProblem {
  severity: "error" | "warning";
  code: DraftProblemCode;
  /** JSON pointer (RFC 6901) into `definitions`. */
  at: string;
  /** What is wrong and what to do, in English; the console says it in its own language by `code` and `values`. */
  detail: string;
  values?: Record<string, string | number>;
}

/** Answer of `POST /v1/sites/:site/draft/check-links`. Different addresses are counted, each once. */
export interface LinkCheck {
  /** `broken_link` each; never in the way of publishing. */
  problems: DraftProblem[];
  /** The site's own pages and pictures that are there. */
  found: number;
  /** Own ones of which that cannot be told: the network, the server, or too many at once. */
  unknown: number;
  /** Of other sites, which are not asked. */
  elsewhere: number;
}

/** A published version. */
export interface DefinitionsVersion {
  version: number;
  /** Epoch milliseconds. */
  at: number;
  by?: string;
  /** What its publisher wrote of it. */
  note?: string;
  /** The version whose content this one repeats, for a roll-back. */
  restored?: number;
  /** How many things it changed. */
  changes?: number;
}
