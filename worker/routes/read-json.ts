/** A JSON body of the admin API, or the problem to answer with. */
import type { Problem } from "../../wire/collect.ts";
import { requestProblem } from "../intake/problem.ts";
import { bad, good, type Result } from "../intake/result.ts";
import { readBody } from "./read-body.ts";

export async function readJson(request: Request, limitBytes: number): Promise<Result<unknown, Problem>> {
  const body = await readBody(request, limitBytes);
  if (!body.ok) return bad(requestProblem("body_too_large", `${body.bytes} bytes; send at most ${limitBytes}`));
  try {
    return good(JSON.parse(body.text) as unknown);
  } catch (error) {
    return bad(requestProblem("bad_json", error instanceof Error ? error.message : "unreadable"));
  }
}
