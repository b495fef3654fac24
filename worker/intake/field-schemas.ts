/** Fields that settings and definitions share. Messages follow the field's path: "offers.0.name: must not be empty". */
import * as v from "valibot";

export const id = v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,64}$/, "must be 1–64 of a–z 0–9 _ -"));
export const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "must not be empty"),
  v.maxLength(200, "must have at most 200 characters"),
);
export const text = v.pipe(v.string(), v.maxLength(2_000, "must have at most 2,000 characters"));
export const days = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
export const score = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
export const language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, "must be a language tag in lower case, such as en or zh-hant"),
);
/** Only these reach a page: anything else, such as `javascript:`, could run. */
export const address = v.pipe(
  v.string(),
  v.regex(/^(https:\/\/|\/(?!\/))/, "must be an https:// address or a path"),
  v.check((one) => URL.canParse(one, "https://shop.example"), "is not an address"),
);
