/** The install check of a site, behind the admin door: how it stands, and a link to look at one page with. */
import { Hono } from "hono";
import { requestProblem } from "../intake/problem.ts";
import type { AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { NO_SITE } from "./no-site.ts";

export const installCheck = new Hono<AdminEnv>()
  .get("/:site/install-check", async (c) => {
    const check = await c.env.SITE.getByName(c.req.param("site")).install().check(Date.now());
    return check ? c.json(check) : answerProblem(requestProblem("not_found", NO_SITE));
  })
  .post("/:site/install-check", async (c) => {
    const { site } = c.req.param();
    const link = await c.env.SITE.getByName(site).install().begin(site, Date.now());
    return link ? c.json(link) : answerProblem(requestProblem("not_found", NO_SITE));
  });
