/** `/v1/sites/:site/visitors`: found, looked at, handed over, erased. */
import { Hono } from "hono";
import type { VisitorsAnswer } from "../../wire/visitors.ts";
import { audienceStanding, someMembers, someVisitors } from "../audience/ask-audience.ts";
import { requestProblem } from "../intake/problem.ts";
import { knownVisitorId } from "../site/signing.ts";
import { openSite } from "../site/site-cache.ts";
import { storedOf, summariesOf } from "../visitor/ask-visitors.ts";
import { sentenceLocale } from "../wording/condition-sentence.ts";
import type { AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { NO_SITE } from "./no-site.ts";
import { pageOf } from "./page-of.ts";
import { record } from "./record-deed.ts";

const NOTHING_STORED = "nothing is stored of this visitor";
/** Characters of an id that is looked for: as long as a customer's id may be. */
const FIND_LENGTH = 128;

export const visitors = new Hono<AdminEnv>()
  .get("/:site/visitors", async (c) => {
    const id = c.req.param("site");
    const page = pageOf(c.req.query());
    if (!page.ok) return answerProblem(page.problem);
    const site = await openSite(c.env, id, Date.now(), (work) => c.executionCtx.waitUntil(work));
    if (site === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    const { limit } = page.value;
    const find = c.req.query("find")?.trim();
    if (find !== undefined) {
      if (find === "" || find.length > FIND_LENGTH) {
        return answerProblem(requestProblem("bad_request", `find: send 1 to ${FIND_LENGTH} characters`));
      }
      const found = await summariesOf(c.env, id, [find, knownVisitorId(site.state.signingKey, find)]);
      return c.json({ visitors: found } satisfies VisitorsAnswer);
    }
    const segment = c.req.query("segment");
    const { of, drawn } =
      segment === undefined
        ? await someVisitors(c.env, id, limit)
        : {
            of: (await audienceStanding(c.env, id, 1)).bySegment.get(segment)?.members ?? 0,
            drawn: (await someMembers(c.env, id, segment, limit)).map(({ visitor }) => visitor),
          };
    return c.json({ visitors: await summariesOf(c.env, id, drawn), of } satisfies VisitorsAnswer);
  })
  .get("/:site/visitors/:visitor", async (c) => {
    const { site, visitor } = c.req.param();
    const locale = sentenceLocale(c.req.query("locale"));
    const view = await c.env.VISITOR.getByName(`${site}:${visitor}`).view(visitor, Date.now(), locale);
    return view ? c.json(view) : answerProblem(requestProblem("not_found", NOTHING_STORED));
  })
  .get("/:site/visitors/:visitor/now", async (c) => {
    const { site, visitor } = c.req.param();
    const locale = sentenceLocale(c.req.query("locale"));
    const json = await c.env.VISITOR.getByName(`${site}:${visitor}`).now(visitor, locale, Date.now());
    return json
      ? c.body(json, 200, { "content-type": "application/json" })
      : answerProblem(requestProblem("not_found", NOTHING_STORED));
  })
  .get("/:site/visitors/:visitor/stored", async (c) => {
    const { site, visitor } = c.req.param();
    return c.json(await storedOf(c.env, site, visitor));
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
    if (everything === undefined) return answerProblem(requestProblem("not_found", NOTHING_STORED));
    await record(c, "visitor.exported", visitor);
    return c.json(everything);
  })
  .delete("/:site/visitors/:visitor", async (c) => {
    const { site, visitor } = c.req.param();
    const before = await storedOf(c.env, site, visitor);
    const devices = await c.env.VISITOR.getByName(`${site}:${visitor}`).erase(site);
    const all = [visitor, ...devices];
    await c.env.SITE.getByName(site).forgetLive(all);
    const left = await Promise.all(all.map((one) => storedOf(c.env, site, one)));
    const rowsLeft = left.reduce((sum, { total }) => sum + total, 0);
    await record(c, "visitor.erased", visitor, `${before.total} rows erased, ${rowsLeft} left`);
    return c.body(null, 204);
  });
