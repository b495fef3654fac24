/** The Hono app: one route a resource, and one place where failures become answers. */
import { Hono, type Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { VERSION } from "../wire/version.ts";
import { requestProblem } from "./intake/problem.ts";
import { log } from "./log.ts";
import { answerProblem } from "./routes/answer-problem.ts";
import type { AppEnv } from "./routes/app-env.ts";
import { collect } from "./routes/collect.ts";
import { corsHeaders } from "./routes/cors.ts";
import { dev } from "./routes/dev.ts";
import { installReport } from "./routes/install-report.ts";
import { openApi } from "./routes/openapi.ts";
import { problems } from "./routes/problems.ts";
import { sites } from "./routes/sites.ts";
import { VisitorOverloaded } from "./visitor/call-visitor.ts";

/** The console's screens, each with or without one thing of it named. In wrangler.toml's `run_worker_first` too. */
const CONSOLE_SCREENS = [
  "live",
  "visitors",
  "segments",
  "offers",
  "placements",
  "versions",
  "products",
  "score",
  "reports",
  "privacy",
  "settings",
];

export const app = new Hono<AppEnv>();

app.route("/v1/collect", collect);
app.route("/v1/install-report", installReport);
app.route("/v1/sites", sites);
app.route("/v1/dev", dev);
app.route("/problems", problems);
app.get("/v1/openapi.json", openApi);
app.get("/v1/health", (c) => {
  c.header("cache-control", "no-store");
  return c.json({ status: "ok", version: VERSION, environment: c.env.ENVIRONMENT ?? "production" });
});
// The console is one page with many addresses: a reloaded or shared one finds no file of its own.
const consolePage = (c: Context<AppEnv>) => c.env.ASSETS?.fetch(new URL("/console/", c.req.url)) ?? c.notFound();
for (const screen of CONSOLE_SCREENS) {
  app.get(`/console/${screen}`, consolePage);
  app.get(`/console/${screen}/:thing`, consolePage);
}
app.notFound((c) => answerProblem(requestProblem("not_found", `nothing answers ${c.req.method} ${c.req.path}`)));

app.onError((error, c) => {
  const cors = c.req.path === "/v1/collect" ? corsHeaders(c.req.header("origin") ?? null) : {};
  if (error instanceof VisitorOverloaded) {
    log("collect.overloaded", { error: error.message });
    return answerProblem(requestProblem("overloaded", "keep the events and send them again in a moment"), cors);
  }
  if (error instanceof HTTPException) return error.getResponse();
  log("request.failed", { path: c.req.routePath, error: String(error) });
  return answerProblem(requestProblem("internal", "keep the events and send them again; we have logged this"), cors);
});
