/** What crosses between Worker and VisitorObject, and between two VisitorObjects. Plain data. */
import type { Consent, PageContext, PlacementRequest } from "../../wire/collect.ts";
import type { ContactLedger } from "../domain/offers/contact-ledger.ts";
import type { Surroundings } from "../domain/conditions/facts.ts";
import type { Profile } from "../domain/profile/profile.ts";

/** One checked request for one visitor. */
export interface CollectBatch {
  site: string;
  visitor: string;
  /** One event's JSON each: text crosses faster than objects, and is stored as it came. */
  events: string[];
  placements: PlacementRequest[];
  page?: PageContext;
  consent?: Consent;
  /** Where and on what the visitor is, as the edge tells. */
  surroundings?: Surroundings;
  personal: boolean;
  explain: boolean;
  /** Epoch ms by the Worker's clock. */
  receivedAt: number;
  retentionDays: number;
  /** The id came with the site's signature. */
  proven?: true;
  /** For an id that came without signature: who it is instead, if it counts only with one. */
  stranger?: string;
  /** The known customer's visitor id, where the batch has an `identify`. */
  becomes?: string;
}

export interface CollectOutcome {
  accepted: number;
  /** Ids of events counted before. */
  duplicates: string[];
  /** The visitor id to use from now on. */
  visitor: string;
  /** Engagement score now, 0–100. */
  score: number;
  /** `Score` as JSON, for the live feed: most are never looked at, and text crosses cheapest. */
  scoreParts: string;
  scoreBefore: number;
  /** `Moment[]` as JSON, for the live feed; missing from an object of an older version during a deployment. */
  moments?: string;
  /** `Decision[]` as JSON, signed: goes into the answer as it is. */
  decisions: string;
  /** Ids of segments; missing: none. */
  entered?: string[];
  left?: string[];
  rowsWritten: number;
}

/** Everything of one visitor, handed to the one it has become. */
export interface VisitorExport {
  mergeId: string;
  from: string;
  firstSeen: number;
  lastSeen: number;
  consent?: Consent;
  retentionDays: number;
  /** Each kept event's JSON. */
  events: string[];
  /** Whether `events` is everything the profile was folded from; if not, profiles are merged as such. */
  complete: boolean;
  profile: Profile;
  ledger?: ContactLedger;
  countedDays?: number[];
  /** Hashes of all event ids counted. */
  seen: number[];
}
