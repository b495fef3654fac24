/** Everything a condition can ask of one visitor at one request or alarm, each answer worked out once, when asked for. */
import type { Consent } from "../../../wire/collect.ts";
import type { Condition, DeviceClass, OfferResponse } from "../../../wire/condition.ts";
import { cartLines } from "../profile/cart.ts";
import { shares } from "../profile/decayed-sums.ts";
import type { Profile, TraitValue } from "../profile/profile.ts";
import { sooner } from "./finding.ts";

/** Where and on what the visitor is, as far as the edge knows. */
export interface Surroundings {
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** ISO 3166-2. */
  region?: string;
  /** IANA zone. */
  zone?: string;
  device?: DeviceClass;
}

/** The engagement score as a function of time, for a visitor who does nothing more. */
export interface ScoreCurve {
  /** 0–100. */
  valueAt(at: number): number;
  /**
   * Earliest instant after `now` (epoch ms) at which `valueAt(t) ≥ threshold` may be another answer than now, for one of
   * the thresholds. Never later than it is; earlier is allowed. `undefined`: it never will be.
   */
  nextCrossing(thresholds: readonly number[], now: number): number | undefined;
}

/** How the score moved at one instant: by what happened, or noticed by a timer as it decayed. */
export interface ScoreStep {
  /** Epoch ms. */
  at: number;
  before: number;
  after: number;
}

/** A moment the stream is recognised to be in. */
export interface Moment {
  name: string;
  /** Epoch ms, `until` not included. */
  since: number;
  until: number;
}

/** A value set from outside, good until `until` (epoch ms, not included). */
export interface Signal {
  value: string | number | boolean;
  until: number;
}

/** What the visitor did with one offer. */
export interface OfferRecord {
  /** Epoch ms, newest first; may be fewer than `count`. */
  at: readonly number[];
  /** In all. */
  count: number;
}

/** A product as the catalogue has it now. */
export interface ProductFacts {
  category?: string;
  brand?: string;
  onSale: boolean;
  inStock: boolean;
  lowStock: boolean;
  /** Epoch ms when it last came back into stock, and when its price last fell; missing: not lately. */
  backAt?: number;
  droppedAt?: number;
}

export interface FactSources {
  profile: Profile;
  score: ScoreCurve;
  /** From which score on a visitor is warm, and hot; missing: the score's own. */
  bands?: { warm: number; hot: number };
  /** Oldest first. */
  scoreSteps?: readonly ScoreStep[];
  consent?: Consent;
  surroundings?: Surroundings;
  /** BCP 47 tag of the page; missing: that of the last page seen. */
  locale?: string;
  /** IANA zone of the shop. */
  shopZone: string;
  moments?: readonly Moment[];
  /** What was done with an offer, where somebody keeps it; missing: what the events say. */
  offers?: (offer: string, did: OfferResponse) => OfferRecord;
  product?: (itemId: string) => ProductFacts | undefined;
  signals?: ReadonlyMap<string, Signal>;
  /** Published segments by id. */
  segments?: ReadonlyMap<string, Condition>;
}

export interface Share {
  name: string;
  share: number;
}

const NO_SEGMENTS: ReadonlyMap<string, Condition> = new Map();

export class Facts {
  readonly profile: Profile;
  readonly sources: FactSources;
  readonly segments: ReadonlyMap<string, Condition>;
  #categories: readonly Share[] | undefined;
  #brands: readonly Share[] | undefined;
  #cart: readonly { itemId: string; quantity: number }[] | undefined;
  #memberships = new Map<string, boolean>();
  #changes = new Map<string, number | undefined>();
  #segmentsAt = NaN;
  #score = 0;
  #scoreAt = NaN;
  #crossings = new Map<number, number | undefined>();
  #crossingsAfter = NaN;

  constructor(sources: FactSources) {
    this.sources = sources;
    this.profile = sources.profile;
    this.segments = sources.segments ?? NO_SEGMENTS;
  }

  /** Engagement score at `now`, 0–100. */
  score(now: number): number {
    if (now !== this.#scoreAt) {
      this.#score = this.sources.score.valueAt(now);
      this.#scoreAt = now;
    }
    return this.#score;
  }

  /** As the curve says, each threshold worked out once for an instant: many segments ask for the same few. */
  nextScoreCrossing(thresholds: readonly number[], now: number): number | undefined {
    if (now !== this.#crossingsAfter) {
      this.#crossings.clear();
      this.#crossingsAfter = now;
    }
    let next: number | undefined;
    for (const threshold of thresholds) {
      if (!this.#crossings.has(threshold)) {
        this.#crossings.set(threshold, this.sources.score.nextCrossing([threshold], now));
      }
      next = sooner(next, this.#crossings.get(threshold));
    }
    return next;
  }

  /** Interest, greatest first. */
  affinities(to: "category" | "brand"): readonly Share[] {
    return to === "category"
      ? (this.#categories ??= shares(this.profile.categories))
      : (this.#brands ??= shares(this.profile.brands));
  }

  cart(): readonly { itemId: string; quantity: number }[] {
    return (this.#cart ??= cartLines(this.profile.cart));
  }

  trait(name: string): TraitValue | undefined {
    // Own keys only: a trait may be called "constructor".
    return Object.hasOwn(this.profile.traits, name) ? this.profile.traits[name]?.value : undefined;
  }

  locale(): string | undefined {
    return this.sources.locale ?? this.profile.locale?.value;
  }

  /** The IANA zone meant by a condition's `zone`. */
  zone(zone: string | undefined): string {
    if (zone === undefined || zone === "visitor") return this.sources.surroundings?.zone ?? this.sources.shopZone;
    return zone === "shop" ? this.sources.shopZone : zone;
  }

  /** Whether the visitor is in a segment, worked out by `holds` at most once for each instant. */
  membership(id: string, now: number, holds: () => boolean): boolean {
    this.#segmentsAre(now);
    const known = this.#memberships.get(id);
    if (known !== undefined) return known;
    const answer = holds();
    this.#memberships.set(id, answer);
    return answer;
  }

  /** When that can next change, likewise: segments may name one another many times over, and each is asked once. */
  membershipChange(id: string, now: number, change: () => number | undefined): number | undefined {
    this.#segmentsAre(now);
    if (this.#changes.has(id)) return this.#changes.get(id);
    const answer = change();
    this.#changes.set(id, answer);
    return answer;
  }

  #segmentsAre(now: number): void {
    if (now === this.#segmentsAt) return;
    this.#memberships.clear();
    this.#changes.clear();
    this.#segmentsAt = now;
  }
}
