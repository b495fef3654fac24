import { beforeAll, describe, expect, it } from "vitest";
import type { Decision } from "../../wire/decision.ts";
import type { Definitions } from "../../wire/definitions.ts";
import type { Draft } from "../../wire/draft.ts";
import type { Preview, PreviewRequest } from "../../wire/preview.ts";
import { call, collect, DEFINITIONS, openShop, view, visitorId } from "./shop-site.ts";

const DRAFT: Definitions = {
  ...DEFINITIONS,
  offers: DEFINITIONS.offers.map((offer) =>
    offer.id === "hot" ? { ...offer, status: "paused", content: { en: { headline: "Not yet seen" } } } : offer,
  ),
};

async function link(request: PreviewRequest): Promise<string> {
  const response = await call("/v1/sites/shop/draft/preview", { method: "POST", body: JSON.stringify(request) });
  return (await response.json<Preview>()).token;
}

async function look(token: string, visitor = visitorId("marketer")): Promise<Decision> {
  const answer = await collect({
    visitor,
    preview: token,
    events: [view("boot")],
    placements: [{ id: "hero" }],
  });
  expect(answer).toMatchObject({ dropped: "preview", accepted: 0 });
  return answer.decisions[0]!;
}

beforeAll(async () => {
  await openShop();
  const { revision } = await (await call("/v1/sites/shop/draft")).json<Draft>();
  await call("/v1/sites/shop/draft", { method: "PUT", body: JSON.stringify({ revision, definitions: DRAFT }) });
});

describe("a preview link", () => {
  it("shows one offer of the draft whoever looks: paused, for others, held out", async () => {
    expect(await look(await link({ offer: "hot" }))).toMatchObject({
      kind: "offer",
      offer: { id: "hot", headline: "Not yet seen" },
      token: "",
    });
  });

  it("decides the draft as for the visitor it names, and says why nothing is shown", async () => {
    const visitor = visitorId("walker");
    await collect({ visitor, events: [view("boot"), view("boot")] });
    expect(await look(await link({}))).toMatchObject({ kind: "none", reason: "NO_CANDIDATES" });
    expect(await look(await link({ visitor }))).toMatchObject({ kind: "offer", offer: { id: "footwear" } });
  });

  it("counts nothing of whoever follows it", async () => {
    await look(await link({ offer: "hot" }), visitorId("nobody"));
    expect((await call(`/v1/sites/shop/visitors/${visitorId("nobody")}`)).status).toBe(404);
  });

  it("that was made up or belongs to something else shows nothing and says so", async () => {
    const real = await link({ offer: "hot" });
    const { ticket } = await (await call("/v1/sites/shop/live-ticket", { method: "POST" })).json<{ ticket: string }>();
    for (const token of ["made-up", `${real}0`, ticket]) {
      expect(await look(token)).toMatchObject({
        kind: "none",
        reason: "DISABLED",
        why: expect.stringContaining("ended") as string,
      });
    }
  });

  it("of a draft that cannot be published falls back on what is", async () => {
    const { revision } = await (await call("/v1/sites/shop/draft")).json<Draft>();
    const broken = { ...DRAFT, holdout: 7 };
    await call("/v1/sites/shop/draft", { method: "PUT", body: JSON.stringify({ revision, definitions: broken }) });
    expect(await look(await link({ offer: "hot" }))).toMatchObject({ offer: { headline: "Ten off today" } });
  });
});
