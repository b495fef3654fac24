/** Is an offer for this visitor, and in one sentence, why or why not? By the condition language ([OF-1]). */
import type { Condition, ConditionReason } from "../../../wire/condition.ts";
import type { Audience, Offer } from "../../../wire/definitions.ts";
import { evaluate, holds } from "../conditions/evaluate.ts";
import type { Facts, OfferRecord } from "../conditions/facts.ts";
import { contactWith, type ContactLedger } from "./contact-ledger.ts";

/** Conditions by offer: an offer is an immutable part of a published version, so its condition is made once. */
const remembered = new WeakMap<Offer, Condition>();

/** What has to hold: `eligibility`, and the older `audience` in the same language. Everybody where neither is given. */
export function conditionOf(offer: Offer): Condition {
  let condition = remembered.get(offer);
  if (condition === undefined) {
    const of = [
      ...(offer.audience === undefined ? [] : conditionsOf(offer.audience)),
      ...(offer.eligibility === undefined ? [] : [offer.eligibility.when]),
    ];
    condition = of.length === 1 ? of[0]! : { kind: "all", of };
    remembered.set(offer, condition);
  }
  return condition;
}

/** The first, small form of the condition language, in the language it has become. */
export function conditionsOf(audience: Audience): Condition[] {
  const { scoreAtLeast, scoreBelow, favouriteCategory, cart, boughtWithinDays, notBoughtWithinDays } = audience;
  const of: Condition[] = [];
  if (scoreAtLeast !== undefined) of.push({ kind: "score", test: { op: "at_least", value: scoreAtLeast } });
  if (scoreBelow !== undefined) of.push({ kind: "score", test: { op: "less_than", value: scoreBelow } });
  if (favouriteCategory !== undefined) {
    of.push({ kind: "affinity", to: "category", name: favouriteCategory, maxRank: 1 });
  }
  if (cart !== undefined) {
    const test = cart === "filled" ? ({ op: "at_least", value: 1 } as const) : ({ op: "equals", value: 0 } as const);
    of.push({ kind: "property", name: "cart_products", test });
  }
  if (boughtWithinDays !== undefined) of.push(boughtWithin(boughtWithinDays));
  if (notBoughtWithinDays !== undefined) of.push({ kind: "not", of: boughtWithin(notBoughtWithinDays) });
  return of;
}

function boughtWithin(days: number): Condition {
  // Whole days since: below `days` is within that many times 24 hours.
  return { kind: "property", name: "days_since_last_order", test: { op: "less_than", value: days } };
}

/** Why the offer is not for the visitor; `undefined` where it is. @param inWords whether anybody reads the reason */
export function mismatchOf(offer: Offer, facts: Facts, now: number, inWords: boolean): string | undefined {
  const condition = conditionOf(offer);
  if (holds(condition, facts, now)) return undefined;
  return inWords ? becauseNot(evaluate(condition, facts, now).reasons) : "not in its audience";
}

/** Why it is, as one sentence. */
export function fitOf(offer: Offer, facts: Facts, now: number): string {
  const found = because(evaluate(conditionOf(offer), facts, now).reasons);
  return found.length === 0 ? "for everybody" : found.join(", ");
}

/** What conditions may ask of the visitor's past with offers. */
export function offerRecordsOf(
  ledger: ContactLedger,
): (offer: string, did: "seen" | "clicked" | "dismissed" | "converted") => OfferRecord {
  return (offer, did) => {
    const contact = contactWith(ledger, offer);
    if (contact === undefined) return { at: [], count: 0 };
    if (did === "seen") return { at: contact.times, count: contact.seen };
    const at = { clicked: contact.clickedAt, dismissed: contact.dismissedAt, converted: contact.convertedAt }[did];
    return at > 0 ? { at: [at], count: 1 } : { at: [], count: 0 };
  };
}

/** The facts by which a condition holds: of alternatives only those that do. */
function because({ fact, of, kind }: ConditionReason): string[] {
  if (kind === "not") return of?.[0] === undefined ? [] : [becauseNot(of[0])];
  if (of !== undefined && of.length > 0 && fact === undefined) return of.filter((one) => one.holds).flatMap(because);
  return fact === undefined ? [] : [fact];
}

/** The facts by which it does not: of what must all hold the first that fails, of alternatives every one. */
function becauseNot({ fact, of = [], kind }: ConditionReason): string {
  if (kind === "not") return of[0] === undefined ? "" : because(of[0]).join(", ");
  if (fact !== undefined) return fact;
  const failed = of.filter((one) => !one.holds);
  return (kind === "all" ? failed.slice(0, 1) : failed).map(becauseNot).join(", and ");
}
