/** Leaves about who the visitor is: numbers of the profile, traits, taste, wishes, consent, and where they are. */
import type {
  AffinityCondition,
  ConsentCondition,
  DeviceCondition,
  GeographyCondition,
  LanguageCondition,
  PreferenceCondition,
  PropertyCondition,
  TraitCondition,
} from "../../../wire/condition.ts";
import type { NumberProperty } from "../../../wire/number-property.ts";
import { sessionCount } from "../profile/sessions.ts";
import type { Facts } from "./facts.ts";
import { firstAfter, UNKNOWN, type Finding } from "./finding.ts";
import { boundsOf, passesNumber, passesValue, valueChange } from "./value-test.ts";
import { DAY_MS } from "./zone-clock.ts";

export function findProperty(leaf: PropertyCondition, facts: Facts, now: number): Finding {
  if (leaf.name === "identified") {
    const identified = facts.profile.userId !== undefined;
    return { holds: identified === leaf.test.value, found: identified };
  }
  const found = numberOf(leaf.name, facts, now);
  return found === undefined ? UNKNOWN : { holds: passesNumber(found, leaf.test), found };
}

/** Ages change at whole days: those on either side of each bound are all that can matter. */
export function propertyChange(leaf: PropertyCondition, facts: Facts, now: number): number | undefined {
  if (leaf.name === "identified") return undefined;
  const since = ageOrigin(leaf.name, facts);
  if (since === undefined) return undefined;
  return firstAfter(
    now,
    boundsOf(leaf.test).flatMap((days) => [0, 1].map((more) => since + (Math.ceil(days) + more) * DAY_MS)),
  );
}

function numberOf(name: NumberProperty, facts: Facts, now: number): number | undefined {
  const { profile } = facts;
  switch (name) {
    case "session_count":
      return sessionCount(profile.sessions);
    case "event_count":
      return profile.events;
    case "order_count":
      return profile.purchases.retired + profile.purchases.latest.length;
    case "order_value":
      return profile.purchases.latest.reduce((sum, order) => sum + order.value, 0);
    case "cart_products":
      return facts.cart().length;
    case "cart_pieces":
      return facts.cart().reduce((sum, line) => sum + line.quantity, 0);
    case "typical_price":
      return typicalPrice(facts);
    case "days_since_first_event":
    case "days_since_last_event":
    case "days_since_last_order": {
      const since = ageOrigin(name, facts);
      return since === undefined ? undefined : Math.floor((now - since) / DAY_MS);
    }
  }
}

/** Geometric mean of the prices looked at. Both sums fade alike, so their quotient does not depend on the time at all. */
function typicalPrice({ profile }: Facts): number | undefined {
  const { weight = 0, weighted = 0 } = profile.price.sums;
  return weight > 0 ? Math.exp(weighted / weight) : undefined;
}

/** From when an age is counted, epoch ms; `undefined` for what is no age, or has not begun. */
function ageOrigin(name: NumberProperty, { profile }: Facts): number | undefined {
  switch (name) {
    case "days_since_first_event":
      return profile.firstAt || undefined;
    case "days_since_last_event":
      return profile.lastAt || undefined;
    case "days_since_last_order":
      return profile.purchases.latest[0]?.at;
    default:
      return undefined;
  }
}

export function findTrait(leaf: TraitCondition, facts: Facts, now: number): Finding {
  const value = facts.trait(leaf.name);
  const holds = passesValue(value, leaf.test, now, (zone) => facts.zone(zone));
  return value === undefined || value === null ? { holds } : { holds, found: value };
}

export function traitChange(leaf: TraitCondition, facts: Facts, now: number): number | undefined {
  return valueChange(facts.trait(leaf.name), leaf.test, now, (zone) => facts.zone(zone));
}

/** Shares do not depend on the time of reading: everything fades alike. */
export function findAffinity(leaf: AffinityCondition, facts: Facts): Finding {
  const list = facts.affinities(leaf.to);
  const wanted = leaf.name.toLowerCase();
  const index = list.findIndex(({ name }) => name === leaf.name || name.toLowerCase() === wanted);
  const one = list[index];
  if (one === undefined) return UNKNOWN;
  const holds = one.share >= (leaf.minShare ?? 0) && index < (leaf.maxRank ?? Infinity);
  return { holds, found: leaf.minShare === undefined ? index + 1 : one.share };
}

export function findPreference(leaf: PreferenceCondition, facts: Facts): Finding {
  const stated = facts.trait(`${leaf.about}:${leaf.name}`);
  const found = stated === true || stated === "true" ? "wanted" : isNo(stated) ? "unwanted" : "unstated";
  return { holds: found === leaf.is, found };
}

function isNo(stated: unknown): boolean {
  return stated === false || stated === "false";
}

export function findConsent(leaf: ConsentCondition, facts: Facts): Finding {
  const given = facts.sources.consent?.[leaf.to];
  if (given === undefined) return UNKNOWN;
  return { holds: given === (leaf.is === "granted"), found: given ? "granted" : "denied" };
}

export function findGeography(leaf: GeographyCondition, facts: Facts): Finding {
  const { country, region } = facts.sources.surroundings ?? {};
  const found = region ?? country;
  if (found === undefined) return UNKNOWN;
  const holds =
    (country !== undefined && (leaf.countries?.includes(country) ?? false)) ||
    (region !== undefined && (leaf.regions?.includes(region) ?? false));
  return { holds, found };
}

export function findDevice(leaf: DeviceCondition, facts: Facts): Finding {
  const device = facts.sources.surroundings?.device;
  return device === undefined ? UNKNOWN : { holds: leaf.in.includes(device), found: device };
}

export function findLanguage(leaf: LanguageCondition, facts: Facts): Finding {
  const locale = facts.locale();
  if (locale === undefined) return UNKNOWN;
  const tag = locale.toLowerCase();
  const holds = leaf.in.some((range) => tag === range.toLowerCase() || tag.startsWith(`${range.toLowerCase()}-`));
  return { holds, found: locale };
}
