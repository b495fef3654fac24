import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import type { AuditEntry } from "../../wire/access.ts";
import type { Problem } from "../../wire/collect.ts";
import type { ModelStatus } from "../../wire/console.ts";
import { decodeModel } from "../../worker/domain/recommend/index-format.ts";
import type { Env } from "../../worker/env.ts";
import { call, openShop } from "./shop-site.ts";

const { LEARNER } = env as unknown as Env;

beforeAll(() => openShop());

async function post(path: string): Promise<Response> {
  return call(`/v1/sites/${path}`, { method: "POST" });
}

async function audited(): Promise<AuditEntry[]> {
  return (await (await call("/v1/sites/shop/audit?limit=4")).json<{ entries: AuditEntry[] }>()).entries;
}

it("a model is built, taken back, and taken back again; each is in the log under who did it", async () => {
  expect(await (await call("/v1/sites/shop/model")).json<ModelStatus>()).toMatchObject({ version: 0 });
  const nothing = await post("shop/model/roll-back");
  expect([nothing.status, (await nothing.json<Problem>()).reason]).toEqual([409, "conflict"]);
  for (const [key, itemIds] of Object.entries({ one: ["boot", "shoe"], two: ["tent", "lamp"] })) {
    const items = itemIds.map((itemId, place) => ({ itemId, at: Date.now() - 1_000 + place, kind: "view" as const }));
    await LEARNER.getByName("shop").record({ key, part: 0, now: Date.now(), items });
    expect((await post("shop/model/rebuild")).status).toBe(200);
  }
  const before = await (await call("/v1/sites/shop/model")).json<ModelStatus>();
  expect(before).toMatchObject({ version: 2, items: 4, previous: { version: 1, items: 2 } });

  const back = await post("shop/model/roll-back");
  expect(back.status).toBe(200);
  expect(await back.json()).toMatchObject({ version: 3, repeats: 1, items: 2, previous: { version: 2, items: 4 } });
  const { bytes } = await LEARNER.getByName("shop").model();
  expect(decodeModel(new Uint8Array(bytes)).next.itemIds).toEqual(["boot", "shoe"]);
  expect(await (await post("shop/model/roll-back")).json()).toMatchObject({ version: 4, repeats: 2 });
  expect((await audited()).map(({ by, action, target, detail }) => [by, action, target, detail])).toEqual([
    ["local", "model.rolled_back", "version 4", "version 2 again"],
    ["local", "model.rolled_back", "version 3", "version 1 again"],
    ["local", "model.rebuilt", "version 2", undefined],
    ["local", "model.rebuilt", "version 1", undefined],
  ]);
});

it("of a site that does not exist, nothing is built or taken back", async () => {
  for (const action of ["rebuild", "roll-back"]) {
    const response = await post(`nowhere/model/${action}`);
    expect([response.status, (await response.json<Problem>()).reason]).toEqual([404, "not_found"]);
  }
});
