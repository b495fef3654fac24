/** What an isolate holds of a site so that a request reads no storage: settings, definitions, catalogue, model, key. */
import type { ModelStatus } from "../../wire/console.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { ProductNews } from "../domain/catalogue/product-news.ts";
import type { SharesSince } from "../domain/experiments/shares-since.ts";
import type { Signal } from "../domain/conditions/facts.ts";
import type { DecisionBasis } from "../domain/decide.ts";
import type { UnknownPlacement } from "../domain/install/unknown-placements.ts";
import type { Scorecard } from "../domain/score/scorecard.ts";
import type { StandingsNews } from "./standings-store.ts";
import type { SigningKey } from "./signing.ts";

/** Immutable; a newer one replaces it whole. */
export interface SiteState extends DecisionBasis {
  settings: SiteSettings;
  settingsVersion: number;
  catalogueVersion: number;
  /** Values the site has set from outside, by name. */
  signals?: ReadonlyMap<string, Signal>;
  /** Which products came back or became cheaper lately, by id. */
  productNews?: ReadonlyMap<string, ProductNews>;
  scorecard: Scorecard;
  /** Signs decision tokens and customers' visitor ids. */
  signingKey: SigningKey;
}

/** Versions an isolate has, so that only what is newer crosses over. 0: none. */
export interface KnownVersions {
  settings: number;
  definitions: number;
  catalogue: number;
  /** Missing from an isolate that knows of none. */
  standings?: number;
  /** Missing from isolates of an older version during a deployment. */
  scorecard?: number;
}

/** What the SiteObject answers to an isolate that asks for news. */
export interface SiteNews {
  settings?: { version: number; value: SiteSettings };
  definitions?: { version: number; value: Definitions };
  /** `Product[]` as JSON: large, so parsed only where it is used. */
  catalogue?: { version: number; json: string };
  /** How offers stand, for `readStandings`. */
  standings?: StandingsNews;
  model: ModelStatus;
  /** `[name, Signal][]` as JSON; missing: none. */
  signals?: string;
  /** `[item id, ProductNews][]` as JSON; missing: none. */
  productNews?: string;
  /** As `domain/score/scorecard.ts` writes it. */
  scorecard?: { version: number; card: string };
  /** 32 random bytes, made with the site. */
  secret: ArrayBuffer;
  /** Whether anybody looks at the live feed: if not, nothing is pushed to it. */
  watched: boolean;
}

/** How a site stands, as its object knows it: what the console asks now and then. */
export interface SiteStanding {
  settings: SiteSettings;
  /** Missing where nothing was published. */
  definitions?: Definitions;
  sharesSince: SharesSince;
  /** For `readStandings`; missing where nothing is known. */
  standings?: string;
  /** The last catalogue sent, and how many rows of it were refused. */
  upload?: { at: number; products: number; rejected: number };
  /** When the draft publishes itself. */
  scheduled?: { at: number; by: string };
  /** Epoch ms of the last event, to a minute; missing where none is known of. */
  lastEventAt?: number;
  /** What pages asked for within the last day and nobody has published. */
  unknownPlacements: UnknownPlacement[];
}

export const NO_DEFINITIONS: Definitions = { placements: [], offers: [], holdout: 0 };
