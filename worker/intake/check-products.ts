/** A catalogue as somebody sent it → the products that can be used, and why each other cannot. */
import * as v from "valibot";
import type { RejectedProduct, RowProblem } from "../../wire/catalogue.ts";
import type { Product } from "../../wire/product.ts";

export interface CheckedProducts {
  products: Product[];
  rejected: RejectedProduct[];
}

/** Google Merchant's limits (product data specification). */
const ID_LENGTH = 50;
const TITLE_LENGTH = 150;

const text = v.pipe(v.string(), v.maxLength(2_000, "has more than 2,000 characters"));
const title = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "is empty"),
  v.maxLength(TITLE_LENGTH, `has more than ${TITLE_LENGTH} characters`),
);
const address = v.pipe(v.string(), v.regex(/^(https?:\/\/|\/(?!\/))/, "is neither an http(s) address nor a path"));
const price = v.pipe(v.number("is not a number"), v.finite("is not finite"), v.minValue(0, "is below 0"));

const product = v.object({
  id: v.pipe(
    v.string("is not a text"),
    v.minLength(1, "is empty"),
    v.maxLength(ID_LENGTH, `has more than ${ID_LENGTH} characters`),
  ),
  title,
  link: address,
  image_link: v.optional(address),
  brand: v.optional(text),
  category: v.optional(text),
  product_type: v.optional(text),
  price,
  sale_price: v.optional(price),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "is not an ISO 4217 code")),
  availability: v.picklist(["in_stock", "out_of_stock", "preorder", "backorder"]),
  quantity: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  cost_of_goods_sold: v.optional(price),
  custom_label_0: v.optional(text),
  custom_label_1: v.optional(text),
  custom_label_2: v.optional(text),
  custom_label_3: v.optional(text),
  custom_label_4: v.optional(text),
  for_sale: v.optional(v.boolean("is neither true nor false")),
  added_at: v.optional(v.number()),
  localized: v.optional(v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), v.object({ title, link: address }))),
});

/** Checks each product by itself: one bad row never costs the feed. Of two with one id, the later is rejected. */
export function checkProducts(raw: readonly unknown[]): CheckedProducts {
  const checked: CheckedProducts = { products: [], rejected: [] };
  const ids = new Set<string>();
  for (const [index, one] of raw.entries()) {
    const result = v.safeParse(product, one, { abortEarly: true });
    if (!result.success) {
      const [issue] = result.issues;
      const id = (one as { id?: unknown } | null)?.id;
      const field = v.getDotPath(issue);
      const detail = [field, issue.message].filter(Boolean).join(" ");
      checked.rejected.push({
        index,
        ...(typeof id === "string" && { id }),
        ...(field !== null && { field }),
        reason: reasonOf(issue),
        detail,
      });
    } else if (ids.has(result.output.id)) {
      checked.rejected.push({
        index,
        id: result.output.id,
        field: "id",
        reason: "duplicate_id",
        detail: "id stands in the list twice",
      });
    } else {
      ids.add(result.output.id);
      checked.products.push(result.output as Product);
    }
  }
  return checked;
}

/** By the check that failed, so that people can be told in their language what to do. */
const REASONS: Readonly<Record<string, RowProblem>> = {
  min_length: "empty",
  max_length: "too_long",
  finite: "bad_number",
  integer: "bad_number",
  min_value: "bad_number",
  picklist: "unknown_value",
};

function reasonOf(issue: v.BaseIssue<unknown>): RowProblem {
  const field = v.getDotPath(issue)?.split(".").at(-1);
  if (issue.path === undefined) return "not_an_object";
  if (issue.received === "undefined") return "missing";
  if (issue.type === "regex") return field === "currency" ? "bad_currency" : "bad_address";
  return REASONS[issue.type] ?? (issue.kind === "schema" ? "wrong_type" : "invalid");
}
