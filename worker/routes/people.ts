/** Who may do what, and what was done: the caller, tokens, members, the audit log. Behind the admin door. */
import { Hono } from "hono";
import * as v from "valibot";
import { ROLES } from "../../wire/access.ts";
import { makeToken } from "../access/access-token.ts";
import { requestProblem } from "../intake/problem.ts";
import type { AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { pageOf } from "./page-of.ts";
import { readJson } from "./read-json.ts";

const BODY_BYTES = 4_096;
const NAME_LENGTH = 80;
/** Actions a question to the audit log may be about: as many as there are, with room for more. */
const MOST_ACTIONS = 40;

const newToken = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"), v.maxLength(NAME_LENGTH)),
  role: v.picklist(ROLES),
});
const email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email("must be an e-mail address"), v.maxLength(254));
const newRole = v.object({ role: v.picklist(ROLES) });

export const people = new Hono<AdminEnv>()
  .get("/:site/me", (c) => c.json(c.var.principal))
  .get("/:site/audit", async (c) => {
    const page = pageOf(c.req.query());
    if (!page.ok) return answerProblem(page.problem);
    const { before, limit } = page.value;
    const actions = (c.req.queries("action") ?? []).slice(0, MOST_ACTIONS);
    const people = c.env.SITE.getByName(c.req.param("site")).people();
    return c.json({ entries: await people.auditLog(before, limit, actions) });
  })
  .get("/:site/tokens", async (c) =>
    c.json({ tokens: await c.env.SITE.getByName(c.req.param("site")).people().tokens() }),
  )
  // The one answer that ever holds the token itself.
  .post("/:site/tokens", async (c) => {
    const body = await readJson(c.req.raw, BODY_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const parsed = v.safeParse(newToken, body.value, { abortEarly: true });
    if (!parsed.success) return answerProblem(requestProblem("bad_request", whatIsWrong(parsed.issues[0])));
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined)
      return answerProblem(requestProblem("not_found", "there is no such site"));
    const { id, token, hash } = makeToken((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
    const kept = { id, ...parsed.output, createdAt: Date.now(), createdBy: c.var.principal.name };
    await site.people().addToken(kept, hash);
    return c.json({ ...kept, token }, 201);
  })
  .delete("/:site/tokens/:id", async (c) => {
    const { site, id } = c.req.param();
    const gone = await c.env.SITE.getByName(site).people().removeToken(id, c.var.principal.name);
    return gone ? c.body(null, 204) : answerProblem(requestProblem("not_found", "there is no such token"));
  })
  .get("/:site/members", async (c) =>
    c.json({ members: await c.env.SITE.getByName(c.req.param("site")).people().members() }),
  )
  .put("/:site/members/:email", async (c) => {
    const body = await readJson(c.req.raw, BODY_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const who = v.safeParse(email, c.req.param("email"));
    const what = v.safeParse(newRole, body.value, { abortEarly: true });
    if (!who.success) return answerProblem(requestProblem("bad_request", whatIsWrong(who.issues[0])));
    if (!what.success) return answerProblem(requestProblem("bad_request", whatIsWrong(what.issues[0])));
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined)
      return answerProblem(requestProblem("not_found", "there is no such site"));
    const member = { email: who.output, role: what.output.role };
    await site.people().setMember(member, c.var.principal.name);
    return c.json(member);
  })
  .delete("/:site/members/:email", async (c) => {
    const { site, email: who } = c.req.param();
    const gone = await c.env.SITE.getByName(site).people().removeMember(who.toLowerCase(), c.var.principal.name);
    return gone ? c.body(null, 204) : answerProblem(requestProblem("not_found", "there is no such member"));
  });

function whatIsWrong(issue: v.BaseIssue<unknown>): string {
  return [v.getDotPath(issue), issue.message].filter(Boolean).join(": ");
}
