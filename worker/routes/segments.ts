/** The admin API of a site's segments: how they stand, who is in them, what a condition would mean, and signals. */
import { Hono } from "hono";
import type { ConditionDocument, ConditionProblem } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";
import type {
  ConditionExplanation,
  SegmentMembersAnswer,
  SegmentOverlapAnswer,
  SegmentPreviewAnswer,
  SegmentsAnswer,
  SignalsAnswer,
} from "../../wire/segments.ts";
import { audienceStanding, overlapOf, previewCondition, someMembers } from "../audience/ask-audience.ts";
import { checkCondition } from "../domain/conditions/check-condition.ts";
import { CANDIDATE, checkSegments } from "../domain/segments/check-segments.ts";
import { shareOf } from "../domain/segments/estimate.ts";
import type { Env } from "../env.ts";
import { checkSignal, SIGNAL_NAME } from "../intake/check-signal.ts";
import { requestProblem } from "../intake/problem.ts";
import { MOST_SIGNALS } from "../site/outside-news.ts";
import { conditionSentence, sentenceLocale } from "../wording/condition-sentence.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { readJson } from "./read-json.ts";

/** Bytes of a condition as JSON: a hundred parts with long texts. */
const CONDITION_BYTES = 64 * 1024;
const HOUR_MS = 3_600_000;
/** Hours of comings and goings shown, unless asked for more; a fortnight is kept. */
const HOURS_SHOWN = 24;
const HOURS_MOST = 336;
const MEMBERS_SHOWN = 20;
const MEMBERS_MOST = 200;
/** Of those asked for a preview who are in, as many are named. */
const PREVIEW_NAMED = 20;

/** The path's `:site` comes from where this is mounted, which has checked it and who asks. */
export const segments = new Hono<AppEnv>()
  .get("/segments", async (c) => {
    const site = siteOf(c.req.param());
    const hours = Number(c.req.query("hours") ?? HOURS_SHOWN);
    // Two at least: the hour under way alone may have just begun.
    if (!Number.isInteger(hours) || hours < 2 || hours > HOURS_MOST) {
      return answerProblem(requestProblem("bad_request", `hours: send a whole number from 2 to ${HOURS_MOST}`));
    }
    const { version, value } = await published(c.env, site);
    const standing = await audienceStanding(c.env, site, hours);
    const hour = Math.floor(Date.now() / HOUR_MS);
    const locale = sentenceLocale(c.req.query("locale"));
    const list = value.map((segment) => {
      const { members, flow } = standing.bySegment.get(segment.id) ?? { members: 0, flow: [] };
      // The last whole hour and the one under way: never less than an hour.
      const recent = flow.filter((one) => one.hour >= hour - 1);
      return {
        ...segment,
        members,
        enteredLastHour: recent.reduce((sum, one) => sum + one.entered, 0),
        leftLastHour: recent.reduce((sum, one) => sum + one.left, 0),
        flow,
        sentence: conditionSentence(segment.condition.when, locale, namesOf(value)),
      };
    });
    return c.json({ version, visitors: standing.visitors, segments: list } satisfies SegmentsAnswer);
  })
  .get("/segments/:id/members", async (c) => {
    const { id } = c.req.param();
    const limit = Number(c.req.query("limit") ?? MEMBERS_SHOWN);
    if (!Number.isInteger(limit) || limit < 1 || limit > MEMBERS_MOST) {
      return answerProblem(requestProblem("bad_request", `limit: send a whole number from 1 to ${MEMBERS_MOST}`));
    }
    const site = siteOf(c.req.param());
    const { value } = await published(c.env, site);
    if (!value.some((segment) => segment.id === id)) {
      return answerProblem(requestProblem("not_found", `no segment "${id}" is published`));
    }
    return c.json({ members: await someMembers(c.env, site, id, limit) } satisfies SegmentMembersAnswer);
  })
  .get("/segments/:id/overlap", async (c) => {
    const { id } = c.req.param();
    const site = siteOf(c.req.param());
    const { version, value } = await published(c.env, site);
    if (!value.some((segment) => segment.id === id)) {
      return answerProblem(requestProblem("not_found", `no segment "${id}" is published`));
    }
    const nameOf = namesOf(value);
    const others = value.map((segment) => segment.id).filter((other) => other !== id);
    const { members, overlaps } = await overlapOf(c.env, site, id, others, Math.random());
    return c.json({
      version,
      members,
      others: overlaps.map(({ segment, members: others, shared }) => ({
        id: segment,
        name: nameOf(segment) ?? segment,
        members: others,
        shared,
        ...(members > 0 && { ofThis: shareOf(shared, members) }),
        ...(others > 0 && { ofOther: shareOf(shared, others) }),
      })),
    } satisfies SegmentOverlapAnswer);
  })
  .post("/segments/preview", async (c) => {
    const site = siteOf(c.req.param());
    const asked = await readCondition(c.req.raw, c.env, site);
    if ("response" in asked) return asked.response;
    if (!asked.ok) return answerProblem(requestProblem("bad_request", told(asked.problems)));
    const {
      visitors,
      asked: count,
      matching,
      estimate,
      interval,
    } = await previewCondition(c.env, site, asked.document.when);
    return c.json({
      visitors,
      asked: count,
      matching: matching.length,
      estimate,
      interval,
      how: howEstimated(visitors, count),
      sample: matching.slice(0, PREVIEW_NAMED),
      sentence: conditionSentence(asked.document.when, sentenceLocale(c.req.query("locale")), namesOf(asked.segments)),
    } satisfies SegmentPreviewAnswer);
  })
  .post("/conditions/explain", async (c) => {
    const asked = await readCondition(c.req.raw, c.env, siteOf(c.req.param()));
    if ("response" in asked) return asked.response;
    if (!asked.ok) return c.json({ problems: asked.problems } satisfies ConditionExplanation);
    const locale = sentenceLocale(c.req.query("locale"));
    const sentence = conditionSentence(asked.document.when, locale, namesOf(asked.segments));
    return c.json({ sentence, problems: [] } satisfies ConditionExplanation);
  })
  .get("/signals", async (c) => {
    const signals = await c.env.SITE.getByName(siteOf(c.req.param())).signals();
    return c.json({ signals } satisfies SignalsAnswer);
  })
  .put("/signals/:name", async (c) => {
    const { name } = c.req.param();
    if (!SIGNAL_NAME.test(name)) return answerProblem(requestProblem("bad_request", "name: use 1–64 of a–z 0–9 _ -"));
    const body = await readJson(c.req.raw, CONDITION_BYTES);
    const checked = body.ok ? checkSignal(body.value) : body;
    if (!checked.ok) return answerProblem(checked.problem);
    const site = c.env.SITE.getByName(siteOf(c.req.param()));
    if ((await site.settings()) === undefined)
      return answerProblem(requestProblem("not_found", "there is no such site"));
    const { value, forSeconds } = checked.value;
    const signal = { value, until: Date.now() + forSeconds * 1_000 };
    if (!(await site.setSignal(name, signal))) {
      const detail = `a site has at most ${MOST_SIGNALS} signals; let one expire, or delete one`;
      return answerProblem(requestProblem("conflict", detail));
    }
    return c.json({ name, ...signal });
  })
  .delete("/signals/:name", async (c) => {
    await c.env.SITE.getByName(siteOf(c.req.param())).setSignal(c.req.param("name"), undefined);
    return c.body(null, 204);
  });

function siteOf(params: Record<string, string>): string {
  return params["site"] ?? "";
}

async function published(env: Env, site: string): Promise<{ version: number; value: readonly SegmentDefinition[] }> {
  const definitions = await env.SITE.getByName(site).definitions();
  return { version: definitions?.version ?? 0, value: definitions?.value.segments ?? [] };
}

function namesOf(list: readonly SegmentDefinition[]): (id: string) => string | undefined {
  return (id) => list.find((segment) => segment.id === id)?.name;
}

type ReadCondition =
  | { response: Response }
  | { ok: true; document: ConditionDocument; segments: readonly SegmentDefinition[] }
  | { ok: false; problems: [ConditionProblem, ...ConditionProblem[]] };

/** `{condition}`, checked as publishing would, with the segments that are published. Paths are pointers into the condition. */
async function readCondition(request: Request, env: Env, site: string): Promise<ReadCondition> {
  const body = await readJson(request, CONDITION_BYTES);
  if (!body.ok) return { response: answerProblem(body.problem) };
  const checked = checkCondition((body.value as { condition?: unknown } | null)?.condition);
  const { value } = await published(env, site);
  const problems = checked.ok
    ? checkSegments([...value, { id: CANDIDATE, condition: checked.value }])
        .filter(({ path }) => path.startsWith(`/segments/${value.length}/`))
        .map(({ path, detail }) => ({ path: path.slice(`/segments/${value.length}/condition`.length), detail }))
    : checked.problems;
  const [first, ...others] = problems;
  if (first !== undefined) return { ok: false, problems: [first, ...others] };
  if (!checked.ok) throw new Error("a refused condition has a problem");
  return { ok: true, document: checked.value, segments: value };
}

function told(problems: readonly ConditionProblem[]): string {
  return problems.map(({ path, detail }) => `condition${path}: ${detail}`).join("; ");
}

function howEstimated(visitors: number, asked: number): string {
  if (asked === 0) return "nobody could be asked: the index knows no visitor yet";
  if (asked >= visitors)
    return `all ${asked} visitors known to the index were asked just now, each at their own object`;
  return `${asked} of ${visitors} visitors known to the index were drawn by lot and asked just now, each at their own object; the rest is projected`;
}
