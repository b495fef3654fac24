/** `/v1/sites/:site/pools/:pool`: coupon codes, each for one visitor. */
import { Hono } from "hono";
import type { PoolFilled, PoolStanding } from "../../wire/pools.ts";
import { requestProblem } from "../intake/problem.ts";
import { checkCodes } from "../intake/check-codes.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { readJson } from "./read-json.ts";
import { NO_SITE } from "./no-site.ts";

/** Bytes of one upload: some 50,000 codes. More are sent in several. */
const UPLOAD_BYTES = 1024 * 1024;
const POOL_ID = /^[a-z0-9_-]{1,64}$/;

export const pools = new Hono<AppEnv>()
  .use("/:site/pools/:pool", async (c, next) => {
    if (POOL_ID.test(c.req.param("pool"))) return next();
    return answerProblem(requestProblem("bad_request", "a pool's id is 1–64 of a–z 0–9 _ -"));
  })
  .get("/:site/pools/:pool", async (c) => {
    const { site, pool } = c.req.param();
    const { size, given, kept } = await c.env.POOL.getByName(`${site}:pool:${pool}`).counts();
    return c.json({ size, given, kept, left: size - given - kept } satisfies PoolStanding);
  })
  .post("/:site/pools/:pool", async (c) => {
    const { site, pool } = c.req.param();
    const body = await readJson(c.req.raw, UPLOAD_BYTES);
    const codes = body.ok ? checkCodes(body.value) : body;
    if (!codes.ok) return answerProblem(codes.problem);
    if ((await c.env.SITE.getByName(site).settings()) === undefined) {
      return answerProblem(requestProblem("not_found", NO_SITE));
    }
    const { added, size, given, kept } = await c.env.POOL.getByName(`${site}:pool:${pool}`).add(codes.value);
    return c.json({ added, size, given, kept, left: size - given - kept } satisfies PoolFilled);
  });
