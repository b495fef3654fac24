/** The admin API of one site: settings, definitions, catalogue, model, visitors, live feed. The console uses no other. */
import { Hono, type Context } from "hono";
import type { AuditAction } from "../../wire/access.ts";
import { checkProducts } from "../intake/check-products.ts";
import { checkDefinitions, checkSettings } from "../intake/check-settings.ts";
import { requestProblem } from "../intake/problem.ts";
import { isDevelopment } from "../env.ts";
import { identifyPrincipal } from "../access/identify-principal.ts";
import { adminAccess, type AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { draft } from "./draft.ts";
import { installCheck } from "./install-check.ts";
import { NO_SITE } from "./no-site.ts";
import { people } from "./people.ts";
import { pools } from "./pools.ts";
import { readJson } from "./read-json.ts";
import { reports } from "./reports.ts";
import { segments } from "./segments.ts";
import { isSiteId } from "./site-key.ts";

/** Bytes of a settings or definitions body: some thousand offers. */
const DOCUMENT_BYTES = 4 * 1024 * 1024;
/** Bytes of a catalogue body: about 60,000 products at 400 bytes. The isolate holds it parsed, beside the model. */
const CATALOGUE_BYTES = 24 * 1024 * 1024;

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
  .get("/:site/catalogue", async (c) => {
    const catalogue = await c.env.SITE.getByName(c.req.param("site")).catalogue();
    if (catalogue === undefined) return answerProblem(requestProblem("not_found", "no catalogue has been sent yet"));
    // Stored as JSON already, so it is passed on as it is.
    return c.body(`{"version":${catalogue.version},"products":${catalogue.body}}`, 200, {
      "content-type": "application/json",
    });
  })
  .put("/:site/catalogue", async (c) => {
    const body = await readJson(c.req.raw, CATALOGUE_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const raw = (body.value as { products?: unknown } | null)?.products;
    if (!Array.isArray(raw)) return answerProblem(requestProblem("bad_request", "products: send {products: [...]}"));
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    const { products, rejected } = checkProducts(raw);
    const deed = { by: c.var.principal.name, detail: `${products.length} products, ${rejected.length} rejected` };
    const { version } = await site.putCatalogue(products, deed);
    return c.json({ version, count: products.length, rejected });
  })
  .get("/:site/model", async (c) => c.json(await c.env.LEARNER.getByName(c.req.param("site")).status()))
  .post("/:site/model/rebuild", async (c) => {
    const site = c.req.param("site");
    const status = await c.env.LEARNER.getByName(site).rebuild(Date.now());
    await record(c, "model.rebuilt", `version ${status.version}`);
    return c.json(status);
  })
  .get("/:site/score", async (c) => c.json(await c.env.LEARNER.getByName(c.req.param("site")).scoreStatus()))
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
  .get("/:site/visitors/:visitor", async (c) => {
    const { site, visitor } = c.req.param();
    const view = await c.env.VISITOR.getByName(`${site}:${visitor}`).view(visitor, Date.now());
    return view ? c.json(view) : answerProblem(requestProblem("not_found", "nothing is stored of this visitor"));
  })
  .get("/:site/visitors/:visitor/replay", async (c) => {
    const { site, visitor } = c.req.param();
    const json = await c.env.VISITOR.getByName(`${site}:${visitor}`).replay();
    return json
      ? c.body(json, 200, { "content-type": "application/json" })
      : answerProblem(requestProblem("not_found", "no decisions are kept of this visitor"));
  })
  .get("/:site/visitors/:visitor/export", async (c) => {
    const { site, visitor } = c.req.param();
    const everything = await c.env.VISITOR.getByName(`${site}:${visitor}`).export();
    if (everything !== undefined) await record(c, "visitor.exported", visitor);
    return everything
      ? c.json(everything)
      : answerProblem(requestProblem("not_found", "nothing is stored of this visitor"));
  })
  .delete("/:site/visitors/:visitor", async (c) => {
    const { site, visitor } = c.req.param();
    await c.env.VISITOR.getByName(`${site}:${visitor}`).erase(site);
    await record(c, "visitor.erased", visitor);
    return c.body(null, 204);
  })
  .route("/", pools)
  .route("/", reports);

/** In the site's audit log, by whoever asked. */
async function record(c: Context<AdminEnv>, action: AuditAction, target: string): Promise<void> {
  const site = c.env.SITE.getByName(c.req.param("site") ?? "");
  await site.people().record(action, target, { by: c.var.principal.name });
}
