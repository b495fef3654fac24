/** A merchandiser's rules as somebody wrote them. */
import * as v from "valibot";

/** Rules of one site: each costs a comparison per product whenever definitions or catalogue change. */
const MOST_RULES = 500;
/** Percent of a score that a boost or bury may be: more is a pin or an exclusion, which say so. */
const MOST_PERCENT = 50;
/** Percent that a fact of the catalogue may move a score: it decides between products that fit about as well. */
const MOST_BOOST = 25;

const match = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "must not be empty"),
  v.maxLength(750, "must have at most 750 characters"),
);

export const merchandising = v.pipe(
  v.array(
    v.pipe(
      v.strictObject({
        action: v.picklist(["pin", "boost", "bury", "exclude"]),
        product: v.optional(match),
        category: v.optional(match),
        brand: v.optional(match),
        label: v.optional(match),
        placement: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,64}$/, "must be 1–64 of a–z 0–9 _ -"))),
        percent: v.optional(
          v.pipe(v.number(), v.minValue(1, "must be at least 1"), v.maxValue(MOST_PERCENT, "must be at most 50")),
        ),
      }),
      v.check(
        ({ product, category, brand, label }) =>
          [product, category, brand, label].filter((one) => one !== undefined).length === 1,
        "give exactly one of product, category, brand and label",
      ),
      v.check(({ action, product }) => action !== "pin" || product !== undefined, "a pin takes a product"),
    ),
  ),
  v.maxLength(MOST_RULES, `must be at most ${MOST_RULES} rules`),
);

const boost = v.optional(
  v.pipe(v.number(), v.minValue(0, "must be at least 0"), v.maxValue(MOST_BOOST, `must be at most ${MOST_BOOST}`)),
);

export const productBoosts = v.strictObject({ margin: boost, overstock: boost, freshness: boost });
