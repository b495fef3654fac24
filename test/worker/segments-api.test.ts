import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { SegmentDefinition } from "../../wire/definitions.ts";
import type { SegmentPreviewAnswer } from "../../wire/segments.ts";
import type { Env } from "../../worker/env.ts";
import { IDLE, LOOKERS, membershipsOf, publish, segment } from "./shop-segments.ts";
import { call, collect, DEFINITIONS, event, openShop, put, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
const objectOf = (visitor: string) => bindings.VISITOR.getByName(`shop:${visitor}`);

beforeAll(async () => {
  await openShop();
  await publish(LOOKERS, IDLE);
});
afterEach(() => vi.useRealTimers());

describe("the segments' API", () => {
  const post = (path: string, body: unknown) =>
    call(`/v1/sites/shop/${path}`, { method: "POST", body: JSON.stringify(body) });

  it("previews a condition by asking the visitors themselves", async () => {
    const bought = visitorId("preview-buyer");
    await collect({ visitor: bought, events: [event("purchase", { transaction_id: "p1", value: 5 })] });
    await vi.waitFor(async () => {
      const answer: SegmentPreviewAnswer = await (
        await post("segments/preview", { condition: { version: 1, when: { kind: "event", name: "purchase" } } })
      ).json();
      expect(answer).toMatchObject({
        matching: 1,
        estimate: 1,
        sample: [bought],
        sentence: "Visitors who bought.",
        interval: { from: 1, to: 1 },
      });
      expect(answer.asked).toBe(answer.visitors);
      expect(answer.how).toMatch(/^all \d+ visitors/);
    });
  });

  it("explains a condition, or says where it is wrong", async () => {
    const when = { kind: "segment", id: "lookers" };
    const good = await post("conditions/explain?locale=es-ES", { condition: { version: 1, when } });
    expect(await good.json()).toEqual({
      sentence: "Visitantes que están en el segmento «Segment lookers».",
      problems: [],
    });
    const wrong = await post("conditions/explain", {
      condition: { version: 1, when: { kind: "all", of: [when, { kind: "segment", id: "gone" }] } },
    });
    expect(await wrong.json()).toEqual({
      problems: [{ path: "/when/of/1/id", detail: 'there is no segment "gone"; define it, or take it out here' }],
    });
    expect((await post("segments/preview", { condition: { version: 2 } })).status).toBe(400);
    expect((await post("segments/preview", {})).status).toBe(400);
  });

  it("[SE-7] refuses at publishing what is circular, unknown or too deep, and names the place", async () => {
    const refused = async (...segments: SegmentDefinition[]) => {
      const response = await call("/v1/sites/shop/definitions", {
        method: "PUT",
        body: JSON.stringify({ ...DEFINITIONS, segments }),
      });
      expect(response.status).toBe(400);
      const problem: { detail: string } = await response.json();
      return problem.detail;
    };
    const names = (id: string, other: string) => segment(id, { kind: "not", of: { kind: "segment", id: other } });
    expect(await refused(names("a", "b"), names("b", "a"))).toContain('leads back to itself ("a" → "b" → "a")');
    expect(await refused(names("a", "b"))).toContain("/segments/0/condition/when/of/id there is no segment");
    const chain = ["a", "b", "c", "d", "e"].map((id, i) => names(id, "bcdef"[i]!));
    expect(await refused(...chain, LOOKERS, { ...LOOKERS, id: "f" })).toContain("through 5 others");
    expect(await refused(segment("z", { kind: "weekday", days: [1], zone: "Mars/Olympus" }))).toContain(
      "/segments/0/condition/when/zone must be",
    );
    expect(await refused(LOOKERS, LOOKERS)).toContain("same id");
  });

  it("keeps signals from outside until they expire", async () => {
    const rainy = segment("rainy", { kind: "signal", name: "weather", test: { op: "equals", value: "rain" } });
    await publish(LOOKERS, IDLE, rainy);
    const visitor = visitorId("rain");
    await put("/v1/sites/shop/signals/weather", { value: "rain", forSeconds: 600 });
    expect(await (await call("/v1/sites/shop/signals")).json()).toMatchObject({
      signals: [{ name: "weather", value: "rain" }],
    });
    await collect({ visitor, events: [view("boot")] });
    expect(await membershipsOf(visitor)).toEqual(["rainy"]);
    vi.setSystemTime(Date.now() + 601_000);
    await runDurableObjectAlarm(objectOf(visitor));
    expect(await membershipsOf(visitor)).toEqual([]);
    vi.useRealTimers();
    expect((await call("/v1/sites/shop/signals/weather", { method: "DELETE" })).status).toBe(204);
    expect(await (await call("/v1/sites/shop/signals")).json()).toEqual({ signals: [] });
    const wrong = await call("/v1/sites/shop/signals/weather", { method: "PUT", body: '{"value":"rain"}' });
    expect(wrong.status).toBe(400);
    await publish(LOOKERS, IDLE);
  });

  it("answers what is not there with a problem", async () => {
    expect((await call("/v1/sites/shop/segments?hours=1")).status).toBe(400);
    expect((await call("/v1/sites/shop/segments?hours=336")).status).toBe(200);
    expect((await call("/v1/sites/shop/segments/gone/members")).status).toBe(404);
    expect((await call("/v1/sites/shop/segments/lookers/members?limit=9999")).status).toBe(400);
    expect(await (await call("/v1/sites/nowhere/segments")).json()).toEqual({ version: 0, visitors: 0, segments: [] });
  });
});
