/** A page of a list that is newest first: `?before=<number>&limit=<n>`. */
import type { Problem } from "../../wire/collect.ts";
import { requestProblem } from "../intake/problem.ts";
import { bad, good, type Result } from "../intake/result.ts";

const DEFAULT_LIMIT = 50;
const MOST = 200;

export interface Page {
  /** Entries with a smaller number only. */
  before: number;
  limit: number;
}

export function pageOf({ before, limit }: Record<string, string>): Result<Page, Problem> {
  const page = { before: wholeNumber(before, Number.MAX_SAFE_INTEGER), limit: wholeNumber(limit, DEFAULT_LIMIT) };
  if (Number.isNaN(page.before)) return bad(requestProblem("bad_request", "before: must be a whole number"));
  if (Number.isNaN(page.limit) || page.limit < 1 || page.limit > MOST) {
    return bad(requestProblem("bad_request", `limit: must be from 1 to ${MOST}`));
  }
  return good(page);
}

/** `NaN` for what is none. */
function wholeNumber(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
