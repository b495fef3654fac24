/**
 * What the runtime costs before anybody's own code: the smallest Worker, and the smallest one that keeps something.
 * Bundled and run by the benchmark of `/v1/collect`, in the same workerd and with the same configuration as the product.
 */
import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import type { LearnerObject } from "../../worker/learner/learner-object.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";

interface Env {
  FLOOR: DurableObjectNamespace<FloorObject>;
  /** The product's own learner, so that a model can be taught without walking thousands of visitors first. */
  LEARNER: DurableObjectNamespace<LearnerObject>;
}

/** The floor: a one-row SQL upsert. */
export class FloorObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, count INTEGER NOT NULL)");
  }

  increment(): number {
    return this.ctx.storage.sql
      .exec<{ count: number }>(
        "INSERT INTO counter VALUES ('one', 1) ON CONFLICT (name) DO UPDATE SET count = count + 1 RETURNING count",
      )
      .one().count;
  }
}

const app = new Hono<{ Bindings: Env }>();
app.get("/noop", (c) => c.text("ok"));
// By RPC to the object, one value back.
app.get("/floor/:name", async (c) => c.text(String(await c.env.FLOOR.getByName(c.req.param("name")).increment())));
// The same behind a body that is read and parsed, as any endpoint that takes events must.
app.post("/floor/:name", async (c) => {
  await c.req.json();
  return c.text(String(await c.env.FLOOR.getByName(c.req.param("name")).increment()));
});
app.post("/teach/:site", async (c) => {
  const fragments = await c.req.json<SessionFragment[]>();
  await c.env.LEARNER.getByName(c.req.param("site")).recordMany(fragments);
  return c.json({ recorded: fragments.length });
});

export default app;
