import { expect, test } from "vitest";
import type { Candidate, OfferDecision } from "../../wire/decision.ts";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const body = `<div data-sv-placement="hero" class="hero"></div>`;
  site.pages.set("/", html({ tag: tag(site.edge), body }));
  site.pages.set("/debug", html({ tag: tag(site.edge, `data-key="${KEY}" data-debug`), body }));
});

const LOST: Candidate = { id: "b", name: "Autumn", chosen: false, reason: "HOLDOUT", detail: "in the hold-out group" };

const DECISION: OfferDecision = {
  id: "d1",
  placement: "hero",
  kind: "offer",
  reason: "TARGETING_MATCH",
  why: "score 71 is at least 60",
  probability: 0.5,
  model: 0,
  definitions: 1,
  token: "token",
  offer: { id: "spring", headline: "Spring is here" },
};

test("debug() shows what waits, the last request, and each decision with its reasons and who lost", async () => {
  const { site, context } = session;
  site.decide = () => DECISION;
  site.amend = (answer, { explain }) =>
    explain ? { ...answer, decisions: answer.decisions.map((one) => ({ ...one, candidates: [LOST] })) } : answer;
  const page = await openPage(context);
  await visit(page, site.shop);
  expect(site.chunkLoads.some((path) => path.includes("debug"))).toBe(false);
  await call(page, "debug");
  const text = (): Promise<string> =>
    page
      .$eval("::-p-aria([name='Sameview on this page'])", (panel) => (panel as HTMLElement).innerText)
      .catch(() => "");
  await until("the reasons", async () => (await text()).includes("HOLDOUT"));
  const shown = await text();
  expect(shown).toContain("hero: Spring is here. TARGETING_MATCH, score 71 is at least 60 (probability 0.5)");
  expect(shown).toContain("– Autumn: HOLDOUT, in the hold-out group");
  expect(shown).toMatch(/Queue: \d/);
  expect(shown).toMatch(/answered after \d+ ms/);
  site.down = true;
  await call(page, "track", "waits");
  // On a slow machine the offer has been seen meanwhile, and its impression waits too.
  await until("what waits", async () => /Queue: [12]\s+(view_promotion .*\s+)?waits/.test(await text()));
  expect(await trouble(page)).toEqual([]);
});

test("with data-debug mistakes are named with their fix, each once; without it nothing is fetched and nothing said", async () => {
  const { site, context } = session;
  for (const [path, loud] of [
    ["/debug", true],
    ["/", false],
  ] as const) {
    const page = await openPage(context);
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await visit(page, site.shop + path);
    if (loud) await until("the chunk", () => site.chunkLoads.some((one) => one.includes("debug")));
    for (let n = 0; n < 2; n++) {
      await call(page, "track", "productAdded", { value: "49.90", note: "anna@example.com" });
      await call(page, "track", "add_to_cart", { items: [{ sku: "SKU-7" }] });
    }
    const mistakes = (): string[] => said.filter((line) => line.includes("Write "));
    if (loud) await until("the mistakes", () => mistakes().length >= 5);
    expect(mistakes()).toEqual(
      loud
        ? [
            '[sameview] productAdded: "productAdded" is not understood as a commerce event. Write track("add_to_cart", …).',
            '[sameview] productAdded: value is "49.90". Write a number in units of the currency, such as 49.9.',
            '[sameview] productAdded: value has no currency. Write currency: "EUR", or whichever it is.',
            "[sameview] productAdded: note holds an e-mail address. Write your own id of the customer, or nothing.",
            "[sameview] add_to_cart: items[0].sku. Write item_id.",
          ]
        : [],
    );
    await page.close();
  }
});
