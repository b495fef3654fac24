/** Who asks: the machine itself in development, the owner's token, a program's token, or a person Access signed in. */
import type { Principal } from "../../wire/access.ts";
import { isDevelopment, type Env } from "../env.ts";
import { equalInConstantTime } from "../site/signing.ts";
import { readToken } from "./access-token.ts";
import { signedInEmail } from "./cloudflare-access.ts";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);
const READING = new Set(["GET", "HEAD"]);

/** The principal, or why there is none, as a sentence that says what to do. */
export async function identifyPrincipal(request: Request, env: Env, site: string): Promise<Principal | string> {
  if (isLocalDevelopment(request, env)) {
    // Without a token, other sites' pages must be kept out by their origin: they can reach localhost too.
    return isOwnMachine(request)
      ? { name: "local", role: "admin", via: "local" }
      : "this page is not of this machine; open the console under localhost";
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return byToken(bearer, env, site);
  const { ACCESS_TEAM: team, ACCESS_AUDIENCE: audience } = env;
  if (team !== undefined && audience !== undefined) {
    const email = await signedInEmail(request, { team, audience });
    if (email !== undefined) return byEmail(email, request, env, site);
  }
  if (env.ADMIN_TOKEN) return "send a token as Authorization: Bearer <token>";
  return "no admin token is set; set one with: npx wrangler secret put ADMIN_TOKEN";
}

/** The Host header names this machine, so a page of a foreign site that rebinds its name to it does not get in. */
export function isLocalDevelopment(request: Request, env: Env): boolean {
  return isDevelopment(env) && LOCAL_HOSTS.has(new URL(request.url).hostname);
}

async function byToken(bearer: string, env: Env, site: string): Promise<Principal | string> {
  if (env.ADMIN_TOKEN && equalInConstantTime(bearer, env.ADMIN_TOKEN)) {
    return { name: "owner", role: "admin", via: "owner_token" };
  }
  const token = readToken(bearer);
  const holder = token && (await env.SITE.getByName(site).people().tokenHolder(token));
  return holder ? { ...holder, via: "api_token" } : "this token opens nothing here; it may have been revoked";
}

async function byEmail(email: string, request: Request, env: Env, site: string): Promise<Principal | string> {
  // Access signs in by cookie, which a browser sends for any page that asks: a change must come from our own.
  if (!READING.has(request.method) && !isOwnOrigin(request)) {
    return "a change must come from the console's own pages; use a token elsewhere";
  }
  const owners = (env.ACCESS_ADMINS ?? "").toLowerCase().split(/[\s,]+/);
  if (owners.includes(email)) return { name: email, role: "admin", via: "cloudflare_access" };
  const member = await env.SITE.getByName(site).people().member(email);
  if (member === undefined) return `${email} is signed in but not let in here; an admin adds people under Settings`;
  return { name: email, role: member.role, via: "cloudflare_access" };
}

function isOwnOrigin(request: Request): boolean {
  return request.headers.get("origin") === new URL(request.url).origin;
}

function isOwnMachine(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin === null || (URL.canParse(origin) && LOCAL_HOSTS.has(new URL(origin).hostname));
}
