/** "Why these products?" as somebody asked it. */
import * as v from "valibot";
import type { Problem } from "../../wire/collect.ts";
import type { ExplainRequest } from "../../wire/recommendations.ts";
import { merchandising, productBoosts } from "./check-merchandising.ts";
import { requestProblem } from "./problem.ts";
import { bad, good, type Result } from "./result.ts";

/** Products of a made-up visit: as many as any source reads. */
const MOST_PICKED = 20;
const MOST_PLACES = 24;

const id = v.pipe(
  v.string(),
  v.minLength(1, "must not be empty"),
  v.maxLength(200, "must have at most 200 characters"),
);
const picked = v.optional(v.pipe(v.array(id), v.maxLength(MOST_PICKED, `must be at most ${MOST_PICKED}`)));

const question = v.strictObject({
  session: v.pipe(
    v.strictObject({
      visitor: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,128}$/, "must be a visitor's id"))),
      viewed: picked,
      cart: picked,
    }),
    v.check(
      ({ visitor, viewed, cart }) => visitor === undefined || (viewed === undefined && cart === undefined),
      "give a visitor, or what was viewed and is in the cart, not both",
    ),
  ),
  page: v.optional(v.strictObject({ itemId: v.optional(id), category: v.optional(id), cartItemIds: picked })),
  placement: v.optional(id),
  relation: v.optional(v.picklist(["next", "alternatives", "complements", "again"])),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PLACES))),
  merchandising: v.optional(merchandising),
  productBoosts: v.optional(productBoosts),
  product: v.optional(id),
  compare: v.optional(v.literal("previous")),
  locale: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a BCP 47 tag"))),
});

export function checkExplain(raw: unknown): Result<ExplainRequest, Problem> {
  const parsed = v.safeParse(question, raw, { abortEarly: true });
  if (parsed.success) return good(parsed.output as ExplainRequest);
  const [issue] = parsed.issues;
  return bad(requestProblem("bad_request", [v.getDotPath(issue), issue.message].filter(Boolean).join(": ")));
}
