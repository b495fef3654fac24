/** `POST /v1/install-report`: a page opened by a check link says how the SDK is installed on it. See wire/install.ts. */
import { Hono } from "hono";
import * as v from "valibot";
import { requestProblem } from "../intake/problem.ts";
import { siteOfCheckToken } from "../site/check-token.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { readJson } from "./read-json.ts";

/** Bytes of a report: an address and a few names. */
const REPORT_BYTES = 8_192;
/** Tags named; more say nothing more. */
const TAGS_NAMED = 10;

const text = v.pipe(v.string(), v.maxLength(500));
const name = v.pipe(v.string(), v.maxLength(120));
const report = v.object({
  token: v.pipe(v.string(), v.maxLength(300)),
  page: text,
  sentAt: v.number(),
  loadedAt: v.number(),
  version: name,
  key: name,
  form: v.picklist(["attributes", "query", "init", "bundle"]),
  tagKeys: v.pipe(v.array(name), v.maxLength(TAGS_NAMED)),
  head: v.boolean(),
  adapters: v.pipe(v.array(name), v.maxLength(TAGS_NAMED)),
  consent: v.picklist(["granted", "waiting", "denied", "gpc"]),
});

// Answered to any origin: the page's own may be the very thing that is not allowed yet. The link's token is what opens it.
export const installReport = new Hono<AppEnv>()
  .options("/", (c) => preflight(c.req.header("origin") ?? null))
  .post("/", async (c) => {
    const cors = corsHeaders(c.req.header("origin") ?? null);
    const body = await readJson(c.req.raw, REPORT_BYTES);
    if (!body.ok) return answerProblem(body.problem, cors);
    const parsed = v.safeParse(report, body.value, { abortEarly: true });
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const detail = [v.getDotPath(issue), issue.message].filter(Boolean).join(": ");
      return answerProblem(requestProblem("bad_request", detail), cors);
    }
    const site = siteOfCheckToken(parsed.output.token);
    const isTaken =
      site !== undefined && (await c.env.SITE.getByName(site).install().report(parsed.output, Date.now()));
    if (!isTaken) return answerProblem(requestProblem("forbidden", "this check link is over, or not the latest"), cors);
    return new Response(null, { status: 204, headers: cors });
  });
