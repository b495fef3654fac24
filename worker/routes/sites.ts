/** The admin API of one site: settings, definitions, catalogue, model, visitors, live feed. The console uses no other. */
import { Hono, type Context } from "hono";
import { SCORE_DAYS } from "../learner/learner-object.ts";
import { checkDefinitions, checkSettings } from "../intake/check-settings.ts";
import { requestProblem } from "../intake/problem.ts";
import { isDevelopment } from "../env.ts";
import { identifyPrincipal } from "../access/identify-principal.ts";
import { adminAccess, type AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { attention } from "./attention.ts";
import { MOST_DAYS, daysAsked } from "./days-asked.ts";
import { draft } from "./draft.ts";
import { installCheck } from "./install-check.ts";
import { NO_SITE } from "./no-site.ts";
import { people } from "./people.ts";
import { pools } from "./pools.ts";
import { products } from "./products.ts";
import { readJson } from "./read-json.ts";
import { recommendations } from "./recommendations.ts";
import { record } from "./record-deed.ts";
import { reports } from "./reports.ts";
import { segments } from "./segments.ts";
import { isSiteId } from "./site-key.ts";
import { visitors } from "./visitors.ts";

/** Bytes of a settings or definitions body: some thousand offers. */
const DOCUMENT_BYTES = 4 * 1024 * 1024;

export const sites = new Hono<AdminEnv>()
  .use("/:site/*", async (c, next) => {
    if (!isSiteId(c.req.param("site"))) return answerProblem(requestProblem("not_found", NO_SITE));
    c.header("cache-control", "private, no-store");
    await next();
    return undefined;
  })
  // A browser cannot put a token on a WebSocket, so it first fetches a ticket with its token.
  .get("/:site/live", async (c) => {
    if (c.req.header("upgrade") !== "websocket") {
      return answerProblem(requestProblem("bad_request", "this is a WebSocket; connect with ws(s)://"));
    }
    const site = c.env.SITE.getByName(c.req.param("site"));
    const ticket = c.req.query("ticket");
    if (ticket === undefined || !(await site.liveTicketIsGood(ticket))) {
      // Every role may watch, so it is enough to be somebody.
      const principal = await identifyPrincipal(c.req.raw, c.env, c.req.param("site"));
      if (typeof principal === "string") {
        const detail = "get a ticket from POST /v1/sites/<site>/live-ticket first";
        return answerProblem(requestProblem("unauthorized", detail));
      }
    }
    if ((await site.settings()) === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    return site.fetch(c.req.raw);
  })
  .use("/:site/*", adminAccess)
  .route("/", draft)
  .route("/", people)
  .route("/:site", segments)
  .route("/", installCheck)
  .post("/:site/live-ticket", async (c) => {
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    return c.json({ ticket: await site.liveTicket() });
  })
  .get("/:site/settings", async (c) => {
    const settings = await c.env.SITE.getByName(c.req.param("site")).settings();
    return settings ? c.json(settings.value) : answerProblem(requestProblem("not_found", NO_SITE));
  })
  .put("/:site/settings", async (c) => {
    const body = await readJson(c.req.raw, DOCUMENT_BYTES);
    const checked = body.ok ? checkSettings(body.value) : body;
    if (!checked.ok) return answerProblem(checked.problem);
    const foreign = checked.value.keys.find((key) => !key.startsWith(`pk_${c.req.param("site")}`));
    if (foreign !== undefined) {
      return answerProblem(
        requestProblem("bad_request", `keys: ${foreign} does not begin with pk_${c.req.param("site")}`),
      );
    }
    if (!isDevelopment(c.env) && checked.value.origins.includes("*")) {
      return answerProblem(requestProblem("bad_request", 'origins: "*" is for development; name the shop\'s origins'));
    }
    return c.json(
      await c.env.SITE.getByName(c.req.param("site")).putSettings(checked.value, { by: c.var.principal.name }),
    );
  })
  .get("/:site/definitions", async (c) => {
    const definitions = await c.env.SITE.getByName(c.req.param("site")).definitions();
    if (definitions === undefined) return answerProblem(requestProblem("not_found", "nothing has been published yet"));
    return c.json({ version: definitions.version, definitions: definitions.value });
  })
  .put("/:site/definitions", async (c) => {
    const body = await readJson(c.req.raw, DOCUMENT_BYTES);
    const checked = body.ok ? checkDefinitions(body.value) : body;
    if (!checked.ok) return answerProblem(checked.problem);
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    return c.json(await site.putDefinitions(checked.value, { by: c.var.principal.name }));
  })
  .get("/:site/model", async (c) => c.json(await c.env.LEARNER.getByName(c.req.param("site")).status()))
  .post("/:site/model/rebuild", async (c) => {
    const site = c.req.param("site");
    if (!(await exists(c))) return answerProblem(requestProblem("not_found", NO_SITE));
    const status = await c.env.LEARNER.getByName(site).rebuild(Date.now());
    await record(c, "model.rebuilt", `version ${status.version}`);
    return c.json(status);
  })
  .post("/:site/model/roll-back", async (c) => {
    const site = c.req.param("site");
    if (!(await exists(c))) return answerProblem(requestProblem("not_found", NO_SITE));
    const status = await c.env.LEARNER.getByName(site).rollBack(Date.now());
    if (status === undefined) {
      return answerProblem(requestProblem("conflict", "no model before this one is kept: there is none to go back to"));
    }
    await record(c, "model.rolled_back", `version ${status.version}`, `version ${status.repeats} again`);
    return c.json(status);
  })
  .get("/:site/score", async (c) => {
    const days = daysAsked(c.req.query("days"), SCORE_DAYS);
    if (days === undefined) return answerProblem(requestProblem("bad_request", `days: send 1 to ${MOST_DAYS}`));
    return c.json(await c.env.LEARNER.getByName(c.req.param("site")).scoreStatus(days));
  })
  .post("/:site/score/rebuild", async (c) => {
    const site = c.req.param("site");
    const status = await c.env.LEARNER.getByName(site).rebuildScore(Date.now());
    await record(c, "score.rebuilt", `version ${status.version}`);
    return c.json(status);
  })
  .post("/:site/score/roll-back", async (c) => {
    const site = c.req.param("site");
    const status = await c.env.LEARNER.getByName(site).rollBackScore();
    await record(c, "score.rolled_back", `version ${status.version}`);
    return c.json(status);
  })
  .route("/", products)
  .route("/", recommendations)
  .route("/", visitors)
  .route("/", pools)
  .route("/", attention)
  .route("/", reports);

/** Whether there is such a site: a learner that is only asked about a guessed name keeps nothing, and builds nothing. */
async function exists(c: Context<AdminEnv>): Promise<boolean> {
  return (await c.env.SITE.getByName(c.req.param("site") ?? "").settings()) !== undefined;
}
