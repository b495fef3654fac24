/** Coupon codes as somebody uploaded them → checked, or a problem that names the first bad one. */
import type { Problem } from "../../wire/collect.ts";
import { requestProblem } from "./problem.ts";
import { bad, good, type Result } from "./result.ts";

/** What a shop's checkout takes, and a shopper can type. */
export const COUPON_CODE = /^[A-Za-z0-9_-]{1,40}$/;

export function checkCodes(raw: unknown): Result<string[], Problem> {
  const codes: unknown = (raw as { codes?: unknown } | null)?.codes;
  if (!Array.isArray(codes) || codes.length === 0)
    return bad(requestProblem("bad_request", 'codes: send {"codes": […]}'));
  for (const [index, code] of codes.entries()) {
    if (typeof code !== "string" || !COUPON_CODE.test(code)) {
      return bad(requestProblem("bad_request", `codes.${index}: must be 1–40 letters, digits, - and _`));
    }
  }
  return good([...new Set(codes as string[])]);
}
