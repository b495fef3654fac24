/** The door of the admin API: who asks, and whether their role reaches what they ask for. */
import { createMiddleware } from "hono/factory";
import type { Principal } from "../../wire/access.ts";
import { identifyPrincipal } from "../access/identify-principal.ts";
import { reaches, roleNeeded } from "../access/role.ts";
import { requestProblem } from "../intake/problem.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";

/** Hono's environment behind the door. */
export interface AdminEnv extends AppEnv {
  Variables: { principal: Principal };
}

/** For `/v1/sites/:site/*`. */
export const adminAccess = createMiddleware<AdminEnv>(async (c, next) => {
  const site = c.req.param("site") ?? "";
  const principal = await identifyPrincipal(c.req.raw, c.env, site);
  if (typeof principal === "string") return answerProblem(requestProblem("unauthorized", principal));
  const needed = roleNeeded(c.req.method, c.req.path.slice(`/v1/sites/${site}`.length));
  if (!reaches(principal.role, needed)) {
    return answerProblem(
      requestProblem("forbidden", `${principal.name} is ${principal.role} here; this takes ${needed}`),
    );
  }
  c.set("principal", principal);
  await next();
  return undefined;
});
