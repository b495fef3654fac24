/** What an isolate holds of a site so that a request reads no storage: settings, definitions, catalogue, model, key. */
import type { ModelStatus } from "../../wire/console.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { DecisionBasis } from "../domain/decide.ts";
import type { Scorecard } from "../domain/score/scorecard.ts";
import type { SigningKey } from "./signing.ts";

/** Immutable; a newer one replaces it whole. */
export interface SiteState extends DecisionBasis {
  settings: SiteSettings;
  settingsVersion: number;
  catalogueVersion: number;
  scorecard: Scorecard;
  /** Signs decision tokens and customers' visitor ids. */
  signingKey: SigningKey;
}

/** Versions an isolate has, so that only what is newer crosses over. 0: none. */
export interface KnownVersions {
  settings: number;
  definitions: number;
  catalogue: number;
  /** Missing from isolates of an older version during a deployment. */
  scorecard?: number;
}

/** What the SiteObject answers to an isolate that asks for news. */
export interface SiteNews {
  settings?: { version: number; value: SiteSettings };
  definitions?: { version: number; value: Definitions };
  /** `Product[]` as JSON: large, so parsed only where it is used. */
  catalogue?: { version: number; json: string };
  model: ModelStatus;
  /** As `domain/score/scorecard.ts` writes it. */
  scorecard?: { version: number; card: string };
  /** 32 random bytes, made with the site. */
  secret: ArrayBuffer;
  /** Whether anybody looks at the live feed: if not, nothing is pushed to it. */
  watched: boolean;
}

export const NO_DEFINITIONS: Definitions = { placements: [], offers: [], holdout: 0 };
