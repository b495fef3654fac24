/** The demo's own doors. They exist in development on this machine only; elsewhere they are not there. */
import { Hono } from "hono";
import type { Decision } from "../../wire/decision.ts";
import { requestProblem } from "../intake/problem.ts";
import { parseEnvelope, parseEvents, type CollectEnvelope } from "../intake/parse-collect.ts";
import { openSite } from "../site/site-cache.ts";
import type { CollectOutcome } from "../visitor/visitor-rpc.ts";
import { callVisitor } from "../visitor/call-visitor.ts";
import { isLocalDevelopment } from "../access/identify-principal.ts";
import { adminAccess } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { readJson } from "./read-json.ts";

/** Visits of the past replayed by one call, and its size: a second's work. */
const VISITS_AT_ONCE = 100;
const HISTORY_BYTES = 4 * 1024 * 1024;

export const dev = new Hono<AppEnv>()
  .use("/*", async (c, next) => {
    if (!isLocalDevelopment(c.req.raw, c.env))
      return answerProblem(requestProblem("not_found", "there is nothing here"));
    await next();
    return undefined;
  })
  .use("/*", adminAccess)
  .put("/sites/:site/shoppers", async (c) => {
    const body = await readJson(c.req.raw, HISTORY_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const wanted = (body.value as { wanted?: unknown } | null)?.wanted;
    if (typeof wanted !== "boolean") return answerProblem(requestProblem("bad_request", "wanted: send true or false"));
    return c.json(await c.env.SITE.getByName(c.req.param("site")).wantShoppers(wanted));
  })
  // The past, through the visitor's own object with the clock of then: the same checks, the same fold.
  .post("/sites/:site/history", async (c) => {
    const body = await readJson(c.req.raw, HISTORY_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const visits = (body.value as { visits?: unknown } | null)?.visits;
    if (!Array.isArray(visits) || visits.length > VISITS_AT_ONCE) {
      return answerProblem(requestProblem("bad_request", `visits: send a list of at most ${VISITS_AT_ONCE}`));
    }
    const siteId = c.req.param("site");
    const site = await openSite(c.env, siteId, Date.now(), (work) => c.executionCtx.waitUntil(work));
    if (site === undefined) return answerProblem(requestProblem("not_found", "there is no site of this name"));
    const { eventAgeDays, retentionDays } = site.state.settings;
    const past: PastRequest[] = [];
    for (const { receivedAt, request, over } of visits as Record<keyof PastRequest, unknown>[]) {
      const envelope = parseEnvelope(JSON.stringify(request ?? null));
      if (!envelope.ok) return answerProblem(envelope.problem);
      const { visitor } = envelope.value;
      if (!Number.isFinite(Number(receivedAt)) || visitor === undefined) {
        return answerProblem(requestProblem("bad_request", "each visit needs receivedAt and request.visitor"));
      }
      past.push({ receivedAt: Number(receivedAt), request: envelope.value, visitor, over: over !== false });
    }
    const outcomes = new Map<PastRequest, CollectOutcome>();
    // Visitors side by side, each of them one thing after another.
    await Promise.all(
      [...Map.groupBy(past, ({ visitor }) => visitor).values()].map(async (own) => {
        for (const one of own) {
          const { receivedAt, visitor, request } = one;
          const { rawEvents, sentAt, placements, page } = request;
          const checked = parseEvents(rawEvents, { receivedAt, sentAt, eventAgeDays });
          const outcome = await callVisitor(c.env, {
            site: siteId,
            visitor,
            events: checked.events.map(({ json }) => json),
            placements: placements ?? [],
            ...(page !== undefined && { page }),
            personal: true,
            explain: false,
            receivedAt,
            retentionDays,
          });
          outcomes.set(one, outcome);
          if (one.over) await c.env.VISITOR.getByName(`${siteId}:${outcome.visitor}`).digest(siteId);
        }
      }),
    );
    const events = [...outcomes.values()].reduce((sum, { accepted }) => sum + accepted, 0);
    const decisions = past.map((one) => JSON.parse(outcomes.get(one)?.decisions ?? "[]") as Decision[]);
    return c.json({ visits: visits.length, events, decisions });
  });

/** One request of the past, checked. */
interface PastRequest {
  receivedAt: number;
  request: CollectEnvelope;
  visitor: string;
  over: boolean;
}
