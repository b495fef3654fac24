/** The older, small form of an offer's audience in the condition language, as the Worker reads it. Pure. */
import type { Condition } from "../../wire/condition.ts";
import type { Audience, Offer } from "../../wire/definitions.ts";

/** What an offer asks for in all: its conditions, and those of the older form. */
export function conditionOfOffer({ audience, eligibility }: Offer): Condition {
  const older = audience === undefined ? [] : conditionsOf(audience);
  if (older.length === 0) return eligibility?.when ?? { kind: "all", of: [] };
  return { kind: "all", of: eligibility === undefined ? older : [...older, eligibility.when] };
}

function conditionsOf(audience: Audience): Condition[] {
  const { scoreAtLeast, scoreBelow, favouriteCategory, cart, boughtWithinDays, notBoughtWithinDays } = audience;
  const boughtWithin = (days: number): Condition => ({
    kind: "property",
    name: "days_since_last_order",
    test: { op: "less_than", value: days },
  });
  const found: (Condition | undefined)[] = [
    scoreAtLeast === undefined ? undefined : { kind: "score", test: { op: "at_least", value: scoreAtLeast } },
    scoreBelow === undefined ? undefined : { kind: "score", test: { op: "less_than", value: scoreBelow } },
    favouriteCategory === undefined
      ? undefined
      : { kind: "affinity", to: "category", name: favouriteCategory, maxRank: 1 },
    cart === "filled" ? { kind: "property", name: "cart_products", test: { op: "at_least", value: 1 } } : undefined,
    cart === "empty" ? { kind: "property", name: "cart_products", test: { op: "equals", value: 0 } } : undefined,
    boughtWithinDays === undefined ? undefined : boughtWithin(boughtWithinDays),
    notBoughtWithinDays === undefined ? undefined : { kind: "not", of: boughtWithin(notBoughtWithinDays) },
  ];
  return found.filter((one) => one !== undefined);
}
