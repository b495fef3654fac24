/** Definitions as they are worked on: draft, publishing, schedule, versions, roll-back. Behind the admin door. */
import { Hono, type Context } from "hono";
import * as v from "valibot";
import type { Draft, LinkCheck } from "../../wire/draft.ts";
import type { PreviewRequest } from "../../wire/preview.ts";
import { compareDefinitions } from "../domain/definitions/compare-definitions.ts";
import { draftProblems } from "../intake/draft-problems.ts";
import { checkDefinitions } from "../intake/check-settings.ts";
import { isDevelopment } from "../env.ts";
import { requestProblem } from "../intake/problem.ts";
import { checkLinks } from "../links/check-links.ts";
import type { Conflict } from "../site/definitions-desk.ts";
import { NO_DEFINITIONS } from "../site/site-state.ts";
import type { AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { pageOf } from "./page-of.ts";
import { readJson } from "./read-json.ts";

/** Bytes of a draft: as many as of what it becomes. */
const DRAFT_BYTES = 4 * 1024 * 1024;
/** Characters of a note: a sentence or two on why. */
const NOTE_LENGTH = 500;
/** Days ahead a publication may be arranged: next year's sales, and no typing error in the year. */
const DAYS_AHEAD = 400;
const DAY_MS = 86_400_000;
const NO_DRAFT = "there is no draft; save one with PUT /v1/sites/<site>/draft";

const saving = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  definitions: v.looseObject({ placements: v.array(v.looseObject({})), offers: v.array(v.looseObject({})) }),
});
const publishing = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  over: v.pipe(v.number(), v.integer(), v.minValue(0)),
  note: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(NOTE_LENGTH, `must have at most ${NOTE_LENGTH} characters`)),
  ),
  at: v.optional(v.pipe(v.number(), v.integer())),
});

const previewing = v.object({
  offer: v.optional(v.pipe(v.string(), v.maxLength(64))),
  visitor: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,128}$/, "must be a visitor's id"))),
  at: v.optional(v.pipe(v.number(), v.integer())),
});

export const draft = new Hono<AdminEnv>()
  .get("/:site/draft", async (c) => c.json(await draftOf(c)))
  // Anything that might become definitions is kept, finished or not: nobody loses what they typed.
  .put("/:site/draft", async (c) => {
    const body = await readJson(c.req.raw, DRAFT_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const parsed = v.safeParse(saving, body.value, { abortEarly: true });
    if (!parsed.success) return answerProblem(requestProblem("bad_request", whatIsWrong(parsed.issues[0])));
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined)
      return answerProblem(requestProblem("not_found", "there is no such site"));
    const { revision, definitions } = parsed.output;
    const saved = await site.desk().save(revision, definitions as never, c.var.principal.name);
    return "conflict" in saved ? answerConflict(saved) : c.json(await draftOf(c));
  })
  .delete("/:site/draft", async (c) => {
    const discarded = await c.env.SITE.getByName(c.req.param("site")).desk().discard(c.var.principal.name);
    return discarded ? c.json(await draftOf(c)) : answerProblem(requestProblem("not_found", NO_DRAFT));
  })
  .post("/:site/draft/publish", async (c) => {
    const body = await readJson(c.req.raw, DRAFT_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const parsed = v.safeParse(publishing, body.value, { abortEarly: true });
    if (!parsed.success) return answerProblem(requestProblem("bad_request", whatIsWrong(parsed.issues[0])));
    const { revision, over, note, at } = parsed.output;
    const site = c.env.SITE.getByName(c.req.param("site"));
    const { draft: kept } = await site.desk().state();
    if (kept === undefined) return answerProblem(requestProblem("not_found", NO_DRAFT));
    const checked = checkDefinitions(kept.definitions);
    if (!checked.ok) return answerProblem(checked.problem);
    const by = c.var.principal.name;
    const noted = note === undefined || note === "" ? {} : { note };
    if (at === undefined) {
      const done = await site.desk().publish(revision, over, { by, ...noted });
      if (done === undefined) return answerProblem(requestProblem("not_found", NO_DRAFT));
      return "conflict" in done ? answerConflict(done) : c.json(done);
    }
    const now = Date.now();
    if (at <= now || at > now + DAYS_AHEAD * DAY_MS) {
      return answerProblem(requestProblem("bad_request", `at: must lie ahead, by at most ${DAYS_AHEAD} days`));
    }
    const done = await site.desk().schedule(revision, over, { at, by, ...noted });
    if (done === undefined) return answerProblem(requestProblem("not_found", NO_DRAFT));
    return "conflict" in done ? answerConflict(done) : c.json(done);
  })
  // Asks the site's own servers, so it is asked for, and not part of every save.
  .post("/:site/draft/check-links", async (c) => {
    const site = c.env.SITE.getByName(c.req.param("site"));
    const [{ draft: kept }, definitions, settings] = await Promise.all([
      site.desk().state(),
      site.definitions(),
      site.settings(),
    ]);
    const checked = checkDefinitions(kept?.definitions ?? definitions?.value ?? NO_DEFINITIONS);
    // What has no right shape cannot be published, and says so by itself.
    if (!checked.ok) return c.json({ problems: [], found: 0, unknown: 0, elsewhere: 0 } satisfies LinkCheck);
    const { origin } = new URL(c.req.url);
    const { ASSETS } = c.env;
    const rules = {
      allowsPrivate: isDevelopment(c.env),
      // A Worker cannot call itself; its own files are at hand.
      fetch: (url: URL, init: RequestInit) =>
        url.origin === origin && ASSETS ? ASSETS.fetch(url, init) : fetch(url, init),
    };
    return c.json(await checkLinks(checked.value, settings?.value, origin, rules));
  })
  // A link that shows the draft on the site itself. What follows it is decided by the draft and counts nowhere.
  .post("/:site/draft/preview", async (c) => {
    const body = await readJson(c.req.raw, DRAFT_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const parsed = v.safeParse(previewing, body.value, { abortEarly: true });
    if (!parsed.success) return answerProblem(requestProblem("bad_request", whatIsWrong(parsed.issues[0])));
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined)
      return answerProblem(requestProblem("not_found", "there is no such site"));
    return c.json(await site.preview(parsed.output as PreviewRequest));
  })
  .delete("/:site/draft/schedule", async (c) => {
    const called = await c.env.SITE.getByName(c.req.param("site")).desk().unschedule(c.var.principal.name);
    return called ? c.json(await draftOf(c)) : answerProblem(requestProblem("not_found", "nothing is scheduled"));
  })
  .get("/:site/versions", async (c) => {
    const page = pageOf(c.req.query());
    if (!page.ok) return answerProblem(page.problem);
    const { before, limit } = page.value;
    return c.json({ versions: await c.env.SITE.getByName(c.req.param("site")).desk().versions(before, limit) });
  })
  .get("/:site/versions/:version", async (c) => {
    const site = c.env.SITE.getByName(c.req.param("site"));
    const kept = await site.definitions(Number(c.req.param("version")));
    if (kept === undefined) return answerProblem(requestProblem("not_found", "this version is not kept"));
    const now = await site.definitions();
    return c.json({
      version: kept.version,
      definitions: kept.value,
      /** What going back to it would change. */
      changes: compareDefinitions(now?.value ?? NO_DEFINITIONS, kept.value),
    });
  })
  // The way back is forward: the old content becomes a new version, so that nothing that was ever shown is forgotten.
  .post("/:site/versions/:version/restore", async (c) => {
    const site = c.env.SITE.getByName(c.req.param("site"));
    const kept = await site.definitions(Number(c.req.param("version")));
    if (kept === undefined) return answerProblem(requestProblem("not_found", "this version is not kept"));
    const checked = checkDefinitions(kept.value);
    if (!checked.ok) return answerProblem(checked.problem);
    return c.json(await site.putDefinitions(checked.value, { by: c.var.principal.name, restored: kept.version }));
  });

async function draftOf(c: Context<AdminEnv>): Promise<Draft> {
  const site = c.env.SITE.getByName(c.req.param("site") ?? "");
  const [{ draft: kept, revision, published, scheduled }, definitions, settings] = await Promise.all([
    site.desk().state(),
    site.definitions(),
    site.settings(),
  ]);
  const current = definitions?.value ?? NO_DEFINITIONS;
  return {
    revision,
    base: kept?.base ?? published,
    published,
    definitions: kept?.definitions ?? current,
    ...(kept && { savedAt: kept.savedAt, savedBy: kept.savedBy }),
    changes: kept ? compareDefinitions(current, kept.definitions) : [],
    problems: draftProblems(kept?.definitions ?? current, settings?.value, Date.now()),
    ...(scheduled && { scheduled: { at: scheduled.at, by: scheduled.by } }),
  };
}

function answerConflict({ conflict, current }: Conflict): Response {
  const detail =
    conflict === "draft"
      ? `the draft is at revision ${current}: somebody saved it meanwhile; fetch it and save on top of it`
      : `version ${current} was published meanwhile; look at the changes again and publish with "over": ${current}`;
  return answerProblem(requestProblem("conflict", detail));
}

function whatIsWrong(issue: v.BaseIssue<unknown>): string {
  return [v.getDotPath(issue), issue.message].filter(Boolean).join(": ");
}
