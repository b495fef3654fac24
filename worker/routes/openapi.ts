/** `GET /v1/openapi.json`: the API's document, a static file made from the types and the list of routes at build time. */
import type { Context } from "hono";
import type { AppEnv } from "./app-env.ts";

const FILE = "/docs/openapi.json";

export async function openApi(c: Context<AppEnv>): Promise<Response> {
  const { ASSETS } = c.env;
  // Where something in front serves the files, it has this one too.
  return ASSETS ? ASSETS.fetch(new URL(FILE, c.req.url)) : c.redirect(FILE, 302);
}
