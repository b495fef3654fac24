/** Who may use the admin API: on this machine in development anybody, elsewhere the bearer of `ADMIN_TOKEN`. */
import { createMiddleware } from "hono/factory";
import { isDevelopment, type Env } from "../env.ts";
import { requestProblem } from "../intake/problem.ts";
import { equalInConstantTime } from "../site/signing.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const adminAccess = createMiddleware<AppEnv>(async (c, next) => {
  if (!mayAdminister(c.req.raw, c.env)) {
    const detail = c.env.ADMIN_TOKEN
      ? "send the admin token as Authorization: Bearer <token>"
      : "no admin token is set; set one with: npx wrangler secret put ADMIN_TOKEN";
    return answerProblem(requestProblem("unauthorized", detail));
  }
  await next();
  return undefined;
});

export function mayAdminister(request: Request, env: Env): boolean {
  if (isLocalDevelopment(request, env)) return isOwnPage(request);
  const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  return Boolean(env.ADMIN_TOKEN) && token !== undefined && equalInConstantTime(token, env.ADMIN_TOKEN ?? "");
}

/** The Host header names this machine, so a page of a foreign site that rebinds its name to it does not get in. */
export function isLocalDevelopment(request: Request, env: Env): boolean {
  return isDevelopment(env) && LOCAL_HOSTS.has(new URL(request.url).hostname);
}

/** Without a token, other sites' pages must be kept out by their origin: they can reach localhost too. */
function isOwnPage(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin === null || LOCAL_HOSTS.has(hostnameOf(origin));
}

function hostnameOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : "";
}
