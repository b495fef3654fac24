/** `/problems/<reason>`: what the `type` of a problem means, for whoever follows the address. */
import { Hono } from "hono";
import { problemTitle, requestProblem } from "../intake/problem.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";

export const problems = new Hono<AppEnv>().get("/:reason", (c) => {
  const reason = c.req.param("reason");
  const title = problemTitle(reason);
  if (title === undefined) return answerProblem(requestProblem("not_found", "there is no problem of this name"));
  return c.text(`${reason}: ${title}.\nThe answer's "detail" says what was wrong that time and what to do about it.\n`);
});
