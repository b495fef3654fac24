import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageVersion } from "../../start/build-assets.ts";
import { ROOT } from "../../start/paths.ts";
import type { OfferDecision } from "../../wire/decision.ts";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { openPage, trouble, until, visit } from "./visit.ts";

/** As it is inlined: the file. */
function snippet(): string {
  return readFileSync(join(ROOT, `build/assets/sdk-${packageVersion()}-head.js`), "utf8");
}

const session = useSession((site) => {
  const page = (placements: string, more = ""): string => {
    const head = `<script data-key="${KEY}" data-host="${site.edge}" data-placements="${placements}" ${more}>${snippet()}</script>`;
    return html({ head, tag: tag(site.edge), body: `<div data-sv-placement="hero" class="hero"></div>` });
  };
  site.pages.set("/head", page("hero"));
  site.pages.set("/other", page("footer"));
  site.pages.set("/alone", page("hero").replace(tag(site.edge), ""));
  site.pages.set("/required", page("hero", `data-consent="required"`));
});

const DECISION: OfferDecision = {
  id: "d1",
  placement: "hero",
  kind: "offer",
  reason: "TARGETING_MATCH",
  why: "everybody",
  probability: 1,
  model: 0,
  definitions: 1,
  token: "token",
  offer: { id: "spring", headline: "Spring is here" },
};

test("the first request leaves before the SDK is there, by hash under a strict policy, and is not made twice", async () => {
  const { site, context } = session;
  site.decide = () => DECISION;
  const page = await openPage(context);
  await visit(page, `${site.shop}/head`);
  await until("the offer", async () => (await page.$(".sv-offer")) !== null);
  await until("the page view", () => site.named("page_view").length === 1);
  const asking = site.requests.filter(({ placements }) => placements);
  expect(asking).toHaveLength(1);
  expect(asking[0]).toMatchObject({ sdk: `head/${packageVersion()}`, events: [], placements: [{ id: "hero" }] });
  // A stranger: it makes no id, so it has none to send.
  expect(asking[0]).not.toHaveProperty("visitor");
  expect(await trouble(page)).toEqual([]);
  // Back again: known, and asked for as such.
  await visit(page, `${site.shop}/head`);
  await until("the second", () => site.requests.filter(({ placements }) => placements).length === 2);
  expect(site.requests.findLast(({ placements }) => placements)?.visitor).toBe(
    site.requests.find(({ visitor }) => visitor)?.visitor,
  );
});

test("where it asked for other placements, or got no answer, the SDK asks by itself", async () => {
  const { site, context } = session;
  site.decide = () => DECISION;
  const page = await openPage(context);
  await visit(page, `${site.shop}/other`);
  await until("the offer", async () => (await page.$(".sv-offer")) !== null);
  site.misbehave = ({ sdk }) => (sdk?.startsWith("head") ? { status: 503 } : undefined);
  site.requests.length = 0;
  await visit(page, `${site.shop}/head`);
  await until("the SDK's own", () => site.requests.some(({ placements, sdk }) => placements && sdk?.startsWith("sdk")));
});

test("before a yes it sends no id, even if one is stored", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/head`);
  await until("an id", () => page.evaluate((key) => localStorage.getItem(`sv.visitor.${key}`) !== null, KEY));
  site.requests.length = 0;
  await page.goto(`${site.shop}/required`);
  await until("the request", () => site.requests.some(({ sdk }) => sdk?.startsWith("head")));
  expect(site.requests.find(({ sdk }) => sdk?.startsWith("head"))).not.toHaveProperty("visitor");
});

test("it needs no SDK to have left, and its file is what is inlined, so that the manifest's hash is the policy's", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await page.goto(`${site.shop}/alone`);
  await until("the request", () => site.requests.some(({ sdk }) => sdk?.startsWith("head")));
  expect(await trouble(page)).toEqual([]);
  expect(snippet()).toBe(snippet().trim());
  expect(snippet()).not.toContain("</");
});
